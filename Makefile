# make demo   reads the sample reports and shows what they say
# make page   installs what the page (sayso serve) needs
# make test   runs everything that must pass before a change is kept
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
comma := ,
DATA := ../shared/data
SCORE := ../shared/score

.PHONY: demo page test lint services quality bench train gazetteer screenshots docs clean

demo: $(VENV)/run
	@rm -f build/demo.db*
	@mkdir -p build
	$(BIN)/sayso read samples --ledger build/demo.db
	$(BIN)/sayso incidents --accounts --ledger build/demo.db

page: $(VENV)/page

test: lint services
	$(BIN)/pytest

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

services:
	tools/install-services

quality: $(VENV)/dev
	$(BIN)/python -m bench.quality --data $(DATA) --score $(SCORE)

bench: $(VENV)/dev
	$(BIN)/python -m bench.speed --data $(DATA)

train: $(VENV)/training
	$(BIN)/python -m training

screenshots: $(VENV)/dev services
	$(BIN)/python tools/make_screenshots.py

gazetteer: $(VENV)/training
	$(BIN)/python tools/build_gazetteer.py

docs: $(VENV)/docs
	$(BIN)/mkdocs build --strict

clean:
	rm -rf build dist site $(VENV)

# $(1): the package with the extras to install
define install
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	  || { echo 'sayso needs Python 3.11, 3.12 or 3.13: make $(MAKECMDGOALS) PYTHON=python3.12' >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) \
	  || { echo 'on Debian: apt-get install python3-venv' >&2; exit 1; }
	$(BIN)/pip install -q --disable-pip-version-check -c constraints.txt -e '$(1)'
	@touch $@
endef

$(VENV)/run: pyproject.toml constraints.txt
	$(call install,.)

$(VENV)/page: pyproject.toml constraints.txt
	$(call install,.[web])

$(VENV)/dev: pyproject.toml constraints.txt
	$(call install,.[dev$(comma)postgres$(comma)exports$(comma)web$(comma)assistants$(comma)llm$(comma)ray])

$(VENV)/training: pyproject.toml constraints.txt
	$(call install,.[dev$(comma)training$(comma)gazetteer])

$(VENV)/docs: pyproject.toml constraints.txt
	$(call install,.[docs])
