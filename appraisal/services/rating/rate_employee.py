"""A rater gives levels, sets another rating with a reason, or takes either back (contract 2.5, 2.8)."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.dates import moment
from agencies.models import AuditEvent, SentForm
from agencies.permissions import Actor, rates
from agencies.services.record_event import record_event
from agencies.services.take_once import is_repeated
from appraisal.documents.rating_sheet import RatingRow, SetRating
from appraisal.models import Period, RatingChange
from appraisal.period_codes import parse_period_code
from appraisal.scoring.types import Axis
from appraisal.scoring.types import Rating as Expectation
from appraisal.services.periods.closings import Closings, Part, periods_around
from appraisal.services.periods.ensure_period import ensure_period
from appraisal.services.periods.lock_period import PeriodStateError
from appraisal.services.periods.locked_periods import closing_lock, locked_periods
from appraisal.services.rating.find_rated_period import UNNAMED, RatedPeriod, locked_sentence
from appraisal.services.rating.load_rating_rows import RatedPlan
from appraisal.services.rating.load_rating_sheet import load_rated_plan
from appraisal.services.rating.rating_changes import LastChange, last_change
from appraisal.services.rating.store_rating import as_stored, store_rating, subject_of
from indicators.models import Plan


class NotTheRaterError(PermissionError):
    """The person does not rate this plan in this period; the text says so in Indonesian."""


class NoSuchRowError(LookupError):
    """The region has no such plan in the period."""


class RatingRefusedError(ValueError):
    """What was given cannot be taken: a sentence for each field, by its name in the form."""

    def __init__(self, errors: Mapping[str, str], row: RatingRow) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = errors
        self.row = row


class StaleRatingError(ValueError):
    """The row was changed since it was read. ``row`` is what is stored now."""

    def __init__(self, row: RatingRow, change: LastChange | None) -> None:
        super().__init__(change.sentence if change else _("Baris ini sudah diubah sejak halaman ini dibuka."))
        self.row = row


class RowClosedError(ValueError):
    """The row stands as it is: it was sent, or the period does not wait for this person. The text says so."""


@dataclass(frozen=True, slots=True)
class GivenChoice:
    """What a rater says of an axis: another rating with its reason, or nothing, which is the proposal."""

    rating: Expectation | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class GivenRating:
    """All that a row says. A dimension without level is unrated; an axis without choice stays as it is.

    ``version`` names the state of the row that the rater saw; ``unreadable`` are the fields that could not be read.
    ``key`` is that of this edition of the form, ``earlier`` those of editions whose answer the browser never got.
    """

    version: str
    levels: Mapping[int, int] = field(default_factory=dict)
    choices: Mapping[Axis, GivenChoice] = field(default_factory=dict)
    unreadable: Mapping[str, str] = field(default_factory=dict)
    key: UUID | None = None
    earlier: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class SavedRating:
    """The row as it is now. ``is_repeated`` says that this form had come before and was not written a second time."""

    row: RatingRow
    is_repeated: bool = False


REASON_FIELDS = {Axis.RESULT: "alasan_hasil", Axis.BEHAVIOUR: "alasan_perilaku"}
"""How a form names the reason of an axis."""


@transaction.atomic
def rate_employee(*, period: Period, plan_id: int, given: GivenRating, actor: Actor) -> SavedRating:
    """Store what a rater gives one plan in one period, and say what follows from it. Nothing is evaluated.

    In this order: who may; what is stored already and what came before, both harmless at any time; whether anything
    can be changed; whether somebody else changed the row meanwhile; what was given.

    Raises:
        NoSuchRowError: the plan has no part in the period.
        NotTheRaterError: the actor does not rate it.
        PeriodStateError: the period, or a longer one around it, is locked; or it has not begun.
        RowClosedError: the row was sent, or the person is excluded from the period.
        StaleRatingError: somebody changed the row meanwhile.
        RatingRefusedError: a rating without reason, or something that is no level.
    """
    if period.pk == UNNAMED:
        period = ensure_period(code=period.code, actor=actor)
    rated = hold_rated_plan(period=period, plan_id=plan_id, actor=actor)
    stored = rated.row()
    chosen = _chosen(stored, given.choices)
    if given.levels == stored.levels and chosen == rated.chosen and not given.unreadable:
        return SavedRating(stored)
    after = rated.changed(given.levels, chosen)
    if is_repeated(key=given.key, what=_name_of(after, period), actor=actor):
        return SavedRating(stored, is_repeated=True)
    check_open(period, timezone.localdate(), [rated.plan.agency_id])
    check_changeable(stored)
    if given.version != stored.version and not _is_answer_lost(rated, given, period, actor):
        raise StaleRatingError(stored, last_change(period=period, plan_id=plan_id, actor=actor))
    _refuse(stored, given, chosen)
    store_rating(rated=rated, levels=given.levels, chosen=chosen, period=period, actor=actor)
    _record(rated, given.levels, chosen, period, actor)
    return SavedRating(after.row())


def hold_rated_plan(*, period: Period, plan_id: int, actor: Actor) -> RatedPlan:
    """A plan as its rater sees it, held until the transaction ends: of two who change a row the second waits.

    Raises:
        NoSuchRowError: the plan has no part in the period.
        NotTheRaterError: the actor does not rate it.
    """
    Plan.objects.select_for_update(no_key=True).filter(pk=plan_id).first()
    rated = load_rated_plan(period=period, plan_id=plan_id, actor=actor)
    if rated is None:
        raise NoSuchRowError
    _check_rater(rated, period, actor)
    return rated


def check_changeable(row: RatingRow) -> None:
    """Refuse a row that was sent, and one of somebody for whom the period does not wait.

    Raises:
        RowClosedError: with a sentence that says what to do.
    """
    if row.sent:
        values = {"name": row.name, "moment": moment(row.sent.at)}
        raise RowClosedError(
            _("Nilai %(name)s sudah dikirim pada %(moment)s. Buka kembali dengan alasan untuk mengubahnya.") % values
        )
    if row.excluded:
        raise RowClosedError(_("Pegawai ini tidak dinilai pada periode ini. %(why)s") % {"why": row.excluded})


def _name_of(after: RatedPlan, period: Period) -> str:
    """What a form does to a row, as its key remembers it: the row, and the version that it leaves."""
    return f"rate-employee {period.code} {after.plan.plan_id} {after.version}"


def _is_answer_lost(rated: RatedPlan, given: GivenRating, period: Period, actor: Actor) -> bool:
    """Whether the row is as an earlier edition of this very form left it, whose answer never reached the browser."""
    if not given.earlier:
        return False
    forms = SentForm.objects.filter(user_id=actor.user_id, key__in=given.earlier, what=_name_of(rated, period))
    return forms.exists()


def _check_rater(rated: RatedPlan, period: Period, actor: Actor) -> None:
    if not rates(actor, rated.plan.rater_id, rated.plan.employee_id):
        label = parse_period_code(period.code).label
        msg = _("Anda bukan pejabat penilai pegawai ini pada %(period)s.") % {"period": label}
        raise NotTheRaterError(msg)


def check_open(period: Period, today: datetime.date, agency_ids: Collection[int]) -> None:
    """Refuse a period that is closed for one of some units. The share lock keeps it, and those around it, as they are
    until this is stored. One query beside it.

    Raises:
        PeriodStateError: with a sentence that says whom to ask.
    """
    days = period.first_day, period.last_day
    if lock := closing_lock(locked_periods(*days), *days):
        raise PeriodStateError(locked_sentence(period.code, lock))
    if not_begun := RatedPeriod(period, None).closed(today):
        raise PeriodStateError(not_begun)
    closings = Closings.load(part=Part.SCORING, code=period.code, around=periods_around(*days), today=today)
    for agency_id in agency_ids or [0]:
        if closed := closings.of([agency_id]):
            raise PeriodStateError(closings.sentence(closed))


def _chosen(stored: RatingRow, choices: Mapping[Axis, GivenChoice]) -> dict[Axis, SetRating]:
    """The ratings set once this is stored. Choosing the proposal again takes a set rating back."""
    found = {}
    for axis in Axis:
        choice, now = choices.get(axis), stored.axis(axis)
        if choice is None:
            if now.chosen is not None:
                found[axis] = now.chosen
        elif choice.rating is not None:
            asked = SetRating(choice.rating, choice.reason.strip())
            if choice.rating is not now.proposal or asked == now.chosen:
                found[axis] = asked
    return found


def _refuse(stored: RatingRow, given: GivenRating, chosen: Mapping[Axis, SetRating]) -> None:
    errors = dict(given.unreadable)
    asked = {part.id for part in stored.dimensions}
    for dimension, level in given.levels.items():
        if dimension not in asked or not 1 <= level <= 5:
            errors[f"tingkat_{dimension}"] = _("Pilih tingkat 1 sampai 5 pada dimensi yang ditanyakan.")
    followed = stored.result.followed
    if followed and chosen.get(Axis.RESULT) not in (None, stored.result.chosen):
        errors[REASON_FIELDS[Axis.RESULT]] = followed.sentence
    for axis, one in chosen.items():
        if not one.reason:
            errors[REASON_FIELDS[axis]] = _("Tulis alasan singkat karena nilai berbeda dari usulan sistem.")
    if errors:
        raise RatingRefusedError(errors, stored)


def _record(
    rated: RatedPlan, levels: Mapping[int, int], chosen: Mapping[Axis, SetRating], period: Period, actor: Actor
) -> None:
    """What was before and after, for undoing, and one event for the levels and one for the set ratings."""
    plan_id, subject = rated.plan.plan_id, subject_of(rated, period)
    RatingChange.objects.create(
        period=period,
        plan_id=plan_id,
        made_by_id=actor.user_id,
        made_by_name=actor.name,
        before=as_stored(rated.levels, rated.chosen),
        after=as_stored(levels, chosen),
    )
    if levels != rated.levels:
        codes = {part.id: part.code for part in rated.dimensions}
        said = {codes[pk]: level for pk, level in levels.items()}
        details: dict[str, object] = {"plan": plan_id, "levels": said}
        record_event(action=AuditEvent.Action.RATINGS_GIVEN, subject=subject, actor=actor, details=details)
    if chosen != rated.chosen:
        reasons = "\n".join(one.reason for axis, one in chosen.items() if rated.chosen.get(axis) != one)
        ratings = {str(axis): str(chosen[axis].rating) if axis in chosen else None for axis in {*chosen, *rated.chosen}}
        details = {"plan": plan_id, "ratings": ratings}
        action = AuditEvent.Action.RATING_OVERRIDDEN
        record_event(action=action, subject=subject, actor=actor, details=details, reason=reasons)
