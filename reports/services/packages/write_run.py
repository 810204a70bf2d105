"""A run of documents as rows."""

from agencies.permissions import Actor
from agencies.tenancy.scope import current_region_id
from reports.models import Bundle, ReportPart, ReportRun
from reports.services.compose.head import load_paper
from reports.services.packages.send_lanes import lanes_for, send_lanes
from reports.services.render_reports import Order, parts_of

PARTS_A_STATEMENT = 500


def write_run(
    *, order: Order, bundle: Bundle = Bundle.FOLDER, actor: Actor | None = None, asked_by: str = ""
) -> ReportRun | None:
    """Write a run with its parts, and send its lanes once that is committed; ``None`` where nothing is to do.

    In the region's scope. ``asked_by`` names who asked where it is no actor.

    Raises:
        IntegrityError: an actor asked for what is being made already.
    """
    subjects = parts_of(order)
    if not subjects:
        return None
    run = ReportRun.objects.create(
        kind=order.kind,
        period_id=order.period_id,
        agency_id=order.agency_id,
        bundle=bundle,
        paper=load_paper(),
        requested_by_id=actor.user_id if actor else None,
        requested_by_name=actor.name[:160] if actor else asked_by,
    )
    parts = (
        ReportPart(run=run, number=number, subject_ids=subject_ids)
        for number, subject_ids in enumerate(subjects, start=1)
    )
    ReportPart.objects.bulk_create(parts, batch_size=PARTS_A_STATEMENT)
    send_lanes(region_id=current_region_id(), run_id=run.pk, lanes=lanes_for(len(subjects)))
    return run
