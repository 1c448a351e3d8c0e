# Every target sets up what it needs; a second call does no work twice.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.installed
# Compiled code is kept: a crawl starts many processes, and each would compile its libraries again.
export PYTHONDONTWRITEBYTECODE :=
CORES := $(shell nproc 2>/dev/null || echo 2)
# One worker more than there are cores: many tests wait for the pause that a site is owed.
WORKERS := $(shell expr $(CORES) + 1)
# What a room says comes in one piece, where make can do that.
TOGETHER := $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)

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

# A pytest for each room, as many at once as there are cores. Over thousands of small tests xdist costs as much
# as the tests of a room: six messages a test, and each worker collects everything. `make quick-feeds` runs one.
quick: $(STAMP)
	@$(MAKE) --no-print-directory -j $(CORES) $(TOGETHER) $(addprefix quick-,aggregator feeds crawler house)

quick-house: FILES = tests $(addprefix --ignore=tests/,aggregator feeds crawler browser)
quick-%: FILES = tests/$*
quick-%: $(STAMP)
	@$(PY) -m pytest --hypothesis-profile=quick -m "not slow and not postgres and not browser" $(FILES)

check: $(STAMP)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(PY) -m pytest tests/test_architecture.py

bench: $(STAMP)
	$(PY) -m benchmarks

clean:
	rm -rf $(VENV) build *.egg-info
