# Every task of the project. `make` alone lists them.
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
STATE := .venv/.state

.PHONY: help setup run test check mutants format lint types contracts test-browser test-postgresql bench clean

help: ## list the tasks
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

$(STATE)/python: requirements-dev.txt
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; name one by PYTHON=") if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	mkdir -p $(STATE) && touch $@

setup: $(STATE)/python ## build .venv and the styles; the other tasks call it
	$(BIN)/python tools/build_static.py

run: setup ## serve on http://localhost:8000 with example data; PORT= for another port
	$(BIN)/flask --app wsgi start
	PORTAL_BASE_URL=$${PORTAL_BASE_URL:-http://localhost:$(PORT)} \
	$(BIN)/gunicorn --bind 127.0.0.1:$(PORT) --workers 2 --max-requests 2000 --max-requests-jitter 200 --log-level warning wsgi:app

test: setup ## run every test, those in a browser and on PostgreSQL included
	$(BIN)/pytest -n 2

check: setup format-check lint types contracts ## format, lint, types, import contracts, and the tests in random order
	$(BIN)/pytest -n 2 --ignore=tests/browser --ignore=tests/postgresql

mutants: setup ## spoil the code in one place at a time, and see that a test notices
	$(BIN)/python -m tests.mutants.runner

format: $(STATE)/python ## write the code in the project's format
	$(BIN)/ruff format . && $(BIN)/ruff check --fix --quiet . || true

format-check: $(STATE)/python
	$(BIN)/ruff format --check --quiet .

lint: $(STATE)/python
	$(BIN)/ruff check .
	$(BIN)/djlint --quiet --lint templates

types: $(STATE)/python
	$(BIN)/mypy

contracts: $(STATE)/python
	PYTHONPATH=. $(BIN)/lint-imports

test-browser: setup ## run the tests that need Chromium
	$(BIN)/pytest tests/browser

test-postgresql: setup ## run the tests that need PostgreSQL
	$(BIN)/pytest tests/postgresql

bench: setup ## measure search against its peers
	$(BIN)/python -m bench.search

clean: ## remove what was built, and the local data
	rm -rf .venv node_modules static/built instance build dist
	find search_index -mindepth 1 -not -name README.md -not -name .gitignore -delete
