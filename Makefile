# `make app` opens the app, `make test` tests it all; both make their own .venv first.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
BUILDERS := $(shell grep -l __main__ data/make/*.py)

.PHONY: app test tests lint browser data shots bench clean help
.DEFAULT_GOAL := help

app: .venv/app  ## open the app
	$(BIN)/dateline app

test: browser  ## check the code and run every test, those in the browser too
	$(MAKE) --jobs=2 lint tests

tests: browser  # beside the check of types, which keeps one core busy for most of a minute
	$(BIN)/pytest -n 2 --dist loadscope

lint: .venv/dev  ## check style and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

data: .venv/data  ## remake the data files from the packages they come from
	set -e; for script in $(BUILDERS); do $(BIN)/python $$script; done

shots: browser  ## take the README's screenshots
	$(BIN)/python docs/shots.py

bench: browser .venv/bench  ## measure; see benchmarks/README.md
	set -e; for script in $(sort $(wildcard benchmarks/*.py)); do $(BIN)/python $$script; done

browser: .venv/dev  # Chromium: the one that is there, else Debian's, else Playwright's
	@test -n "$$CHROMIUM" || command -v chromium >/dev/null \
	|| { test "$$(id -u)" = 0 && apt-get update && apt-get install -y chromium; } \
	|| $(BIN)/playwright install chromium

.venv/app: EXTRAS :=
.venv/dev: EXTRAS := [dev]
.venv/bench: EXTRAS := [dev,bench]
.venv/data: EXTRAS := [dev,data]
.venv/app .venv/dev .venv/bench .venv/data: pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; name one: make PYTHON=/path/to/python3" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".$(EXTRAS)"
	@touch $@

clean:  ## remove what was installed and built
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

help:  ## list these targets
	@sed -n 's/^\([a-z]*\):.*##/\1 -/p' $(MAKEFILE_LIST)
