# The commands of README.md. What they do is in config/local/ (docs/local-servers.md); none of them runs apt.
PYTHON ?= python3
TEST_ARGS ?=
LOCK_ARGS ?=
BENCH_ARGS ?=

.PHONY: demo test setup stop doctor lock audit messages bench bench-documents bench-load proof

demo:
	@exec $(PYTHON) -m config.local demo

test:
	@exec $(PYTHON) -m config.local test -- $(TEST_ARGS)

setup stop doctor:
	@exec $(PYTHON) -m config.local $@

lock:
	@exec $(PYTHON) -m config.local lock -- $(LOCK_ARGS)

audit:
	@exec .venv/bin/python -m config.local.audit

messages:
	@.venv/bin/python -m config.catalogue

proof:
	@.venv/bin/python -m tests.scoring.proof

bench:
	@exec .venv/bin/python -m tests.performance.bench $(BENCH_ARGS)

bench-documents:
	@exec .venv/bin/python -m tests.performance.documents $(BENCH_ARGS)

bench-load:
	@exec .venv/bin/python -m tests.load $(BENCH_ARGS)
