"""Starting a package, or joining the one that is being made."""

import datetime
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from agencies.tenancy.scope import current_region_id
from reports.models import ACTIVE_REPORTS, Bundle, ReportRun
from reports.services.compose.head import load_paper
from reports.services.packages.send_lanes import lanes_for, send_lanes
from reports.services.packages.write_run import write_run
from reports.services.render_reports import Order

#: Who joins a package that has been silent for so long sends its lanes again.
JOIN_AFTER = datetime.timedelta(seconds=5)
ATTEMPTS = 3


class NothingToPackError(ValueError):
    """There is no document to make; the text says so in Indonesian."""


class Started(NamedTuple):
    """A package, and whether it was started by this very call."""

    run: ReportRun
    is_new: bool


def start_package(*, order: Order, bundle: Bundle, actor: Actor) -> Started:
    """Have the documents of an order made and put together in one file. In the region's scope.

    Asking twice, also at the same moment, leads to the same package while it is being made.

    Raises:
        NothingToPackError: no evaluation of the period is there yet.
    """
    for _attempt in range(ATTEMPTS):
        found = active_package(order, bundle)
        if found is not None:
            _call_on(found)
            return Started(found, is_new=False)
        try:
            with transaction.atomic():
                run = write_run(order=order, bundle=bundle, actor=actor)
        except IntegrityError:  # Somebody else was quicker; that transaction is committed by now.
            continue
        if run is None:
            raise NothingToPackError(_("Belum ada evaluasi yang dapat dijadikan dokumen untuk pilihan ini."))
        _record(run, actor)
        return Started(run, is_new=True)
    msg = f"No package of {order} could be started or joined."
    raise RuntimeError(msg)


def active_package(order: Order, bundle: Bundle) -> ReportRun | None:
    """The package of an order that is being made."""
    runs = ReportRun.objects.filter(agency=None)
    if order.agency_id is not None:
        runs = ReportRun.objects.filter(agency_id=order.agency_id)
    return runs.filter(
        kind=order.kind,
        period_id=order.period_id,
        bundle=bundle,
        paper=load_paper(),
        requested_by__isnull=False,
        state__in=ACTIVE_REPORTS,
    ).first()


def _call_on(run: ReportRun) -> None:
    if timezone.now() - (run.progressed_at or run.started_at) > JOIN_AFTER:
        send_lanes(region_id=current_region_id(), run_id=run.pk, lanes=lanes_for(run.parts.count()))


def _record(run: ReportRun, actor: Actor) -> None:
    record_event(
        action=AuditEvent.Action.DOCUMENTS_STEERED,
        subject=f"{run.get_kind_display()}, {run.period.code}",
        actor=actor,
        details={"run": str(run.key), "act": "start", "agency": run.agency_id, "bundle": run.bundle},
    )
