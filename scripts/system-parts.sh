#!/usr/bin/env bash
# Debian's Chromium and PostgreSQL, and Spark with Java, which some tests drive.
#   install    installs Chromium and PostgreSQL, where this is Debian and one may; else says what is missing
#   spark      so too Java 17 and Spark (400 MB, into .venv/); continuous integration asks for it
#   leave-out  prints what to give pytest's -m, so that tests without their part are left out
set -euo pipefail

has_chromium() {
  command -v chromium >/dev/null || command -v chromium-browser >/dev/null ||
    command -v google-chrome >/dev/null
}
has_postgresql() {
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null
}
has_spark() {
  command -v java >/dev/null && .venv/bin/python -c 'import pyspark' 2>/dev/null
}

case "${1:-}" in
  install)
    missing=()
    has_chromium || missing+=(chromium fonts-liberation)
    has_postgresql || missing+=(postgresql)
    [ ${#missing[@]} -eq 0 ] && exit 0
    if command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ]; then
      apt-get update -qq
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        "${missing[@]}" >/dev/null
    else
      echo "Not installed: ${missing[*]}. The tests that need them are left out." >&2
    fi
    ;;
  spark)
    has_spark && exit 0
    if ! command -v java >/dev/null && command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ]; then
      apt-get update -qq
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        openjdk-17-jre-headless >/dev/null || true
    fi
    if command -v java >/dev/null; then
      .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
        -r requirements/spark.txt || true
    fi
    has_spark || echo "Not installed: Spark, Java. The tests that need them are left out." >&2
    ;;
  leave-out)
    left_out=()
    has_spark || left_out+=("not spark")
    has_chromium || left_out+=("not browser")
    has_postgresql || left_out+=("not postgres")
    joined=$(printf ' and %s' "${left_out[@]}")
    [ ${#left_out[@]} -eq 0 ] || printf '%s' "${joined# and }"
    ;;
  *) echo "usage: scripts/system-parts.sh install|spark|leave-out" >&2; exit 2 ;;
esac
