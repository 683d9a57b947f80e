#!/usr/bin/env bash
# Debian's Chromium and PostgreSQL, which some tests drive.
#   install    installs what is missing, where this is Debian and one may; else says what is missing
#   leave-out  prints what to give pytest's -m, so that tests without their part are left out
set -euo pipefail

has_chromium() {
  command -v chromium >/dev/null || command -v chromium-browser >/dev/null ||
    command -v google-chrome >/dev/null
}
has_postgresql() {
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null
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
  leave-out)
    left_out=()
    has_chromium || left_out+=("not browser")
    has_postgresql || left_out+=("not postgres")
    printf '%s' "${left_out[0]:-}${left_out[1]:+ and ${left_out[1]}}"
    ;;
  *) echo "usage: scripts/system-parts.sh install|leave-out" >&2; exit 2 ;;
esac
