# `make demo` and `make test` need Python 3.11 or newer and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PACKAGE := $(VENV)/.package
INSTALLED := $(VENV)/.installed
PEERS := $(VENV)/.peers
BENCH := build/bench

.PHONY: demo test lint typecheck imports unit stress audit bench bench-large clean

# About a minute the first time: it installs the package and what it needs, and no development tools.
demo: $(PACKAGE)
	@$(BIN)/dedupe demo

# The tools are installed the first time, and two cores are busy for some minutes every time.
test: lint typecheck imports unit

lint: $(INSTALLED)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

typecheck: $(INSTALLED)
	$(BIN)/mypy

imports: $(INSTALLED)
	$(BIN)/lint-imports

unit: $(INSTALLED)
	$(BIN)/pytest -n 2 --dist loadgroup --cov --cov-report=term:skip-covered

# Ten thousand changed files a reader; kills, damaged caches, orders, locales, signals: STRESS times as many tries.
STRESS ?= 20
stress: $(INSTALLED)
	STRESS=$(STRESS) $(BIN)/pytest -n 2 -m stress tests/stress

# Known vulnerabilities of what is installed; needs the network.
audit: $(INSTALLED)
	$(BIN)/pip-audit --skip-editable

# Small sizes, in minutes; run a benchmark by itself for the sizes of the tables in README.
bench: $(PEERS)
	$(BIN)/python -m benchmarks.quality --stories 190 --json $(BENCH)/quality.json
	$(BIN)/python -m benchmarks.kernel --articles 1024 --json $(BENCH)/kernel.json
	$(BIN)/python -m benchmarks.formats --articles 200 --json $(BENCH)/formats.json
	$(BIN)/python -m benchmarks.speed --articles 4000 --json $(BENCH)/speed.json --baseline benchmarks/speed.json
	$(BIN)/python -m benchmarks.scale --sizes 1000 4000 --adversarial 1000 --json $(BENCH)/scale.json

bench-large: $(INSTALLED)
	$(BIN)/python -m benchmarks.scale --sizes 1000 10000 100000 1000000 --plot $(BENCH)/scale.svg --json $(BENCH)/scale.json

$(PACKAGE): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(INSTALLED): $(PACKAGE)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable ".[all,spark]" --group dev
	@touch $@

$(PEERS): $(INSTALLED)
	$(BIN)/python -m pip install --quiet --group bench
	@touch $@

clean:
	rm -rf $(VENV) build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
