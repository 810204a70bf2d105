"""A rater gives levels, sets another rating with a reason, or takes either back (contract 2.5, 2.8)."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.documents.rating_sheet import RatingRow, SetRating
from appraisal.models import Period, RaterRole, Rating, RatingOverride
from appraisal.period_codes import parse_period_code
from appraisal.scoring.types import Axis
from appraisal.scoring.types import Rating as Expectation
from appraisal.services.periods.ensure_period import ensure_period
from appraisal.services.periods.lock_period import PeriodStateError
from appraisal.services.periods.locked_periods import locked_periods
from appraisal.services.rating.find_rated_period import UNNAMED, RatedPeriod, locked_sentence
from appraisal.services.rating.load_rating_rows import RatedPlan
from appraisal.services.rating.load_rating_sheet import load_rated_plan, rates
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

    def __init__(self, row: RatingRow) -> None:
        super().__init__(_("Baris ini sudah diubah sejak halaman ini dibuka."))
        self.row = row


@dataclass(frozen=True, slots=True)
class GivenChoice:
    """What a rater says of an axis: another rating with its reason, or nothing, which is the proposal."""

    rating: Expectation | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class GivenRating:
    """All that a row says. A dimension without level is unrated; an axis without choice stays as it is.

    ``version`` names the state of the row that the rater saw; ``unreadable`` are the fields that could not be read.
    """

    version: str
    levels: Mapping[int, int] = field(default_factory=dict)
    choices: Mapping[Axis, GivenChoice] = field(default_factory=dict)
    unreadable: Mapping[str, str] = field(default_factory=dict)


REASON_FIELDS = {Axis.RESULT: "alasan_hasil", Axis.BEHAVIOUR: "alasan_perilaku"}
"""How a form names the reason of an axis."""


@transaction.atomic
def rate_employee(*, period: Period, plan_id: int, given: GivenRating, actor: Actor) -> RatingRow:
    """Store what a rater gives one plan in one period, and say what follows from it. Nothing is evaluated.

    Giving what is stored already writes nothing, however often.

    Raises:
        NoSuchRowError: the plan has no part in the period.
        NotTheRaterError: the actor does not rate it.
        PeriodStateError: the period, or a longer one around it, is locked; or it has not begun.
        StaleRatingError: somebody changed the row meanwhile.
        RatingRefusedError: a rating without reason, or something that is no level.
    """
    today = timezone.localdate()
    if period.pk == UNNAMED:
        period = ensure_period(code=period.code, actor=actor)
    Plan.objects.select_for_update(no_key=True).filter(pk=plan_id).first()
    rated = load_rated_plan(period=period, plan_id=plan_id, actor=actor)
    if rated is None:
        raise NoSuchRowError
    _check_rater(rated, period, actor)
    _check_open(period, today)
    stored = rated.row()
    chosen = _chosen(stored, given.choices)
    if given.levels == stored.levels and chosen == rated.chosen and not given.unreadable:
        return stored
    if given.version != stored.version:
        raise StaleRatingError(stored)
    _refuse(stored, given, chosen)
    _write(rated, given.levels, chosen, period, actor)
    return rated.changed(given.levels, chosen).row()


def _check_rater(rated: RatedPlan, period: Period, actor: Actor) -> None:
    if not rates(actor, rated.plan.rater_id, rated.plan.employee_id):
        label = parse_period_code(period.code).label
        msg = _("Anda bukan pejabat penilai pegawai ini pada %(period)s.") % {"period": label}
        raise NotTheRaterError(msg)


def _check_open(period: Period, today: datetime.date) -> None:
    """Refuse a period that is closed. The share lock keeps it, and those around it, open until this is stored."""
    days = period.first_day, period.last_day
    locks = [lock for lock in locked_periods(*days) if lock.closes(*days)]
    if locks:
        own = next((lock for lock in locks if lock.code == period.code), locks[0])
        raise PeriodStateError(locked_sentence(period.code, own))
    if not_begun := RatedPeriod(period, None).closed(today):
        raise PeriodStateError(not_begun)


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
    for axis, one in chosen.items():
        if not one.reason:
            errors[REASON_FIELDS[axis]] = _("Tulis alasan singkat karena nilai berbeda dari usulan sistem.")
    if errors:
        raise RatingRefusedError(errors, stored)


def _write(
    rated: RatedPlan, levels: Mapping[int, int], chosen: Mapping[Axis, SetRating], period: Period, actor: Actor
) -> None:
    """At most six statements, whatever the number of dimensions."""
    stored = rated.row()
    subject = f"{stored.nip}, {period.code}"
    if levels != stored.levels:
        _write_levels(rated, stored, levels, period, actor)
        codes = {part.id: part.code for part in stored.dimensions}
        said = {codes[pk]: level for pk, level in levels.items()}
        details: dict[str, object] = {"plan": stored.plan_id, "levels": said}
        record_event(action=AuditEvent.Action.RATINGS_GIVEN, subject=subject, actor=actor, details=details)
    if chosen != rated.chosen:
        _write_choices(rated, chosen, period, actor)
        reasons = "\n".join(one.reason for axis, one in chosen.items() if rated.chosen.get(axis) != one)
        ratings = {str(axis): str(chosen[axis].rating) if axis in chosen else None for axis in {*chosen, *rated.chosen}}
        details = {"plan": stored.plan_id, "ratings": ratings}
        action = AuditEvent.Action.RATING_OVERRIDDEN
        record_event(action=action, subject=subject, actor=actor, details=details, reason=reasons)


def _write_levels(rated: RatedPlan, stored: RatingRow, levels: Mapping[int, int], period: Period, actor: Actor) -> None:
    """Two statements at most. The rater is the employee by placement, or the regional head's account."""
    rater_id = rated.plan.rater_id
    own = {
        "employee_id": stored.employee_id,
        "period_id": period.pk,
        "role": RaterRole.SUPERVISOR,
        "rater_id": rater_id,
        "rater_account_id": actor.user_id if rater_id is None else None,
    }
    cleared = stored.levels.keys() - levels.keys()
    if cleared:
        Rating.objects.filter(**own, dimension_id__in=cleared).delete()
    different = {pk: level for pk, level in levels.items() if stored.levels.get(pk) != level}
    if different:
        Rating.objects.bulk_create(
            [Rating(**own, dimension_id=pk, level=level) for pk, level in sorted(different.items())],
            update_conflicts=True,
            unique_fields=["region", "employee", "period", "role", "dimension", "rater", "rater_account"],
            update_fields=["level", "updated_at"],
        )


def _write_choices(rated: RatedPlan, chosen: Mapping[Axis, SetRating], period: Period, actor: Actor) -> None:
    """Two statements at most."""
    plan_id = rated.plan.plan_id
    taken_back = rated.chosen.keys() - chosen.keys()
    if taken_back:
        RatingOverride.objects.filter(period=period, plan_id=plan_id, axis__in=taken_back).delete()
    different = [(axis, one) for axis, one in chosen.items() if rated.chosen.get(axis) != one]
    if different:
        RatingOverride.objects.bulk_create(
            [
                RatingOverride(
                    period=period,
                    plan_id=plan_id,
                    axis=axis,
                    rating=one.rating,
                    reason=one.reason,
                    decided_by_id=actor.user_id,
                )
                for axis, one in different
            ],
            update_conflicts=True,
            unique_fields=["region", "period", "plan", "axis"],
            update_fields=["rating", "reason", "decided_by", "decided_at"],
        )
