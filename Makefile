# The two commands that a new user needs are `make reports` and `make test`.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
BASE   ?= HEAD~1
# Examples of each property in `make fuzz`: 5000 take about half an hour.
EXAMPLES ?= 5000

.PHONY: help setup reports test matrix fuzz diff check shots methods tour lab bench country lock clean

help:            ## this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/'

setup: $(STAMP)  ## the virtual environment with the locked versions, and .venv/bin/workbench

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 5) and "Python 3.11.5 or later is needed; this is " + sys.version)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing the locked packages into $(VENV) (a minute or two the first time) …"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

reports: setup   ## read data/sample, build the corpus, render the pages into reports_out/
	@$(BIN)/workbench build data/sample/retold data/sample/model --out data/corpus
	@$(BIN)/workbench render --corpus data/corpus --out reports_out

test: setup      ## every test
	@$(BIN)/python -m pytest -q -n 2 --dist loadgroup $(OPTIONS)

matrix: setup    ## the faults and bad inputs, the tests that show each, and how they went
	@$(BIN)/python -m pytest -q -n 2 --dist loadgroup -p tests.matrix -m fault tests

fuzz: setup      ## arbitrary input at length: readers, parser, numbers, pages (about half an hour)
	@WORKBENCH_EXAMPLES=$(EXAMPLES) $(BIN)/python -m pytest -q -n 2 tests/hostile

diff: setup      ## what the sample's corpus gained, lost and reads otherwise since BASE
	@rm -rf build/base build/old build/new && mkdir -p build/base
	@git archive $(BASE) workbench data | tar -x -C build/base
	@cd build/base && PYTHONPATH=. ../../$(BIN)/python -m workbench build data/sample/retold data/sample/model --out ../old
	@$(BIN)/workbench build data/sample/retold data/sample/model --out build/new
	@$(BIN)/workbench diff build/old build/new --limit 200 || true

check: setup     ## lint, formatting, types, the rules of the house and of notebooks
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -q tests/test_architecture.py tests/test_notebooks.py

tour: setup      ## the pictures of the README's tour, from the sample
	@$(BIN)/python tests/browser/tour.py data/tour

shots: setup     ## the pages as pictures, wide and narrow, in build/shots
	@$(BIN)/python tests/browser/shots.py reports_out build/shots

methods: setup   ## data/METHODS.md anew: what each indicator means
	@$(BIN)/python -c 'from workbench.display.methods import markdown; print(markdown(), end="")' > data/METHODS.md

lab: setup       ## JupyterLab in Chinese on the explorer; English: its menu 设置 → 语言
	@if [ "$$(id -u)" = 0 ] && [ -z "$(LAB)" ]; then \
	  echo 'JupyterLab refuses to run as root: run it as a user, or: make lab LAB="--allow-root"'; exit 2; fi
	@test -f data/corpus/corpus.json || $(BIN)/workbench build data/sample/retold data/sample/model --out data/corpus
	@$(BIN)/jupyter lab --ServerApp.root_dir=notebooks --LabApp.default_url=/lab/tree/explore.ipynb \
	  --LabApp.app_settings_dir=$(CURDIR)/workbench/display/explorer/lab \
	  --LabApp.expose_app_in_browser=True $(LAB)

bench: setup     ## benchmarks; they print and assert nothing
	@for file in tests/benchmarks/bench_*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

country: setup   ## a whole country's year read and rendered, with time, memory and disk (about 25 minutes)
	@$(BIN)/python tests/benchmarks/whole_year.py

lock:            ## resolve requirements.lock anew from pyproject.toml (needs uv)
	@uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --quiet --output-file requirements.lock

clean:           ## remove what the commands above made
	@rm -rf $(VENV) data/corpus build .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find reports_out -mindepth 1 ! -name .gitignore ! -name README.md -delete
