#!/usr/bin/env bash
# `update`: gather the screen's strings into the catalogues. `compile`: make them ready for use.
set -euo pipefail
cd "$(dirname "$0")/.."
babel=.venv/bin/pybabel
locale=src/ledetraad/locale
case "${1:-}" in
  update)
    pot=$(mktemp)
    trap 'rm -f "$pot"' EXIT
    "$babel" -q extract -F babel.cfg -k N_ -k translate --no-location --no-wrap --sort-output \
 --project Ledetråd --version 0.1 --copyright-holder "The Ledetråd contributors" -o "$pot" .
    for language in nb nn; do
      "$babel" -q update -D ledetraad -i "$pot" -d "$locale" -l "$language" --no-wrap \
        --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
    done
    ;;
  compile) "$babel" -q compile -D ledetraad -d "$locale" ;;
  *) echo "usage: scripts/translations.sh update|compile" >&2; exit 2 ;;
esac
