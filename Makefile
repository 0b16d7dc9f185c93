# `make check` runs exactly what CI runs.
BIN ?= .venv/bin

.PHONY: check lint types house test

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
