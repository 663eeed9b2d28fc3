# Everything a newcomer needs is `make chat` and `make test`.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
READOUT_HOME ?= .readout
# As it was typed: make would expand the dollar signs of a question.
override Q := $(value Q)
export READOUT_HOME Q
# A test run starts hundreds of processes; without bytecode each would compile every module anew.
unexport PYTHONDONTWRITEBYTECODE

# On Linux a plain torch is several gigabytes of CUDA; PyTorch's own index has it for the CPU.
TORCH_INDEX := https://download.pytorch.org/whl/cpu
TORCH_VERSION := $(shell sed -n 's/^torch==//p' constraints.txt)

# What pip would do on one core: bytecode, on all of them. What is left out is two fifths of all, and
# next to none of it is ever imported. A file that is no Python of this version stays as it is.
UNUSED := /(tests|kubernetes|nltk|transformers/models|torch/_inductor|torch/testing)/
COMPILE := $(BIN)/python -m compileall -q -j 0 -x '$(UNUSED)' .venv/lib >/dev/null || true

.NOTPARALLEL:  # all install into one .venv
.PHONY: help install chat ask eval baseline gate test check bench screenshots clean

help:
	@echo "make chat              install, index the sample articles, open the chat page"
	@echo "make ask Q='...'       answer a question in the terminal"
	@echo "make eval              score the answers to the sample questions; ARGS='--report DIR' for more"
	@echo "make gate              the same on the dev split, against the committed baseline"
	@echo "make baseline          make today's answers the baseline"
	@echo "make test              install and run the tests"
	@echo "make check             lint, format, types, import contracts"
	@echo "make bench             measure, beside a plain LlamaIndex pipeline"
	@echo "make screenshots       take the pictures of the README anew"
	@echo "make install           install alone, into .venv"
	@echo "make clean             remove .venv and the sample index"

install: .venv/installed

chat: .venv/installed $(READOUT_HOME)/sample-indexed
	@$(BIN)/readout chat

ask: .venv/installed $(READOUT_HOME)/sample-indexed
	@$(BIN)/readout ask "$$Q"

eval: .venv/installed $(READOUT_HOME)/sample-indexed
	@$(BIN)/readout eval $(ARGS)

baseline: .venv/installed $(READOUT_HOME)/sample-indexed
	@$(BIN)/readout eval --split dev --json > baseline.tmp && mv baseline.tmp seeds/baseline.json

gate: .venv/installed $(READOUT_HOME)/sample-indexed
	@$(BIN)/readout eval --split dev --baseline seeds/baseline.json

test: .venv/installed-dev
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

check: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/installed-dev
	$(BIN)/python -m tests.bench --report bench-report $(ARGS)

screenshots: .venv/installed-dev
	READOUT_SCREENSHOTS=tests/scenarios/screenshots $(BIN)/python -m pytest -q tests/scenarios/test_screenshots.py

clean:
	rm -rf .venv .readout

.venv/made: constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "readout needs Python 3.11 or newer; name one with make PYTHON=...")'
	$(PYTHON) -m venv .venv
	@if [ "$$(uname -s)" = Linux ] && $(PYTHON) -c 'import sys, urllib.request; urllib.request.urlopen(sys.argv[1], timeout=4)' $(TORCH_INDEX)/torch/ 2>/dev/null; \
	then $(BIN)/python -m pip install -q --no-compile --index-url $(TORCH_INDEX) torch==$(TORCH_VERSION) || true; fi
	$(BIN)/python -m pip install -q --no-compile -c constraints.txt torch==$(TORCH_VERSION)
	@touch $@

.venv/installed: .venv/made pyproject.toml constraints.txt
	$(BIN)/python -m pip install -q --no-compile -c constraints.txt -e .
	@$(COMPILE)
	@touch $@

# With all that .venv/installed has. What is pinned is what a gate needs: pip unpacks one half of it
# on each core. Then it resolves, as it would have before, and finds what is missing, as a rule nothing.
.venv/installed-dev: .venv/made pyproject.toml constraints.txt
	@for half in 0 1; do \
	    awk "NR % 2 == $$half" constraints.txt > .venv/half-$$half.txt; \
	    $(BIN)/python -m pip install -q --no-compile --no-deps -r .venv/half-$$half.txt & \
	done; wait
	($(COMPILE)) & $(BIN)/python -m pip install -q --no-compile -c constraints.txt -e '.[dev,bench]' && wait
	@touch .venv/installed $@

$(READOUT_HOME)/sample-indexed: | .venv/installed
	$(BIN)/readout ingest seeds/articles
	@touch $@
