# Two commands on a fresh machine: `make run`, `make test`. Both need Python >= 3.11 and make, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
STORE ?= zhengce.duckdb

.PHONY: run test lint lock clean

run: $(READY)  ## set up, run the main job on the sample articles, say what was extracted
	@echo "== zhengce run corpus --store $(STORE)"
	@$(BIN)/zhengce run corpus --store $(STORE)

test: $(READY)  ## set up, check the style, run the tests
	$(BIN)/ruff check pipeline tests models
	$(BIN)/python -m pytest -n 2

$(READY): requirements.lock pyproject.toml
	@echo "== setting up $(VENV) from requirements.lock (pinned and hashed)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -c 'import sys; sys.exit("zhengce needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

lint: $(READY)
	$(BIN)/ruff check pipeline tests models
	$(BIN)/mypy pipeline/zhengce

lock:  ## resolve the requirements anew (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--group test pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) $(STORE)
