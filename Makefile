# Every target makes what it needs first. `make help` lists them.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules

PYTHON ?= $(shell command -v python3.11 || echo python3)
BIN := $(CURDIR)/.venv/bin
PO := $(wildcard src/ledetraad/locale/*/LC_MESSAGES/ledetraad.po)
FRONTEND := $(shell find frontend -path frontend/node_modules -prune -o -type f -print)
export PATH := $(BIN):$(PATH)

.PHONY: help install assets demo test test-fast lint bench docs translations lock system-parts clean

help: ## Show what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "%-14s %s\n", $$1, $$2}'

install: .make/install .make/assets .make/locale ## Make .venv/ with the command `ledetraad` in it

assets: .make/assets ## Build the site's style sheets and scripts

demo: install ## Take in the example plan, publish it, and serve it on this machine
	$(BIN)/ledetraad demo

test: install system-parts ## Run every test; those of the browser, PostgreSQL and Spark where these are
	$(BIN)/pytest -m "$$(scripts/system-parts.sh leave-out)"
	scripts/on-postgres.sh pytest -m "not browser and not postgres and not own_database" tests/web

test-fast: install ## Run the tests that need no browser, no database server and no Spark
	$(BIN)/pytest -m "not browser and not postgres and not spark"

lint: install ## Check the style, the types, and which way imports point
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: install ## Time the main jobs beside named references; measure how well documents are read
	$(BIN)/python -m benchmarks.run
	$(BIN)/python -m benchmarks.statistics
	$(BIN)/python -m benchmarks.economy
	$(BIN)/python -m benchmarks.economy_pages
	$(BIN)/python -m benchmarks.fidelity
	$(BIN)/python -m benchmarks.followup
	scripts/on-postgres.sh $(BIN)/python -m benchmarks.followup
	$(BIN)/python -m benchmarks.hearing
	scripts/on-postgres.sh $(BIN)/python -m benchmarks.hearing
	$(BIN)/python -m benchmarks.suggest
	$(BIN)/python -m benchmarks.statistics_formats

docs: install ## Write the pages that are made from the code
	$(BIN)/python -m ledetraad.checks.documentation docs/rules

translations: .make/install ## Gather the screen's strings into the catalogues
	scripts/translations.sh update

lock: ## Compile the exact versions anew
	scripts/lock.sh

system-parts: ## Install Chromium and PostgreSQL for the tests, where this is Debian and one may
	scripts/system-parts.sh install

clean: ## Remove what was made, but not the data in var/
	rm -rf .venv .make frontend/node_modules src/ledetraad/publish/site/assets src/ledetraad/publish/typst/fonts
	find src -name '*.mo' -delete

.make/install: requirements/dev.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	mkdir -p .make && touch $@

.make/node: frontend/package.json frontend/package-lock.json .make/install
	cd frontend && npm ci --silent
	touch $@

.make/assets: .make/node $(FRONTEND)
	cd frontend && npm run --silent build
	touch $@

.make/locale: $(PO) .make/install
	scripts/translations.sh compile
	touch $@
