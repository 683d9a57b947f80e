#!/usr/bin/env bash
# Runs a command with DATABASE_URL naming a PostgreSQL server of its own, which is gone afterwards:
#   scripts/on-postgres.sh pytest tests/web
# Where PostgreSQL is not installed, it says so and does nothing.
set -euo pipefail
programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true)
if [ -z "$programs" ]; then
  programs=$(dirname "$(command -v initdb || true)")
  if [ "$programs" = . ]; then
    echo "PostgreSQL is not installed: what is to run on it is left out." >&2
    exit 0
  fi
fi
folder=$(mktemp -d)
as=()
if [ "$(id -u)" = 0 ]; then
  chmod 755 "$folder"
  chown postgres "$folder"
  as=(runuser -u postgres --)
fi
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
stop() {
  "${as[@]}" "$programs/pg_ctl" --pgdata "$folder/data" --mode immediate stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT
"${as[@]}" "$programs/initdb" --pgdata "$folder/data" --username tester --auth trust --no-sync \
  --encoding UTF8 --locale C >/dev/null
"${as[@]}" "$programs/pg_ctl" --pgdata "$folder/data" --wait --log "$folder/log" \
  -o "-h 127.0.0.1 -p $port -k $folder -c fsync=off -c synchronous_commit=off -c full_page_writes=off" start >/dev/null
DATABASE_URL="postgresql://tester@127.0.0.1:$port/postgres" "$@"
