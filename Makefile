# `make run` sets up, indexes corpus/ and serves; `make test` sets up and tests.

PYTHON ?= python3
PORT ?= 8000
CORES := $(shell $(PYTHON) -c 'import os; print(os.cpu_count() or 1)')
BIN := .venv/bin

# Products on one core, as the program has them: threads that wait for a busy core cost most.
export OPENBLAS_NUM_THREADS := 1

.PHONY: run test check bench faults memory corpus clean

run: .venv/run
	$(BIN)/sightline index corpus || [ $$? -eq 1 ]
	$(BIN)/sightline serve --port $(PORT)

# A process for each core; tests of a file stay together, as they share what is costly to build,
# until one process has nothing left and takes over some of the other.
test: .venv/test
	$(BIN)/pytest --numprocesses=$(CORES) --dist=worksteal

check: .venv/check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --config setup.cfg
	$(BIN)/python tests/check_sizes.py

bench: .venv/test
	$(BIN)/python -m tests.bench

faults: .venv/test
	$(BIN)/python -m tests.faults

memory: .venv/test
	$(BIN)/python -m tests.bench.memory

corpus: .venv/test
	$(BIN)/python -m tests.samplecorpus

clean:
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

# One environment; each stamp says which extras it has, and is renewed with setup.cfg.
.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Sightline needs Python 3.11 or newer, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv

.venv/run: setup.cfg .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

.venv/test .venv/check: .venv/%: setup.cfg .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[$*]'
	touch $@
