# The commands of this project; `make` lists them.
PYTHON ?= python3
BIN := .venv/bin
PIP_INSTALL := pip install --quiet --quiet --no-compile --disable-pip-version-check
UNITS := $(addprefix tests/,core stack network domain target_group listener load_balancer monitoring \
  patterns diagram test_references.py test_s3_backend.py test_public_api.py)

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-all check compatibility docs fuzz drills bench lock clean needs-python needs-terraform

help: ## List the commands
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

setup: .venv/ready ## Install the dependencies (the other commands do it, too)

demo: needs-terraform .venv/ready ## Deploy main.py to an emulated AWS on this machine
	@$(BIN)/python -m embedded_aws

test: needs-terraform check .ministack/ready ## Run the linter, the type checker and the tests, in 8 minutes
	@$(BIN)/pytest -q -n 3 --dist loadfile --no-loadscope-reorder

test-all: needs-terraform check compatibility .checkov/ready .docs/ready .ministack/ready ## Run all tests, in 20 minutes
	@$(BIN)/pytest -q -n 5 --dist loadfile --no-loadscope-reorder -m "" --times

check: .venv/ready ## Run the linter and the type checker
	@$(BIN)/ruff format --check --quiet . && $(BIN)/ruff check --quiet . && $(BIN)/mypy

compatibility: .cdktn/ready .provider-6/ready ## Run the unit tests on CDK Terrain and on version 6 of the provider
	@.provider-6/bin/pytest -q -n 2 $(UNITS)
	@.cdktn/bin/python tests/helpers/cdk_terrain.py $(UNITS)

docs: .docs/ready ## Build the documentation into site/
	@NO_MKDOCS_2_WARNING=1 .docs/bin/mkdocs build --quiet --strict && echo "Built: site/index.html"

fuzz: needs-terraform .venv/ready ## Test 10,000 random configurations, or CONFIGURATIONS=…
	@CONFIGURATIONS=$${CONFIGURATIONS:-10000} $(BIN)/pytest -q -rP -m "" tests/integration/test_random_configurations.py

drills: needs-terraform .venv/ready ## Run the drills: interrupted applies, lost states, failing APIs
	@$(BIN)/pytest -q -n 6 tests/drills

bench: needs-terraform .venv/ready .bench/ready ## Compare the synth with other tools, in an hour
	@$(BIN)/python -m benchmarks.suite $(BENCH)
	@.bench/bin/python -m benchmarks.report

lock: .venv/ready ## Pin the newest dependencies that pyproject.toml allows
	@$(BIN)/pip install --quiet --quiet uv
	@export UV_CUSTOM_COMPILE_COMMAND='make lock'; compile="$(BIN)/uv pip compile --quiet \
	  --upgrade --no-annotate --no-emit-index-url --python-version 3.11 pyproject.toml"; \
	  $$compile --group dev --output-file requirements-dev.txt && \
	  $$compile --group test --constraint requirements-dev.txt --output-file requirements.txt && \
	  $$compile --group unit --extra cdktn --output-file requirements-cdktn.txt && \
	  echo 'cdktf-cdktf-provider-aws>=21' | \
	    $$compile --group unit - --output-file requirements-provider-6.txt && \
	  $(BIN)/uv pip compile --quiet --upgrade --no-annotate --no-emit-index-url \
	    --python-version 3.11 --group docs --output-file requirements-docs.txt && \
	  echo checkov | $(BIN)/uv pip compile --quiet --upgrade --no-annotate --no-emit-index-url \
	    --python-version 3.11 - --output-file requirements-checkov.txt && \
	  echo ministack | $(BIN)/uv pip compile --quiet --upgrade --no-annotate --no-emit-index-url \
	    --python-version 3.11 - --output-file requirements-ministack.txt

.cdktn/ready .provider-6/ready: OURS = --editable .
.cdktn/ready .provider-6/ready: pyproject.toml

.%/ready: requirements-%.txt | needs-python
	@echo "==> Setting up .$* (once, half a minute)"
	@$(PYTHON) -m venv .$*
	@.$*/bin/$(PIP_INSTALL) -r $< $(OURS)
	@touch $@

.cdktn-pre/ready: requirements-cdktn.txt | needs-python
	@echo "==> Setting up .cdktn-pre, with the pre-release of CDK Terrain (once, half a minute)"
	@$(PYTHON) -m venv .cdktn-pre
	@.cdktn-pre/bin/$(PIP_INSTALL) -r $< --editable .
	@.cdktn-pre/bin/$(PIP_INSTALL) --no-deps --pre 'cdktn>=0.25.0.dev0,<0.26'
	@touch $@

.bench/ready: benchmarks/requirements.txt requirements.txt benchmarks/typescript/package-lock.json | .venv/ready
	@echo "==> Setting up .bench (once, a minute or two)"
	@$(PYTHON) -m venv .bench
	@.bench/bin/$(PIP_INSTALL) -r benchmarks/requirements.txt
	@$(PYTHON) -m venv .bench/ours
	@.bench/ours/bin/$(PIP_INSTALL) -r requirements.txt
	@cd benchmarks/typescript && PATH="$(CURDIR)/$(BIN):$$PATH" \
	  npm ci --no-audit --no-fund --no-update-notifier --loglevel=error && \
	  ../../$(BIN)/node node_modules/typescript/bin/tsc
	@touch $@

clean: ## Remove the files of these commands
	@rm -rf .venv .checkov .ministack .cdktn .cdktn-pre .provider-6 .docs site .bench benchmarks/typescript/node_modules .terraform node_modules cdktf.out dist .mypy_cache .pytest_cache .ruff_cache

needs-python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is missing: set one with make PYTHON=/path/to/python3" >&2; exit 1; }

needs-terraform:
	@command -v terraform >/dev/null || { \
	  echo "terraform is missing: install version 1.10 or newer on PATH" >&2; exit 1; }

.venv/ready: requirements.txt requirements-dev.txt package-lock.json pyproject.toml | needs-python
	@echo "==> Setting up .venv and node_modules (once, a minute or two)"
	@$(PYTHON) -m venv .venv
	@$(BIN)/$(PIP_INSTALL) \
	  -r requirements.txt -r requirements-dev.txt --editable .
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --no-audit --no-fund --no-update-notifier --loglevel=error
	@touch $@
