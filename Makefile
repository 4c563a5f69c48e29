# `make help` lists what there is. Set-up leaves a stamp in the virtual environment: a second run costs nothing.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
BIN := $(VENV)/bin
# Compiling what is installed takes half the time; Python compiles what it imports, when it does.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --constraint constraints.txt

# PyTorch's builds for machines without a GPU: PyPI's for Linux bring gigabytes of CUDA.
CPU_TORCH := https://download.pytorch.org/whl/cpu

# As on a reader's machine, Python keeps what it has compiled: without that, each of the many processes that the tests
# start compiles its imports anew, which is half of its time.
unexport PYTHONDONTWRITEBYTECODE

# The data that training and benchmarks read.
export KHABAR_SHARED ?= $(abspath ../shared)

.PHONY: help demo test test-slow check audit format model bench docs-chat docs-web clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

demo: $(VENV)/.product ## set up, take samples/ in, ask one question
	rm -rf .demo
	$(BIN)/khabar --archive .demo/archive ingest samples
	$(BIN)/khabar --archive .demo/archive ask "What did Germany propose for Sirte?"

test: $(VENV)/.dev ## the tests
	$(BIN)/python -m pytest -q -n 3  # on two cores: tests that wait for processes leave one idle

test-slow: $(VENV)/.dev ## the tests that take long
	$(BIN)/python -m pytest -q -m slow

check: $(VENV)/.dev ## format, style, types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

audit: $(VENV)/.dev ## known vulnerabilities of what constraints.txt pins (asks PyPI)
	$(PIP) pip-audit
	$(BIN)/python -m pip_audit --strict --requirement constraints.txt --no-deps --disable-pip --progress-spinner off

format: $(VENV)/.dev ## put the code into its format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

model: $(VENV)/.dev ## make the bundled model from ../shared/data/train
	$(BIN)/python -m models.training.lexicon
	$(BIN)/python -m models.training.embedding
	$(BIN)/python -m models.training.names
	$(BIN)/python -m models.training.spellings
	$(PIP) onnx onnxscript
	$(BIN)/python -m models.training.reader .model/reader
	$(BIN)/python -m models.training.reader_export .model/reader

bench: $(VENV)/.dev ## measure retrieval, answers and speed into docs/evaluation.md
	$(BIN)/python -m bench.retrieval
	$(BIN)/python -m bench.answers
	$(BIN)/python -m bench.mixed
	$(BIN)/python -m bench.sample
	$(BIN)/python -m bench.small
	$(BIN)/python -m bench.pages
	$(BIN)/python -m bench.feeds
	$(BIN)/python -m bench.guard
	$(BIN)/python -m bench.attribution
	$(BIN)/python -m bench.disagreement
	$(BIN)/python -m bench.talk
	$(BIN)/python -m bench.talk --transcript
	$(BIN)/python -m bench.conversation
	$(BIN)/python -m bench.generation
	$(BIN)/python -m bench.speed
	$(BIN)/python -m bench.churn
	$(BIN)/python -m bench.soak
	$(BIN)/python -m bench.day
	$(BIN)/python -m bench.web
	$(BIN)/python -m bench.faults
	$(BIN)/python -m bench.mutation --constants

docs-chat: $(VENV)/.dev ## draw docs/chat.png: a chat with the bot (Debian's chromium, fonts-noto-core)
	$(BIN)/python docs/chat/picture.py

docs-web: $(VENV)/.dev ## draw docs/web-*.png: the pages in a browser (Debian's chromium, fonts-noto-core)
	$(BIN)/python docs/web/pictures.py

clean: ## remove what the others made
	rm -rf $(VENV) .demo build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

# Where a GPU is at work, or the person has told pip where packages come from, pip is left alone. From the other index
# comes torch and nothing else, in the pinned version, and only if it answers at once: without it, set-up goes on.
$(VENV)/.torch: constraints.txt | $(VENV)/bin/python
	@if [ "$$(uname -s)" = Linux ] && ! timeout 5 nvidia-smi >/dev/null 2>&1 \
	    && ! $(BIN)/python -m pip config list | grep -E '[.](no-index|find-links|(extra-)?index-url)=' >/dev/null \
	    && timeout 3 $(BIN)/python -c 'from urllib.request import urlopen; urlopen("$(CPU_TORCH)/torch/")' 2>/dev/null; then \
	  echo "torch: the build without CUDA, from $(CPU_TORCH)"; \
	  $(PIP) --retries 1 --timeout 10 --no-deps --index-url $(CPU_TORCH) torch \
	    || echo "torch: that build can't be had; taking what pip finds"; \
	fi
	@touch $@

$(VENV)/.product: pyproject.toml constraints.txt $(VENV)/.torch | $(VENV)/bin/python
	$(PIP) --editable .
	touch $@

$(VENV)/.dev: $(VENV)/.product
	$(PIP) --editable '.[dev]'
	touch $@
