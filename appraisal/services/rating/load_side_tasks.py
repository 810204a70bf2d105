"""What else waits for a rater: claims, proposed peers, peers to rate, requests for feedback, next steps, the year."""

import datetime
from collections.abc import Collection, Iterator, Mapping

from django.db.models import Count, Exists, Min, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.dates import long_date
from agencies.permissions import Actor, rates
from appraisal.models import Actual, ActualState, NextStep, Period, RaterNomination
from appraisal.period_codes import month_code, parse_period_code
from appraisal.services.delegation.find_silent_raters import rating_due
from appraisal.services.feedback.find_requests import requests_to
from appraisal.services.judgement.load_year_tasks import load_year_tasks
from appraisal.services.organisation.load_organisation_tasks import load_organisation_tasks
from appraisal.services.peers.load_peer_tasks import load_peer_tasks
from appraisal.services.rating.rating_progress import ProgressRow, RatingProgress
from appraisal.services.rating.rating_task import RatingTask, how_many
from indicators.models import PlanItem

RatedRows = Mapping[str, Collection[ProgressRow]]
"""The rows that the person rates, by the code of each open period."""


def load_side_tasks(
    *,
    actor: Actor,
    progress: RatingProgress,
    rated: RatedRows,
    periods: Mapping[str, Period],
    today: datetime.date,
) -> Iterator[RatingTask]:
    """A line for each kind that has any. Five queries, two more where somebody is to be rated as peer, and one where a
    year can be judged.
    """
    yield from _to_verify(rated, periods)
    yield from load_year_tasks(rated=rated, periods=periods, today=today)
    yield from load_organisation_tasks(actor=actor, periods=periods.values(), today=today)
    yield from _nominations(actor, rated, periods)
    yield from _peers(actor, today)
    yield from _requests(actor)
    yield from _next_steps(actor, progress, today)


def _to_verify(rated: RatedRows, periods: Mapping[str, Period]) -> Iterator[RatingTask]:
    """Actuals of a month that is rated by this person, for an indicator of a plan that is."""
    rows = [row for code, found in rated.items() if parse_period_code(code).kind == "month" for row in found]
    if not rows:
        return
    items = PlanItem.objects.filter(
        plan_id__in={row.plan_id for row in rows},
        plan__employee_id=OuterRef("employee_id"),
        plan__year=OuterRef("month__year"),
        indicator_id=OuterRef("indicator_id"),
    )
    reported = Actual.objects.filter(Exists(items), state=ActualState.REPORTED)
    people = {code: {row.employee_id for row in found} for code, found in rated.items()}
    waiting = [
        (month, employee_id)
        for month, employee_id in reported.filter(employee_id__in={row.employee_id for row in rows})
        .order_by("month")
        .values_list("month", "employee_id")
        if employee_id in people.get(month_code(month), ())
    ]
    if waiting:
        oldest = parse_period_code(month_code(waiting[0][0]))
        period = periods.get(oldest.code)
        count = len({employee_id for _month, employee_id in waiting})
        yield RatingTask(
            text=_("Verifikasi %(count)s realisasi") % {"count": how_many(len(waiting))},
            url=reverse("verifications"),
            note=_("Dari %(count)s pegawai, yang terlama %(month)s.")
            % {"count": how_many(count), "month": oldest.label},
            due=rating_due(oldest, period.rate_until if period else None),
        )


def _nominations(actor: Actor, rated: RatedRows, periods: Mapping[str, Period]) -> Iterator[RatingTask]:
    codes = {periods[code].pk: code for code in rated if code in periods}
    proposed = RaterNomination.objects.filter(state=RaterNomination.State.PROPOSED, period_id__in=codes)
    if actor.employee_id is not None:
        proposed = proposed.exclude(rater_id=actor.employee_id)
    people = {code: {row.employee_id for row in found} for code, found in rated.items()}
    waiting = [
        period_id
        for period_id, employee_id in proposed.values_list("period_id", "employee_id")
        if employee_id in people[codes[period_id]]
    ]
    if waiting:
        spans = [parse_period_code(codes[period_id]) for period_id in set(waiting)]
        yield RatingTask(
            text=_("Putuskan %(count)s usulan penilai rekan atau bawahan") % {"count": how_many(len(waiting))},
            url=reverse("nominations"),
            due=min(rating_due(span, periods[span.code].rate_until) for span in spans),
        )


def _peers(actor: Actor, today: datetime.date) -> Iterator[RatingTask]:
    """Whom this person rates as peer or subordinate, as long as it is not sent and can be."""
    if actor.employee_id is None:
        return
    asked = load_peer_tasks(employee_id=actor.employee_id, today=today)
    waiting = [one for one in asked if one.sent_at is None and not one.closed]
    if waiting:
        days = (one.period.period.rate_until for one in waiting)
        yield RatingTask(
            text=_("Nilai %(count)s rekan atau atasan") % {"count": how_many(len(waiting))},
            url=reverse("peer-tasks"),
            note=_("Anda diminta menilai karena bekerja bersama mereka."),
            due=min((day for day in days if day is not None), default=None),
        )


def _requests(actor: Actor) -> Iterator[RatingTask]:
    if waiting := requests_to(actor).count():
        yield RatingTask(
            text=_("Jawab %(count)s permintaan umpan balik") % {"count": how_many(waiting)}, url=reverse("feedback")
        )


def _next_steps(actor: Actor, progress: RatingProgress, today: datetime.date) -> Iterator[RatingTask]:
    """Steps of the rater's side, of plans that this person rates as of today."""
    mine = {
        plan.id
        for plan in progress.plans.values()
        if progress.has_begun(plan.id, today) and rates(actor, progress.rater_of(plan.id, today), plan.key.employee_id)
    }
    steps = NextStep.objects.filter(owner=NextStep.Owner.RATER, done_at__isnull=True, check_in__plan_id__in=mine)
    found = steps.order_by().aggregate(count=Count("pk"), first=Min("due_on"))
    if found["count"]:
        first: datetime.date | None = found["first"]
        said = _("Yang pertama jatuh tempo %(day)s.")
        yield RatingTask(
            text=_("Selesaikan %(count)s langkah Anda dari dialog kinerja") % {"count": how_many(found["count"])},
            url=reverse("check-ins"),
            note=said % {"day": long_date(first)} if first else "",
            kind="warning" if first and first < today else "neutral",
            status=_("Lewat jatuh tempo") if first and first < today else "",
            due=first,
        )
