"""What becomes of a row that comes twice, that somebody else changed, and that is undone."""

import datetime
from uuid import uuid4

import pytest

from agencies.models import AuditEvent, Delegation, DelegationKind, Employee
from appraisal.models import RaterRole, Rating, RatingChange, RatingOverride
from appraisal.scoring.types import Axis
from appraisal.scoring.types import Rating as Expectation
from appraisal.services.periods.lock_period import PeriodStateError, lock_period
from appraisal.services.rating.rate_employee import (
    GivenChoice,
    NotTheRaterError,
    RowClosedError,
    StaleRatingError,
)
from appraisal.services.rating.rating_changes import last_undoable
from appraisal.services.rating.undo_rating import UndoneRating, UndoRefusedError, undo_rating
from tests.appraisal.month import Month
from tests.appraisal.sheets import actor, period, row_of, save, send

DEPARTURE = {Axis.RESULT: GivenChoice(Expectation.BELOW, "Dua laporan dibuat ulang.")}


def levels(month: Month) -> set[int]:
    """Which levels are stored for Budi."""
    found = Rating.objects.filter(employee=month.budi, role=RaterRole.SUPERVISOR)
    return set(found.values_list("level", flat=True))


def undo(month: Month, change_id: int | None = None, who: Employee | None = None) -> UndoneRating:
    """Sari undoes."""
    return undo_rating(period=period(), actor=actor(who or month.cast.sari), change_id=change_id)


def ratna_stands_in(month: Month, kind: DelegationKind = DelegationKind.DAILY_ACTING) -> None:
    """Ratna does what Sari would do, today."""
    today = datetime.date(2020, 1, 1)
    Delegation.objects.create(
        rater=month.cast.sari,
        delegate=month.cast.ratna,
        kind=kind,
        first_day=today,
        last_day=datetime.date(2099, 1, 1),
        reason="cuti",
        decided_by=month.cast.region_admin,
    )


def test_a_form_that_comes_again_is_harmless_though_somebody_changed_the_row_in_between(month: Month) -> None:
    seen, key = row_of(month).version, uuid4()
    save(month, 4, key=key)
    save(month, 5)
    again = save(month, 4, key=key, version=seen)
    assert again.is_repeated
    assert set(again.row.levels.values()) == levels(month) == {5}


def test_a_refused_form_may_come_again_under_its_key(month: Month) -> None:
    seen, key = row_of(month).version, uuid4()
    save(month, 4)
    with pytest.raises(StaleRatingError):
        save(month, 5, key=key, version=seen)
    assert not save(month, 5, key=key).is_repeated
    assert levels(month) == {5}


def test_a_form_whose_answer_was_lost_is_no_conflict_for_its_next_edition(month: Month) -> None:
    seen, lost = row_of(month).version, uuid4()
    save(month, 4, key=lost)
    save(month, 5, key=uuid4(), earlier=(lost,), version=seen)
    assert levels(month) == {5}


def test_what_somebody_did_after_the_lost_answer_is_a_conflict(month: Month) -> None:
    seen, lost = row_of(month).version, uuid4()
    save(month, 4, key=lost)
    save(month, 2)
    with pytest.raises(StaleRatingError):
        save(month, 5, key=uuid4(), earlier=(lost,), version=seen)


def test_the_version_after_a_save_is_what_the_next_save_sends(month: Month) -> None:
    after = save(month, 4).row.version
    assert save(month, 5, version=after).row.version == row_of(month).version


def test_a_change_keeps_what_was_before_and_after(month: Month) -> None:
    save(month, 4, choices=DEPARTURE)
    change = RatingChange.objects.get()
    assert (change.made_by_name, set(change.before["levels"].values())) == ("Sari Wulandari", {3})
    assert set(change.after["levels"].values()) == {4}
    assert change.after["chosen"] == {"result": ["below", "Dua laporan dibuat ulang."]}


def test_a_conflict_says_who_changed_the_row_and_when(month: Month) -> None:
    ratna_stands_in(month)
    seen = row_of(month).version
    save(month, 4, who=month.cast.ratna)
    with pytest.raises(StaleRatingError, match=r"^Diubah oleh Ratna Dewi pukul \d\d\.\d\d\.$"):
        save(month, 5, version=seen)


def test_undoing_gives_back_levels_and_set_ratings(month: Month) -> None:
    save(month, 4, choices=DEPARTURE)
    undone = undo(month)
    assert levels(month) == {3}
    assert not RatingOverride.objects.exists()
    assert undone.row.version == row_of(month).version
    assert AuditEvent.objects.filter(action=AuditEvent.Action.RATING_UNDONE).count() == 1


def test_undoing_again_goes_one_change_further_back(month: Month) -> None:
    for level in (4, 5):
        save(month, level)
    undo(month)
    assert levels(month) == {4}
    undo(month)
    assert levels(month) == {3}


def test_the_first_levels_are_undone_to_none(month: Month) -> None:
    Rating.objects.all().delete()
    save(month, 4)
    undo(month)
    assert levels(month) == set()


def test_the_same_press_twice_undoes_once(month: Month) -> None:
    for level in (4, 5):
        save(month, level)
    newest = last_undoable(code="2026-01", actor=actor(month.cast.sari))
    assert newest is not None
    undo(month, newest.id)
    assert undo(month, newest.id).is_repeated
    assert levels(month) == {4}


def test_what_the_button_named_is_not_undone_once_the_row_has_changed(month: Month) -> None:
    save(month, 4)
    named = RatingChange.objects.get().pk
    ratna_stands_in(month)
    save(month, 5, who=month.cast.ratna)
    with pytest.raises(UndoRefusedError, match=r"barisnya berubah sejak itu\. Diubah oleh Ratna Dewi"):
        undo(month, named)
    assert levels(month) == {5}


def test_the_change_of_somebody_else_is_not_offered(month: Month) -> None:
    save(month, 4)
    with pytest.raises(UndoRefusedError, match="Tidak ada perubahan Anda"):
        undo(month, RatingChange.objects.get().pk, who=month.cast.ratna)


def test_nothing_to_undo_is_said(month: Month) -> None:
    with pytest.raises(UndoRefusedError, match="Tidak ada perubahan Anda"):
        undo(month)


def test_a_sent_row_is_not_undone(month: Month) -> None:
    save(month, 4)
    send(month)
    assert last_undoable(code="2026-01", actor=actor(month.cast.sari)) is None
    with pytest.raises(RowClosedError, match="sudah dikirim"):
        undo(month, RatingChange.objects.get().pk)


def test_nothing_is_undone_in_a_locked_period(month: Month) -> None:
    save(month, 4)
    lock_period(period=period())
    with pytest.raises(PeriodStateError):
        undo(month)


def test_who_no_longer_rates_undoes_nothing(month: Month) -> None:
    save(month, 4)
    month.budi.placements.update(supervisor=month.cast.ratna)
    with pytest.raises(NotTheRaterError):
        undo(month)


def test_a_delegate_rates_in_the_name_of_the_rater_and_the_row_says_so(month: Month) -> None:
    ratna_stands_in(month)
    row = save(month, 4, who=month.cast.ratna).row
    assert row.on_behalf == "atas nama Sari Wulandari (Plh.)"
    assert set(Rating.objects.filter(employee=month.budi).values_list("rater_id", flat=True)) == {month.cast.sari.pk}
    assert RatingChange.objects.get().made_by_name == "Ratna Dewi"
