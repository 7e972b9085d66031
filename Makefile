# Everything a developer needs, from a fresh clone. Python 3.11 or newer, git and make are
# presumed; the rest goes into .venv. All paths are relative and all tools are started with
# "python -m", because a folder's name may hold a space and scripts in .venv/bin break on it.

PYTHON ?= python3
BIN    := .venv/bin/python
PIP    := $(BIN) -m pip --disable-pip-version-check --quiet --quiet

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup demo test faults mutants check update docs clean

help:
	@echo 'make demo    show the example cases of this repository'
	@echo 'make test    run every check and every test'
	@echo 'make check   run the checks only: format, lint, types, layers'
	@echo 'make faults  kill, fill, cut and break at length, and print what was lost'
	@echo 'make mutants change the model line by line, and print which test notices'
	@echo 'make update  write schemas, compiled catalogue and transcripts anew'
	@echo 'make docs    build the documentation as a site, in site/'
	@echo 'make setup   make .venv with everything in it (the others do it themselves)'
	@echo 'make clean   take away .venv and what tools left behind'

demo: .venv/.installed
	@PYTHONPATH=src $(BIN) -m caseledger status
	@echo
	@PYTHONPATH=src $(BIN) -m caseledger timeline menlibayev

# One process more than there are cores: many tests wait for a disk or for git.
test: check
	@$(BIN) -m pytest --quiet --dist worksteal \
	  --numprocesses $$($(BIN) -c 'import os; print((os.cpu_count() or 1) + 1)')

# The same faults as in the tests, but all of them: a quarter of an hour. What a machine cannot do
# (strace, mounts, root) stands in the table instead of figures.
faults: .venv/.installed
	@PYTHONPATH=src $(BIN) -m tests.faults.long_run

# Every effect, alert, row of the decision table and fine point is taken away or inverted in turn, in
# memory; a named test must fail. A few minutes.
mutants: .venv/.installed
	@PYTHONPATH=src $(BIN) -m tests.mutations

check: .venv/.installed
	@$(BIN) -m ruff format --check src tests benchmarks mkdocs_hooks.py
	@$(BIN) -m ruff check --quiet src tests benchmarks mkdocs_hooks.py
	@$(BIN) -m mypy
	@PYTHONPATH=src $(BIN) -c 'from importlinter.cli import lint_imports_command as lint; lint()' --no-logo

# Tests that compare with a kept file write it under --update. The catalogue comes first, in a
# process of its own, because the rest is made from it.
update: .venv/.installed
	@$(BIN) -m pytest --quiet --update -k catalogue
	@$(BIN) -m pytest --quiet --update -k 'not catalogue'

# A link that leads nowhere, and a page that no menu has, are errors.
docs: .venv/.installed
	@$(BIN) -m mkdocs build --site-dir site
	@echo 'site/index.html'

setup: .venv/.installed

# Changed code needs no new install, because the package is installed in place. The build
# backend comes with the constraints, so that no build fetches another.
.venv/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo 'Python 3.11 or newer is needed, and "$(PYTHON)" is older or missing.' >&2; \
	  echo 'Name another one: make $(MAKECMDGOALS) PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo '"$(PYTHON)" cannot make virtual environments.' >&2; \
	  echo 'On Debian and Ubuntu: sudo apt install python3-venv' >&2; exit 1; }
	@echo 'Installing into .venv (once; a minute or less) ...' >&2
	@$(PYTHON) -m venv .venv
	@$(PIP) install --constraint constraints.txt hatchling
	@$(PIP) install --constraint constraints.txt --no-build-isolation --editable '.[dev]'
	@touch $@

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache dist site
