# Two commands on a bare machine (Python 3.11 or newer with venv and pip): make demo, make test.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
CORPUS := $(shell ls -r corpus/[0-9]*.md)

.PHONY: demo test lint format lock bench clean

demo: $(READY)
	@$(BIN)/antq-extract run $(CORPUS) -o figures.csv --overwrite
	@COLUMNS=$${COLUMNS:-132} $(BIN)/antq-extract show figures.csv --limit 24
	@$(BIN)/antq-extract evaluate corpus figures.csv --summary
	@echo "figures.csv holds every figure with its sentence and offsets; datapackage.json describes its columns."

test: $(READY)
	$(BIN)/python -m pytest -n auto --dist worksteal

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(READY)
	$(BIN)/ruff check --fix .

bench: $(READY)
	$(BIN)/python benchmarks/bench.py

# Newest releases that fit pyproject.toml, for every Python and platform that it allows.
lock: $(READY)
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --no-header --all-extras --group dev pyproject.toml -o requirements.lock --upgrade

$(READY): requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing into $(VENV) (first time only) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

clean:
	rm -rf $(VENV) figures.csv datapackage.json .pytest_cache .mypy_cache .ruff_cache .hypothesis
