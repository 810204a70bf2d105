"""Locking freezes ranks and results; unlocking needs a reason."""

from decimal import Decimal

import pytest

from agencies.models import AuditEvent
from appraisal.models import Actual, Evaluation
from appraisal.services.periods.lock_period import PeriodStateError, lock_period, unlock_period
from appraisal.services.scorecards.export_evaluations import HEADERS, evaluation_rows
from tests.appraisal.factories import a_period, an_actual, supervisor_ratings
from tests.appraisal.month import Month
from tests.factories import a_placement, a_plan, an_employee


@pytest.fixture
def team(month: Month) -> Month:
    """Budi 100.70; two colleagues of the puskesmas 95.10 and 95.10; one incomplete."""
    for name, value in (("Citra", "93"), ("Dian", "93"), ("Eka", None)):
        person = an_employee(name)
        a_placement(person, month.cast.puskesmas, month.cast.sari)
        a_plan(person, month.cast.puskesmas, {month.patients: ("100", "100")})
        if value is not None:
            an_actual(person, month.patients, "2026-01", value)
        supervisor_ratings(person, month.cast.sari, "2026-01", 3)
    month.evaluate()
    return month


def exported() -> dict[str, dict[str, object]]:
    """The export's rows by name."""
    rows = [dict(zip(HEADERS, row, strict=True)) for row in evaluation_rows(period=a_period())]
    return {str(row["nama"]): row for row in rows}


def test_ranks_share_ties_and_leave_the_incomplete_out(team: Month) -> None:
    rows = exported()
    assert [rows[name]["peringkat"] for name in ("Budi Santoso", "Citra", "Dian", "Eka")] == [1, 2, 2, ""]


def test_an_incomplete_row_leaves_every_figure_empty(team: Month) -> None:
    row = exported()["Eka"]
    figures = [row[name] for name in HEADERS[7:14]]
    assert (row["status"], figures) == ("belum_lengkap", [""] * 7)


def test_a_complete_row_carries_figures_ratings_and_fingerprint(team: Month) -> None:
    row = exported()["Budi Santoso"]
    assert (row["status"], row["nilai_akhir"], row["rating_hasil"], row["predikat"]) == (
        "lengkap",
        Decimal("100.70"),
        "sesuai",
        "Baik",
    )
    assert len(str(row["sidik"])) == 64


def test_locking_freezes_the_ranks(team: Month) -> None:
    lock_period(period=a_period())
    ranks = Evaluation.objects.filter(complete=True).order_by("frozen_rank").values_list("frozen_rank", flat=True)
    assert list(ranks) == [1, 2, 2]


def test_a_complete_evaluation_of_a_locked_period_is_final(team: Month) -> None:
    lock_period(period=a_period())
    assert exported()["Budi Santoso"]["status"] == "final"


def test_an_incomplete_one_stays_incomplete(team: Month) -> None:
    lock_period(period=a_period())
    assert exported()["Eka"]["status"] == "belum_lengkap"


def test_locking_twice_is_refused(team: Month) -> None:
    lock_period(period=a_period())
    with pytest.raises(PeriodStateError, match="sudah dikunci"):
        lock_period(period=a_period())


def test_unlocking_needs_a_reason(team: Month) -> None:
    lock_period(period=a_period())
    with pytest.raises(PeriodStateError, match="alasan"):
        unlock_period(period=a_period(), reason="  ")


def test_unlocking_is_recorded_and_opens_the_ranks_again(team: Month) -> None:
    lock_period(period=a_period())
    unlock_period(period=a_period(), reason="Putusan keberatan 12/2026")
    assert not Evaluation.objects.filter(frozen_rank__isnull=False).exists()
    assert AuditEvent.objects.get(action=AuditEvent.Action.PERIOD_UNLOCKED).reason == "Putusan keberatan 12/2026"


def test_a_change_after_unlocking_makes_a_new_revision_and_keeps_the_old_one(team: Month) -> None:
    before = team.evaluation()
    lock_period(period=a_period())
    unlock_period(period=a_period(), reason="Keberatan 12/2026 diterima")
    Actual.objects.filter(employee=team.budi, indicator=team.visits).update(value=18)
    team.evaluate()
    revisions = Evaluation.objects.filter(plan=team.plan).order_by("revision")
    assert [(one.revision, one.is_latest) for one in revisions] == [(1, False), (2, True)]
    assert (revisions[0].fingerprint, revisions[0].final_score) == (before.fingerprint, before.final_score)
    assert revisions[1].final_score != before.final_score


def test_the_way_from_the_lock_to_the_new_revision_is_in_the_audit_trail(team: Month) -> None:
    lock_period(period=a_period())
    unlock_period(period=a_period(), reason="Keberatan 12/2026 diterima")
    Actual.objects.filter(employee=team.budi, indicator=team.visits).update(value=18)
    team.evaluate()
    lock_period(period=a_period())
    acts = AuditEvent.objects.filter(subject="2026-01", action__startswith="period_").order_by("id")
    assert list(acts.values_list("action", "reason"))[-4:] == [
        ("period_locked", ""),
        ("period_unlocked", "Keberatan 12/2026 diterima"),
        ("period_evaluated", ""),
        ("period_locked", ""),
    ]
