# Two commands: `make timeline` makes the timeline of seeds/, `make test` checks everything.
# Both set up what they need, once: an environment in .venv, from requirements.lock.

VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
RUFF   := $(BIN)/ruff
SOURCE := analysis tests benchmarks notebooks figures

.DEFAULT_GOAL := timeline
.DELETE_ON_ERROR:
.PHONY: timeline test check browser figures notebooks lab lock clean help

timeline: $(READY) ## the timeline of seeds/, printed, and written to out/
	@$(BIN)/timeline

test: $(READY) browser check ## all checks: style, types, tests, notebooks, browser
	@$(BIN)/python -m pytest

check: $(READY)
	@$(RUFF) check $(SOURCE)
	@$(BIN)/mypy --strict analysis

figures: $(READY) browser ## redraw figures/ where a figure has changed, and write all in every format to out/figures
	@$(BIN)/python figures/redraw.py
	@$(BIN)/timeline draw --all seeds -o out/figures

notebooks: $(READY) ## run the notebooks and store them with their outputs
	@$(BIN)/python notebooks/store.py

lab: $(READY) ## open JupyterLab on the notebooks
	@$(BIN)/jupyter lab --notebook-dir=. notebooks/00-quickstart.ipynb

# No header and no annotations: the lock then names no host and no path. `make lock ARGS=--upgrade` renews it.
lock: ## pin the dependencies of pyproject.toml again (needs uv)
	@uv pip compile pyproject.toml --all-extras --group dev --universal --generate-hashes \
		--no-header --no-annotate --no-emit-index-url $(ARGS) --quiet -o requirements.lock

clean: ## remove what runs have written; the environment stays
	@rm -rf out build .mypy_cache .pytest_cache .ruff_cache .hypothesis *.egg-info/build
	@find analysis tests notebooks benchmarks figures -name __pycache__ -prune -exec rm -rf {} +

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# -- set-up ---------------------------------------------------------------------------------------

$(READY): requirements.lock pyproject.toml .ci/setup
	@sh .ci/setup $(PYTHON)
	@touch $@

# Images and browser tests need Chromium; without it they are left out, visibly.
browser:
	@sh .ci/browser
