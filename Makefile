# make demo and make test need Python 3.11 or later with pip, and a package index. Nothing else is assumed:
# the environment is made without ensurepip, which Debian leaves out.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
LINT_STAMP := .venv/.installed-lint

.PHONY: setup demo test thorough lint format bench docs site release clean
setup: $(STAMP)

$(STAMP): pyproject.toml
	$(PYTHON) -m venv --without-pip .venv
	$(PYTHON) -m pip --python $(BIN)/python install --quiet -e '.[dev]'
	touch $(STAMP)

demo: setup
	@$(BIN)/govkit report examples/registers/cambs-2019.yaml --as-of 2019-10-09
	@echo
	@echo "What is wrong with the data (govkit check):"
	@echo
	@$(BIN)/govkit check examples/registers/cambs-2019.yaml --as-of 2019-10-09; test $$? -le 1

test: setup
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -q -n auto --dist loadfile
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

# The same, with three times as many examples of each property.
thorough: export GOVKIT_THOROUGH = 1
thorough: test

# Node comes as a Python package with lint, which needs it; tests that could use it are skipped without any.
$(LINT_STAMP): $(STAMP)
	$(PYTHON) -m pip --python $(BIN)/python install --quiet -e '.[lint]'
	touch $(LINT_STAMP)

lint: $(LINT_STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pyright --warnings
	$(BIN)/lint-imports
	$(BIN)/check-jsonschema --builtin-schema vendor.github-actions action.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows examples/git_registers/.github/workflows/registers.yml
	$(BIN)/zizmor --offline --persona pedantic --quiet action.yml

format: $(LINT_STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup
	$(BIN)/python benchmarks/run.py

# The documentation as a site: docs/_build/index.html.
site: setup
	$(BIN)/python -m sphinx -q -W --keep-going -b html docs docs/_build

docs: setup
	$(BIN)/coverage run -m pytest -q README.md docs

# What a release uploads: both archives, alike for whoever builds the commit, and what the core brings with it.
release: setup
	$(BIN)/towncrier build --draft > /dev/null
	rm -rf build dist
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python -m build --outdir dist
	$(PYTHON) -m venv --without-pip build/core
	$(PYTHON) -m pip --python build/core/bin/python install --quiet dist/*.whl
	$(BIN)/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible --of JSON -o dist/govkit.cdx.json build/core/bin/python

clean:
	rm -rf .venv .coverage* .hypothesis .pytest_cache .mypy_cache .ruff_cache .import_linter_cache build dist docs/_build
