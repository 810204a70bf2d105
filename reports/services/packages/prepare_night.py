"""Before people come to work the summaries are ready: printed at night, fetched in the morning."""

import datetime

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from agencies.tenancy.scope import region_scope
from appraisal.models import Evaluation, Period
from appraisal.services.scorecards.find_evaluations import evaluated_periods
from reports.models import DocumentKind, ReportRun
from reports.services.packages.write_run import write_run
from reports.services.render_reports import Order

TASK = "reports.prepare_night"
ASKED_BY = "persiapan malam"
BEGINS, ENDS = datetime.time(2), datetime.time(5)
PREPARED = (DocumentKind.REGION_SUMMARY, DocumentKind.AGENCY_SUMMARY)


def night_is_due(*, region_id: int, local: datetime.datetime) -> bool:
    """Whether it is between 02.00 and 05.00 in the region, and nothing was prepared yet tonight."""
    if not BEGINS <= local.time() < ENDS:
        return False
    with region_scope(region_id):
        return not _prepared().filter(started_at__gte=_begin_of_night(local)).exists()


def prepare_night(*, region_id: int, now: datetime.datetime) -> list[ReportRun]:
    """Queue the summaries of the newest evaluated period, and of those whose evaluations changed since the last time.

    In the region's time zone. Once a night, however often asked; what is unchanged is compared, not printed.
    """
    if not night_is_due(region_id=region_id, local=timezone.localtime(now)):
        return []
    with region_scope(region_id):
        runs = [
            write_run(order=Order(kind=kind, period_id=period.pk), asked_by=ASKED_BY)
            for period in _periods_to_prepare()
            for kind in PREPARED
        ]
    return [run for run in runs if run is not None]


def _periods_to_prepare() -> list[Period]:
    periods = list(evaluated_periods())
    last = dict(_prepared().values_list("period_id").annotate(Max("started_at")).order_by())
    written = Evaluation.objects.filter(period__in=periods).values_list("period_id").annotate(Max("created_at"))
    changed = {period_id for period_id, at in written.order_by() if period_id not in last or at >= last[period_id]}
    return [period for place, period in enumerate(periods) if place == 0 or period.pk in changed]


def _prepared() -> QuerySet[ReportRun]:
    return ReportRun.objects.filter(Q(requested_by=None), requested_by_name=ASKED_BY)


def _begin_of_night(local: datetime.datetime) -> datetime.datetime:
    return local.replace(hour=0, minute=0, second=0, microsecond=0)
