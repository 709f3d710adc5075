# `make` alone lists what can be done.
VENV := .venv
PYTHON ?= python3
BIN := $(VENV)/bin
UV ?= uv

.DEFAULT_GOAL := help
.PHONY: help setup run test check lint format bench chaos line-equivalence line-report score-reading lock

help: ## what can be done here
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(VENV)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

setup: $(VENV)/.installed ## make the environment from the lock file

run: setup ## the demo office, the LINE simulator and everything else, on this machine
	$(BIN)/tracker run --demo

test: $(VENV)/.installed-dev ## the whole suite, on SQLite and PostgreSQL, with a real browser
	$(BIN)/python -m pytest

lint: $(VENV)/.installed-dev ## format, lint, types, import contracts, migration drift, sizes
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.structure.drift
	$(BIN)/python -m tests.structure.sizes

check: lint test ## everything that must hold before a change lands

format: $(VENV)/.installed-dev ## put the code into the project's format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.installed-dev ## how fast it is, in milliseconds and queries
	$(BIN)/python -m benchmarks

chaos: $(VENV)/.installed-dev ## kill the senders while LINE fails: sent, doubled, lost; MOCK= a server that judges its record, MOCK_PYTHON= for it
	$(BIN)/python -m benchmarks.chaos
	$(if $(MOCK),$(BIN)/python -m benchmarks.chaos --mock $(MOCK) --mock-python "$(MOCK_PYTHON)")

line-equivalence: $(VENV)/.installed-dev ## hold the simulator against another server that speaks as LINE does: MOCK=, MOCK_PYTHON=
	$(BIN)/python -m benchmarks.line_equivalence $(MOCK) --mock-python "$(MOCK_PYTHON)"

line-report: $(VENV)/.installed-dev ## judge what the journeys ask LINE for, here and with another server's report: MOCK=, MOCK_PYTHON=
	$(BIN)/python -m benchmarks.line_report $(MOCK) --mock-python "$(MOCK_PYTHON)"

score-reading: $(VENV)/.installed-dev ## how well documents are read: our own forms, or SEEDS= and GOLD= folders; DAMAGED=1 VERBOSE=1
	$(BIN)/python -m benchmarks.score_reading $(SEEDS) $(GOLD) $(if $(DAMAGED),--damaged) $(if $(VERBOSE),--verbose)

lock: ## resolve the dependencies anew (needs uv)
	printf 'setuptools>=80\n' | $(UV) pip compile pyproject.toml - --generate-hashes --universal --python-version 3.11 --no-emit-find-links --no-emit-index-url --custom-compile-command "make lock" -q -o requirements.lock
	printf 'setuptools>=80\n' | $(UV) pip compile pyproject.toml - --extra dev -c requirements.lock --generate-hashes --universal --python-version 3.11 --no-emit-find-links --no-emit-index-url --custom-compile-command "make lock" -q -o requirements-dev.lock
