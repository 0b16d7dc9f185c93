# `make check` runs exactly what CI runs.
BIN ?= .venv/bin

.PHONY: check lint types house test docs lock

check: lint types house test

lint:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types:
	$(BIN)/mypy

house:
	$(BIN)/lint-imports

test:
	$(BIN)/pytest

# The pages that are made from the code and from the installed packages.
docs:
	$(BIN)/python docs/make_cli_reference.py
	$(BIN)/python docs/make_licences.py

# The newest packages that pyproject.toml allows.
lock:
	scripts/lock
