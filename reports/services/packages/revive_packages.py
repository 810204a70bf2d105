"""Runs of documents whose workers, or whose messages, are gone: their lanes are sent again."""

import datetime
from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from agencies.tenancy.scope import region_scope
from appraisal.models import ChunkState
from reports.models import ReportPart, ReportRun, ReportState
from reports.services.packages.send_lanes import lanes_for, send_lanes

#: No part was done for so long: perhaps nobody works on the run any more. If somebody does, more lanes do no harm.
SILENCE = datetime.timedelta(seconds=30)


def revive_packages(*, region_id: int, now: datetime.datetime) -> Sequence[ReportRun]:
    """Send the lanes of the runs that are silent and have something left; returns those runs."""
    waiting = ReportPart.objects.filter(run_id=OuterRef("pk"), state=ChunkState.WAITING)
    left = Q(Exists(waiting), state=ReportState.RUNNING) | Q(state=ReportState.BUNDLING)
    with region_scope(region_id):
        runs = ReportRun.objects.filter(left).alias(news=Coalesce("progressed_at", "started_at"))
        silent = list(runs.filter(news__lte=now - SILENCE))
        for run in silent:
            lanes = lanes_for(run.parts.filter(state=ChunkState.WAITING).count())
            send_lanes(region_id=region_id, run_id=run.pk, lanes=lanes)
    return silent
