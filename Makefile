# Every target sets up what it needs; a second call does no work twice.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.installed
# Compiled code is kept: a crawl starts many processes, and each would compile its libraries again.
export PYTHONDONTWRITEBYTECODE :=
# One worker more than there are cores: many tests wait for the pause that a site is owed.
WORKERS := $(shell expr $$(nproc 2>/dev/null || echo 2) + 1)

.PHONY: install demo run test quick check bench clean

install: $(STAMP)

# uv installs in seconds; where it cannot be had, pip does the same more slowly.
$(STAMP): pyproject.toml constraints.txt
	test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --constraint constraints.txt uv || true
	if [ -x $(VENV)/bin/uv ]; then $(VENV)/bin/uv pip install --quiet --python $(PY) --constraint constraints.txt --editable '.[dev]'; \
	else $(PY) -m pip install --quiet --constraint constraints.txt --editable '.[dev]'; fi
	touch $(STAMP)

demo: $(STAMP)
	$(VENV)/bin/biblio demo $(if $(PORT),--port $(PORT))

run: $(STAMP)
	$(VENV)/bin/biblio run

test: $(STAMP)
	$(PY) -m pytest -n $(WORKERS) --dist loadscope --no-loadscope-reorder

quick: $(STAMP)
	$(PY) -m pytest -n auto --dist loadscope -m "not slow and not postgres and not browser"

check: $(STAMP)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(PY) -m pytest tests/test_architecture.py

bench: $(STAMP)
	$(PY) -m benchmarks

clean:
	rm -rf $(VENV) build *.egg-info
