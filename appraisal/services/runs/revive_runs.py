"""Runs whose workers, or whose messages, are gone: their lanes are sent again."""

import datetime
from collections.abc import Sequence

from django.db.models.functions import Coalesce

from agencies.tenancy.scope import region_scope
from appraisal.models import EvaluationRun, RunState
from appraisal.services.runs.send_lanes import send_lanes

#: No chunk was done for so long: perhaps nobody works on the run any more. If somebody does, more lanes do no harm.
SILENCE = datetime.timedelta(seconds=30)


def revive_runs(*, region_id: int, now: datetime.datetime) -> Sequence[EvaluationRun]:
    """Send the lanes of the running runs that are silent; returns those runs. In the region's scope or outside any."""
    with region_scope(region_id):
        running = EvaluationRun.objects.filter(state=RunState.RUNNING)
        silent = list(running.alias(news=Coalesce("progressed_at", "started_at")).filter(news__lte=now - SILENCE))
        for run in silent:
            send_lanes(region_id=region_id, run_id=run.pk, lanes=run.lanes)
    return silent
