# The commands of README.md. What they do is in config/local/ (docs/local-servers.md); none of them runs apt.
PYTHON ?= python3
TEST_ARGS ?=
LOCK_ARGS ?=

.PHONY: demo test setup stop doctor lock

demo:
	@exec $(PYTHON) -m config.local demo

test:
	@exec $(PYTHON) -m config.local test -- $(TEST_ARGS)

setup stop doctor:
	@exec $(PYTHON) -m config.local $@

lock:
	@exec $(PYTHON) -m config.local lock -- $(LOCK_ARGS)
