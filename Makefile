# make demo   reads the sample reports and shows what they say
# make page   installs what the page (sayso serve) needs
# make test   runs everything that must pass before a change is kept
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
comma := ,
DATA := ../shared/data
SCORE := ../shared/score

.PHONY: demo page test lint services quality bench train gazetteer screenshots docs sbom audit clean

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
	OMP_NUM_THREADS=1 $(BIN)/python -m bench.speed --data $(DATA)

train: $(VENV)/training
	$(BIN)/python -m training

screenshots: $(VENV)/dev services
	$(BIN)/python tools/make_screenshots.py

gazetteer: $(VENV)/training
	$(BIN)/python tools/build_gazetteer.py

docs: $(VENV)/docs
	$(BIN)/mkdocs build --strict

# What an installation has: made of the tested versions, so that it is the same each time.
sbom: build/audit/done
	rm -rf build/installed
	$(PYTHON) -m venv --without-pip build/installed
	build/audit/bin/pip --python build/installed install -q --disable-pip-version-check -c constraints.txt \
	  '.[web,postgres,exports,assistants,llm]'
	build/audit/bin/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible \
	  --output-file build/sayso.cdx.json build/installed/bin/python

audit: build/audit/done
	@build/audit/bin/pip-audit --strict --disable-pip --no-deps --progress-spinner off -r constraints.txt \
	  || { echo 'sayso: the audit is not passed: a version above has a known hole, or the advisories cannot be had' >&2; exit 1; }

# Apart from the package, whose own versions they must not touch.
build/audit/done: constraints.txt
	$(PYTHON) -m venv build/audit
	build/audit/bin/pip install -q --disable-pip-version-check -c constraints.txt cyclonedx-bom pip-audit
	@touch $@

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
