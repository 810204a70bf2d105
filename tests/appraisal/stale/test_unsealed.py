"""Figures that are stored within seconds tell nothing of peers who can still rate (docs/adr/0008)."""

import datetime

import pytest

from appraisal.models import Actual, Evaluation, EvaluationRun, StaleInput
from appraisal.scoring.anonymity import holds_anonymous
from appraisal.scoring.snapshot import read_snapshot
from appraisal.services.evaluation.refresh_stale import refresh_stale
from appraisal.services.runs.start_run import start_run
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.appraisal.peers.situations import approved, close_rating, colleagues, counting_peers, gives
from tests.appraisal.runs.situations import drive


@pytest.fixture
def waiting(month: Month) -> Month:
    """January, evaluated, with four approved peers who have not rated yet."""
    approved(month, colleagues(counting_peers(month), 4))
    month.evaluate()
    StaleInput.objects.all().delete()
    return month


def peers_rate(month: Month, *numbers: int) -> None:
    """Those of the four."""
    raters = a_period().nominations.order_by("rater_id")
    for number in numbers:
        gives(month, raters[number].rater, 4)


def revisions(month: Month) -> list[int]:
    """Of Budi's plan in January."""
    stored = Evaluation.objects.filter(plan=month.plan, period=a_period())
    return list(stored.order_by("revision").values_list("revision", flat=True))


def counts_peers(month: Month) -> bool:
    """Whether the evaluation in force holds levels of peers."""
    return holds_anonymous(read_snapshot(month.evaluation().snapshot)[0])


def night_run(month: Month) -> None:
    """The nightly check."""
    cause, night = EvaluationRun.Cause.NIGHT, datetime.date(2026, 2, 6)
    drive(start_run(region_id=month.cast.region.pk, period_id=a_period().pk, cause=cause, night=night).run)


def test_no_revision_counts_who_has_sent(waiting: Month) -> None:
    for number in range(4):
        peers_rate(waiting, number)
        assert refresh_stale().written == 0
    night_run(waiting)
    assert revisions(waiting) == [1]


def test_the_night_after_sealing_brings_them_in(waiting: Month) -> None:
    peers_rate(waiting, 0, 1, 2)
    refresh_stale()
    close_rating()
    night_run(waiting)
    assert (revisions(waiting), counts_peers(waiting)) == ([1, 2], True)


def test_another_change_meanwhile_is_stored_without_them(waiting: Month) -> None:
    peers_rate(waiting, 0, 1, 2)
    Actual.objects.filter(indicator=waiting.patients).update(value=100)
    refresh_stale()
    assert (revisions(waiting), counts_peers(waiting)) == ([1, 2], False)


def test_what_a_command_took_too_early_is_not_told_but_for_the_last_one(waiting: Month) -> None:
    """Else the figures of the first three would be seen after sealing, and then those of all four."""
    peers_rate(waiting, 0, 1, 2)
    waiting.evaluate()
    peers_rate(waiting, 3)
    Actual.objects.filter(indicator=waiting.patients).update(value=100)
    refresh_stale()
    assert not counts_peers(waiting)


def test_a_longer_period_takes_the_months_that_are_sealed(waiting: Month) -> None:
    a_period("2026-Q1")
    waiting.evaluate("2026-Q1")
    peers_rate(waiting, 0, 1, 2)
    close_rating()
    refresh_stale()
    assert holds_anonymous(read_snapshot(waiting.evaluation(period="2026-Q1").snapshot)[0])
