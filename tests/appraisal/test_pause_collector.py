"""The garbage collector rests for a block of plans, and only for that long."""

import gc
from collections.abc import Iterator

import pytest

from appraisal.services.evaluation.pause_collector import collector_paused


@pytest.fixture(autouse=True)
def _collector_on() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


def test_it_rests_inside_and_works_again_after() -> None:
    with collector_paused():
        inside = gc.isenabled()
    assert (inside, gc.isenabled()) == (False, True)


def test_it_works_again_after_a_failure() -> None:
    with pytest.raises(ZeroDivisionError), collector_paused():
        1 / 0  # noqa: B018
    assert gc.isenabled()


def test_one_that_rested_before_rests_after() -> None:
    gc.disable()
    with collector_paused():
        pass
    assert not gc.isenabled()
