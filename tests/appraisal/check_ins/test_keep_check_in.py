"""Both sides of a plan keep notes of their talks."""

import datetime

import pytest
from django.utils import timezone

from agencies.models import AuditEvent, Employee, Placement, User
from appraisal.models import CheckIn, NextStep
from appraisal.services.check_ins.add_step import MOST_STEPS, add_step
from appraisal.services.check_ins.check_in_errors import CheckInChangedError, CheckInRefusedError, NotASideError
from appraisal.services.check_ins.edit_check_in import edit_check_in
from appraisal.services.check_ins.finish_step import NotYourStepError, finish_step
from appraisal.services.check_ins.open_check_in import open_check_in
from appraisal.services.check_ins.plan_posts import Side
from indicators.models import Plan
from tests.appraisal.check_ins.talks import a_step, a_talk, acting, budis_plan
from tests.cast import Cast
from tests.factories import a_placement

NOTE = "Rekap Oktober dibahas."


def opened(plan: Plan, who: Employee | User, *, held_on: datetime.date | None = None, note: str = NOTE) -> CheckIn:
    """A talk as somebody notes it."""
    day = held_on or timezone.localdate()
    return open_check_in(plan=plan, held_on=day, topic="Rekap", note=note, actor=acting(who))


def edited(talk: CheckIn, who: Employee, note: str, edition: int = 1) -> CheckIn:
    """The note of somebody."""
    return edit_check_in(
        check_in=talk, edition=edition, held_on=talk.held_on, topic="Rekap", note=note, actor=acting(who)
    )


def test_each_side_writes_its_own_note(kupang: Cast) -> None:
    plan = budis_plan(kupang)
    assert opened(plan, kupang.budi).employee_note == NOTE
    assert opened(plan, kupang.sari, note="Formulir baru.").rater_note == "Formulir baru."


def test_the_note_of_the_other_side_stays(kupang: Cast) -> None:
    after = edited(a_talk(kupang), kupang.sari, "Formulir baru disiapkan.")
    assert (after.employee_note, after.rater_note, after.edition) == (NOTE, "Formulir baru disiapkan.", 2)


@pytest.mark.parametrize("who", ["citra", "ratna", "dewi", "region_admin", "agency_admin", "regional_head"])
def test_nobody_else_writes(kupang: Cast, who: str) -> None:
    with pytest.raises(NotASideError):
        opened(budis_plan(kupang), getattr(kupang, who))


def test_the_new_rater_goes_on_after_a_change_of_supervisor(kupang: Cast) -> None:
    plan, today = budis_plan(kupang), timezone.localdate()
    Placement.objects.filter(employee=kupang.budi).update(last_day=today - datetime.timedelta(days=1))
    a_placement(kupang.budi, kupang.puskesmas, kupang.dewi, first_day=today)
    assert opened(plan, kupang.dewi).rater_note == NOTE
    with pytest.raises(NotASideError):
        opened(plan, kupang.sari)


def test_a_stale_save_is_refused_with_what_is_stored(kupang: Cast) -> None:
    talk = a_talk(kupang)
    edited(talk, kupang.sari, "Formulir baru.")
    with pytest.raises(CheckInChangedError) as refused:
        edited(talk, kupang.budi, "Isian lama.")
    assert refused.value.stored.rater_note == "Formulir baru."


def test_a_talk_is_not_noted_before_it_is_held(kupang: Cast) -> None:
    with pytest.raises(CheckInRefusedError, match="setelah hari ini"):
        opened(budis_plan(kupang), kupang.budi, held_on=timezone.localdate() + datetime.timedelta(days=1))


def test_a_talk_belongs_to_the_year_of_its_plan(kupang: Cast) -> None:
    with pytest.raises(CheckInRefusedError, match="tahun"):
        opened(budis_plan(kupang), kupang.budi, held_on=datetime.date(2001, 1, 1))


def test_the_same_form_twice_is_one_talk(kupang: Cast) -> None:
    plan = budis_plan(kupang)
    assert opened(plan, kupang.budi).pk == opened(plan, kupang.budi).pk


def test_the_audit_trail_does_not_repeat_the_note(kupang: Cast) -> None:
    opened(budis_plan(kupang), kupang.budi)
    event = AuditEvent.objects.get(action="check_in_kept")
    assert NOTE not in f"{event.subject} {event.details} {event.reason}"


def added(talk: CheckIn, who: Employee, *, text: str = "Siapkan formulir.", days: int = 7) -> NextStep:
    """A step for the rater, proposed by somebody."""
    due = talk.held_on + datetime.timedelta(days=days)
    return add_step(check_in=talk, text=text, owner=Side.RATER, due_on=due, actor=acting(who))


@pytest.mark.parametrize("who", ["budi", "sari"])
def test_either_side_proposes_a_step(kupang: Cast, who: str) -> None:
    assert added(a_talk(kupang), getattr(kupang, who)).owner == "rater"


def test_nobody_else_proposes_a_step(kupang: Cast) -> None:
    with pytest.raises(NotASideError):
        added(a_talk(kupang), kupang.ratna)


def test_the_same_step_twice_is_one(kupang: Cast) -> None:
    talk = a_talk(kupang)
    assert added(talk, kupang.budi).pk == added(talk, kupang.sari).pk


@pytest.mark.parametrize(("text", "days"), [("  ", 7), ("a" * 301, 7), ("Siapkan formulir.", -1)])
def test_a_step_says_something_and_is_due_after_the_talk(kupang: Cast, text: str, days: int) -> None:
    with pytest.raises(CheckInRefusedError):
        added(a_talk(kupang), kupang.budi, text=text, days=days)


def test_a_talk_has_a_sensible_number_of_steps(kupang: Cast) -> None:
    talk = a_talk(kupang)
    for number in range(MOST_STEPS):
        a_step(talk, text=f"Langkah {number}")
    with pytest.raises(CheckInRefusedError, match="20 langkah"):
        added(talk, kupang.budi)


def test_whose_step_it_is_says_that_it_is_done_and_undone(kupang: Cast) -> None:
    step = a_step(a_talk(kupang))
    assert finish_step(step=step, is_done=True, actor=acting(kupang.budi)).done_at is not None
    assert finish_step(step=step, is_done=False, actor=acting(kupang.budi)).done_at is None


def test_the_other_side_does_not_say_so(kupang: Cast) -> None:
    with pytest.raises(NotYourStepError):
        finish_step(step=a_step(a_talk(kupang)), is_done=True, actor=acting(kupang.sari))
