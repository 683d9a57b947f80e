#!/usr/bin/env bash
# Compile the exact versions with their hashes, for every platform; no address of any index is written.
set -euo pipefail
cd "$(dirname "$0")/.."
compile() { uv pip compile --generate-hashes --no-emit-index-url --no-annotate \
  --no-header --python-version 3.11 --universal --quiet "$@"; }
compile pyproject.toml --output-file requirements/base.txt
compile pyproject.toml --group dev --output-file requirements/dev.txt
compile --group spark --output-file requirements/spark.txt
