"""Every night the open periods are evaluated again: what no trigger saw is found, and only differences are written."""

import datetime
import logging

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from agencies.tenancy.scope import current_region_id
from appraisal.models import ACTIVE_RUNS, Evaluation, EvaluationRun, Period, PeriodState, SchemeVersion
from appraisal.services.evaluation.period_facts import NoSchemeError
from appraisal.services.periods.lock_period import PeriodStateError
from appraisal.services.runs.start_run import start_run
from appraisal.services.schedule.step_moments import NIGHT
from appraisal.services.schedule.steps.evaluate_step import refuse_silent_broker

TASK = "appraisal.check_the_night"

_log = logging.getLogger("timbang.schedule")


def night_is_due(*, local: datetime.datetime) -> bool:
    """Whether an open period still waits for tonight's check, at a moment of the region's own time. One query."""
    return local.time() >= NIGHT and unchecked_periods(local.date()).exists()


def check_the_night(*, now: datetime.datetime) -> list[EvaluationRun]:
    """Queue the check of each open period that has been evaluated already: one a period and night, however often asked.

    A period whose run is still under way is left for the next tick.

    Raises:
        WorkerError: no broker answers; nothing is written.
    """
    local = timezone.localtime(now)
    if not night_is_due(local=local):
        return []
    refuse_silent_broker()
    return [run for period in unchecked_periods(local.date()) if (run := _queued(period, local.date())) is not None]


def unchecked_periods(night: datetime.date) -> QuerySet[Period]:
    """The evaluated periods that neither they themselves nor a longer one has locked, without a check of this night.

    Without any scheme on its last day a period cannot be evaluated: to try each minute of the day would be in vain.
    """
    locked = Period.objects.filter(
        state=PeriodState.LOCKED, first_day__lte=OuterRef("first_day"), last_day__gte=OuterRef("last_day")
    )
    evaluated = Evaluation.objects.filter(region_id=current_region_id(), period_id=OuterRef("pk"))
    schemes = SchemeVersion.objects.filter(region_id=current_region_id(), valid_from__lte=OuterRef("last_day"))
    runs = EvaluationRun.objects.filter(period_id=OuterRef("pk"))
    active = runs.filter(agency=None, state__in=ACTIVE_RUNS)
    return Period.objects.filter(
        ~Exists(locked), ~Exists(runs.filter(night=night)), ~Exists(active), Exists(evaluated), Exists(schemes)
    ).order_by("first_day", "last_day")


def _queued(period: Period, night: datetime.date) -> EvaluationRun | None:
    try:
        with transaction.atomic():
            cause = EvaluationRun.Cause.NIGHT
            return start_run(region_id=current_region_id(), period_id=period.pk, cause=cause, night=night).run
    except (PeriodStateError, NoSchemeError) as error:
        _log.warning("the nightly check of %s was refused: %s", period.code, error)
        return None
