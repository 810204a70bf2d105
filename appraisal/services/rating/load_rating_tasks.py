"""What waits for a rater, the most urgent first: rating, sending, delivering, silent raters; and what is done."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.dates import long_date
from agencies.models import Placement, Role
from agencies.permissions import Actor, led_by, rates
from appraisal.documents.delivery import DeliveryState
from appraisal.models import Delivery, Evaluation, Period
from appraisal.period_codes import PeriodSpan, parse_period_code
from appraisal.services.delegation.find_silent_raters import (
    SilentRater,
    Superiors,
    find_silent_raters,
    rating_due,
)
from appraisal.services.delegation.load_delegations import StandIn, load_stand_ins
from appraisal.services.peers.sealed import HELD_BACK, with_held_back
from appraisal.services.rating.load_side_tasks import load_side_tasks
from appraisal.services.rating.rating_progress import ProgressRow, RatingProgress, RowState
from appraisal.services.rating.rating_task import RatingTask, how_many


@dataclass(frozen=True, slots=True)
class RatingTasks:
    """What waits, the most urgent first; open periods with nothing left and locked ones, newest first."""

    waiting: tuple[RatingTask, ...]
    done: tuple[RatingTask, ...]
    locked: tuple[RatingTask, ...]
    stand_ins: tuple[StandIn, ...]
    next_opens: datetime.date

    @property
    def has_plans(self) -> bool:
        """Whether there ever was anybody to rate."""
        return bool(self.waiting or self.done or self.locked)


def load_rating_tasks(*, actor: Actor, today: datetime.date) -> RatingTasks:
    """The periods of this year and the last one that have begun. Some twenty queries, whatever their number.

    Months are there from their first day on, also before anybody has named them; longer periods where they exist.
    """
    begin = datetime.date(today.year - 1, 1, 1)
    known = {period.code: period for period in Period.objects.filter(first_day__gte=begin, first_day__lte=today)}
    progress = RatingProgress.load(_followed(actor), begin, today, known.values())
    undelivered = _undelivered(actor, known.values())
    rated: dict[str, list[ProgressRow]] = {}
    waiting: list[RatingTask] = []
    delivering: list[RatingTask] = []
    done: list[RatingTask] = []
    locked: list[RatingTask] = []
    for span in _spans(known, begin, today):
        rows = [row for row in progress.rows_of(span) if rates(actor, row.rater_id, row.employee_id)]
        locks = [one for one in known.values() if one.is_locked and _holds(one, span)]
        if not rows:
            continue
        if locks:
            locked.append(_locked_task(span, rows, locks[0]))
            continue
        rated[span.code] = rows
        tasks = list(_period_tasks(span, known.get(span.code), rows, actor, today))
        waiting += tasks
        # A running quarter is not done: it is not due.
        if not tasks and (len(span.months) == 1 or span.last_day < today):
            done.append(_done_task(span, rows))
        if known.get(span.code) and (left := undelivered.get(known[span.code].pk)):
            delivering.append(_delivery_task(span, known[span.code], left))
    waiting += [_take_over_task(one) for one in _silent_raters(actor, progress, known.values(), begin, today)]
    waiting += load_side_tasks(actor=actor, progress=progress, rated=rated, periods=known, today=today)
    return RatingTasks(
        waiting=tuple(sorted([*waiting, *delivering], key=lambda task: task.urgency)),
        done=tuple(done),
        locked=tuple(locked),
        stand_ins=load_stand_ins(rater_id=actor.employee_id, today=today),
        next_opens=(today.replace(day=1) + datetime.timedelta(days=31)).replace(day=1),
    )


def _followed(actor: Actor) -> Q:
    """Placements under the raters in whose name somebody acts, and under those of whom somebody is the superior."""
    under = led_by(actor)
    if actor.has_staff:
        raters = Placement.objects.filter(supervisor_id=actor.employee_id).values("employee_id")
        under |= Q(supervisor_id__in=raters)
    return under


def _spans(known: Mapping[str, Period], begin: datetime.date, today: datetime.date) -> list[PeriodSpan]:
    """Newest first; a month comes before the quarter that it ends."""
    spans = (parse_period_code(code) for code in {*known, *_months(begin, today)})
    return sorted(spans, key=lambda span: (span.last_day, -len(span.months)), reverse=True)


def _holds(period: Period, span: PeriodSpan) -> bool:
    return period.first_day <= span.first_day and span.last_day <= period.last_day


def _months(begin: datetime.date, today: datetime.date) -> Iterator[str]:
    """The codes of the months from one day to another."""
    for month in range(begin.year * 12 + begin.month - 1, today.year * 12 + today.month):
        yield f"{month // 12:04}-{month % 12 + 1:02}"


def _period_tasks(
    span: PeriodSpan, period: Period | None, rows: Sequence[ProgressRow], actor: Actor, today: datetime.date
) -> Iterator[RatingTask]:
    """To rate who is not rated; once all are, to send what is ready."""
    awaited = [row for row in rows if not row.is_excluded]
    unrated = sum(row.state is RowState.UNRATED for row in awaited)
    ready = sum(row.state is RowState.READY for row in awaited)
    if not (unrated or ready):
        return
    due = rating_due(span, period.rate_until if period else None)
    is_late = due < today
    done, total = how_many(len(awaited) - unrated), how_many(len(awaited))
    status = _("%(rated)s dari %(total)s dinilai") % {"rated": done, "total": total}
    text = _("Nilai %(count)s pegawai untuk %(period)s") % {"count": how_many(unrated), "period": span.label}
    if not unrated:
        text = _("Kirim penilaian %(count)s pegawai untuk %(period)s") % {
            "count": how_many(ready),
            "period": span.label,
        }
        status = _("Siap dikirim")
    yield RatingTask(
        text=text,
        url=reverse("rating-sheet" if unrated else "send-ratings", args=[span.code]),
        note=" ".join(_notes(period, rows, ready if unrated else 0, actor, is_late=is_late)),
        status=status,
        kind="warning" if is_late else "info" if ready or unrated < len(awaited) else "neutral",
        due=due,
    )


def _notes(
    period: Period | None, rows: Sequence[ProgressRow], ready: int, actor: Actor, *, is_late: bool
) -> Iterator[str]:
    """What belongs to the line: the deadline, what is ready already, who is not waited for, in whose name."""
    if period and period.rate_until:
        said = _("Batas penilaian %(day)s sudah lewat.") if is_late else _("Batas penilaian %(day)s.")
        yield said % {"day": long_date(period.rate_until)}
    if ready:
        yield _("%(count)s siap dikirim.") % {"count": how_many(ready)}
    if left_out := sum(row.is_excluded for row in rows):
        yield _("%(count)s dikecualikan dan tidak ditunggu.") % {"count": how_many(left_out)}
    in_name = Counter(row.rater_id for row in rows if row.is_waiting)
    for one in actor.stands_in:
        if in_name[one.rater_id]:
            values = {"count": how_many(in_name[one.rater_id]), "name": one.rater_name.removesuffix(".")}
            yield _("%(count)s di antaranya atas nama %(name)s.") % values


def _done_task(span: PeriodSpan, rows: Sequence[ProgressRow]) -> RatingTask:
    is_sent = any(row.state is RowState.SENT for row in rows)
    return RatingTask(
        text=_("Penilaian %(period)s") % {"period": span.label},
        url=reverse("rating-sheet", args=[span.code]),
        status=_("Semua terkirim") if is_sent else _("Tidak ada yang ditunggu"),
        kind="success" if is_sent else "neutral",
    )


def _locked_task(span: PeriodSpan, rows: Sequence[ProgressRow], lock: Period) -> RatingTask:
    rated = sum(row.state is not RowState.UNRATED for row in rows)
    values = {"rated": how_many(rated), "total": how_many(len(rows))}
    return RatingTask(
        text=_("Penilaian %(period)s") % {"period": span.label},
        url=reverse("rating-sheet", args=[span.code]),
        note=_("Dikunci pada %(day)s") % {"day": long_date(lock.locked_at)} if lock.locked_at else "",
        status=_("Semua dinilai") if rated == len(rows) else _("%(rated)s dari %(total)s dinilai") % values,
        kind="success" if rated == len(rows) else "neutral",
    )


def _delivery_task(span: PeriodSpan, period: Period, left: int) -> RatingTask:
    values = {"count": how_many(left), "period": span.label}
    return RatingTask(
        text=_("Sampaikan hasil %(period)s") % values,
        url=f"{reverse('evaluations')}?periode={span.code}&penyampaian={DeliveryState.NOT_DELIVERED}",
        note=_("%(count)s hasil menunggu disampaikan.") % values,
        due=rating_due(span, period.rate_until),
    )


def _take_over_task(late: SilentRater) -> RatingTask:
    values = {"name": late.name, "period": late.label, "day": long_date(late.due)}
    note = _("Batasnya %(day)s sudah lewat. Anda dapat mengambil alih sebagai atasannya.") % values
    if late.also:
        note += " " + _("Juga %(periods)s.") % {"periods": ", ".join(late.also)}
    return RatingTask(
        text=_("Pejabat penilai belum menyelesaikan %(period)s: %(name)s") % values,
        url=reverse("take-over", args=[late.code, late.rater_id]),
        note=note,
        status=_("%(count)s dari %(total)s belum terkirim")
        % {"count": how_many(late.waiting), "total": how_many(late.total)},
        kind="warning",
        due=late.due,
    )


def _silent_raters(
    actor: Actor, progress: RatingProgress, periods: Iterable[Period], begin: datetime.date, today: datetime.date
) -> tuple[SilentRater, ...]:
    """Whose superior this person is. Two queries."""
    if actor.employee_id is None or not actor.has_staff:
        return ()
    known = list(periods)
    locks = [one for one in known if one.is_locked]
    raters = Placement.objects.filter(supervisor_id=actor.employee_id).values("employee_id")
    return find_silent_raters(
        progress=progress,
        superiors=Superiors.load(raters, begin, today),
        periods=[one for one in known if not any(_holds(lock, parse_period_code(one.code)) for lock in locks)],
        superior_id=actor.employee_id,
        rates_as=actor.rates_as,
        today=today,
    )


def _undelivered(actor: Actor, periods: Iterable[Period]) -> dict[int, int]:
    """How many complete results of each period this person has not delivered yet, without those that wait for peers."""
    mine = Q(rater_id__in=actor.rates_as)
    if Role.REGIONAL_HEAD in actor.roles:
        mine |= Q(rater_id__isnull=True)
    delivered = Delivery.objects.filter(
        period_id=OuterRef("period_id"), plan_id=OuterRef("plan_id"), revision=OuterRef("revision")
    )
    period_ids = [period.pk for period in periods]
    evaluations = Evaluation.objects.filter(mine, period_id__in=period_ids, complete=True).latest()
    found = with_held_back(evaluations, period_ids).exclude(HELD_BACK)
    if actor.employee_id is not None:
        found = found.exclude(employee_id=actor.employee_id)
    rows = found.exclude(Exists(delivered)).order_by().values("period_id")
    return dict(rows.annotate(count=Count("plan_id")).values_list("period_id", "count"))
