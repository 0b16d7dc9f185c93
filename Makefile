# `make check` runs exactly what CI runs.
BIN ?= .venv/bin

.PHONY: check lint types house test docs catalogs screens lock benchmarks choices

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
docs: export CARDSCAN_LANGUAGE = en
docs:
	$(BIN)/python docs/make_cli_reference.py
	$(BIN)/python docs/make_man_page.py
	$(BIN)/python docs/make_licences.py

# Brings the catalogs up to date with the texts in the code; then fill in what is empty, run it again.
LOCALE = cardscan/locale
catalogs:
	mkdir -p out
	PYTHONPATH=. $(BIN)/pybabel -q extract --mapping pyproject.toml --output out/cardscan.pot --msgid-bugs-address "see CONTRIBUTING.md" \
		--sort-by-file --add-location file --no-wrap cardscan
	$(BIN)/pybabel -q update --domain cardscan --input-file out/cardscan.pot --output-dir $(LOCALE) \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --no-wrap
	$(BIN)/pybabel -q compile --domain cardscan --directory $(LOCALE)

# The pictures of the guide: some minutes.
screens:
	$(BIN)/python docs/make_screens.py

# The newest packages that pyproject.toml allows.
lock:
	scripts/lock

# The tables of docs/benchmarks.md: about an hour on two cores that have nothing else to do.
PAGE = docs/benchmarks.md
# Pictures and readings are kept by commit: a stopped run goes on, and new code reads anew.
KEEP ?= out/benchmarks/$(shell git rev-parse --short HEAD)
benchmarks:
	-$(BIN)/python -m benchmarks.speed --megapixels 3 --keep $(KEEP) --into $(PAGE)
	-$(BIN)/python -m benchmarks.speed --megapixels 12 --keep $(KEEP) --into $(PAGE)
	-$(BIN)/python -m benchmarks.parallel --keep $(KEEP) --into $(PAGE)
	-$(BIN)/python -m benchmarks.memory --keep $(KEEP) --into $(PAGE)
	$(BIN)/python -m benchmarks.accuracy --keep $(KEEP) --into $(PAGE)
	$(BIN)/python -m benchmarks.finding --keep $(KEEP) --into $(PAGE)
	$(BIN)/python -m benchmarks.scale --into $(PAGE)
	-$(BIN)/python -m benchmarks.starting --into $(PAGE)
	$(BIN)/python -m benchmarks.understanding --keep $(KEEP) --into $(PAGE)
	-$(BIN)/python -m benchmarks.exchanging --into $(PAGE)
	$(BIN)/python -m samples.draw --out $(KEEP)/review --seed 8117 --count 100 --split held-out
	$(BIN)/python -m benchmarks.review $(KEEP)/review --into $(PAGE)
	$(BIN)/python -m benchmarks.faces --into $(PAGE)

# The tables behind choices; needs onnxruntime beside what the product needs.
choices:
	$(BIN)/python -m benchmarks.stages --keep $(KEEP) --into $(PAGE)
	for topic in runtime detector batch second-look second-reader; do \
		$(BIN)/python -m benchmarks.choices $$topic --keep $(KEEP) --into $(PAGE) || exit 1; \
	done
