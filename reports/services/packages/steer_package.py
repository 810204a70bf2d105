"""Cancelling a package, and going on with one that was stopped."""

from enum import StrEnum

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from agencies.tenancy.scope import current_region_id
from appraisal.models import ChunkState
from reports.models import ACTIVE_REPORTS, ReportPart, ReportRun, ReportState
from reports.services.packages.folders import files_of
from reports.services.packages.send_lanes import lanes_for, send_lanes


class Steering(StrEnum):
    """What can be done to a package."""

    CANCEL = "cancel"
    RESUME = "resume"


class PackageStateError(ValueError):
    """The package is not in the state that the act starts from; the text says so in Indonesian."""


def steer_package(*, run: ReportRun, act: Steering, actor: Actor) -> ReportRun:
    """Cancel a package, or go on with one that was cancelled or has failed, also where only some documents have.

    What was issued stays issued and is fetched by the next one; the parts under way are finished.

    Raises:
        PackageStateError: the package is in another state by now, or the same is being made in another one.
    """
    run = ReportRun.objects.select_for_update(of=("self",)).select_related("period").get(pk=run.pk)
    if not is_open_to(run, act):
        raise PackageStateError(_refusal(ReportState(run.state)))
    if act is Steering.CANCEL:
        run.state, run.finished_at = ReportState.CANCELLED, timezone.now()
        run.save(update_fields=["state", "finished_at"])
    else:
        _resume(run)
    record_event(
        action=AuditEvent.Action.DOCUMENTS_STEERED,
        subject=f"{run.get_kind_display()}, {run.period.code}",
        actor=actor,
        details={
            "run": str(run.key),
            "act": act.value,
            "parts_done": run.parts.exclude(state=ChunkState.WAITING).count(),
        },
    )
    return run


def is_open_to(run: ReportRun, act: Steering) -> bool:
    """Whether an act is possible now."""
    if act is Steering.CANCEL:
        return run.state in ACTIVE_REPORTS
    if run.state == ReportState.DONE:
        return run.parts.filter(state=ChunkState.FAILED).exists()
    return run.state in {ReportState.CANCELLED, ReportState.FAILED}


def _resume(run: ReportRun) -> None:
    again = [part.pk for part in run.parts.all() if not _is_there(run, part)]
    run.parts.filter(pk__in=again).update(state=ChunkState.WAITING, error="", documents=0, cached=0, attempts=0)
    run.state = ReportState.RUNNING if again else ReportState.BUNDLING
    run.finished_at, run.expires_at, run.error, run.attempts = None, None, "", 0
    run.progressed_at = timezone.now()  # The silence since it was stopped is none of its workers'.
    try:
        with transaction.atomic():
            run.save()
    except IntegrityError as error:
        raise PackageStateError(_("Paket yang sama sedang dibuat. Buka paket itu di daftar.")) from error
    send_lanes(region_id=current_region_id(), run_id=run.pk, lanes=lanes_for(len(again) or 1))


def _is_there(run: ReportRun, part: ReportPart) -> bool:
    """Whether a part is done and its documents still lie where they were put."""
    if part.state != ChunkState.DONE:
        return False
    return sum(1 for _file in files_of(current_region_id(), run.key, part.number)) == part.documents


def _refusal(state: ReportState) -> str:
    return {
        ReportState.RUNNING: _("Paket ini sedang dibuat."),
        ReportState.BUNDLING: _("Paket ini sedang digabungkan."),
        ReportState.DONE: _("Paket ini sudah selesai."),
        ReportState.FAILED: _("Paket ini gagal dibuat."),
        ReportState.CANCELLED: _("Paket ini sudah dibatalkan."),
        ReportState.EXPIRED: _("Berkas paket ini sudah dihapus. Buat lagi paketnya."),
    }[state]
