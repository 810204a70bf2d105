"""The pages of packages, each state with its address and who looks at it, for proofs that walk over all screens."""

import datetime

from django.utils import timezone

from agencies.models import Employee, User
from agencies.tenancy.scope import region_scope
from appraisal.models import ChunkState
from reports.models import Bundle, DocumentKind, ReportPart, ReportRun, ReportState
from tests.appraisal.factories import a_period
from tests.cast import Cast

Page = tuple[Employee | User | None, str]
FAILED = "Budi Santoso (19850101 201001 1 001): Gangguan saat membuat dokumen."


def package_pages(cast: Cast) -> dict[str, Page]:
    """The list with a package in each state, and the page of each."""
    with region_scope(cast.region.pk):
        pages: dict[str, Page] = {"packages": (cast.region_admin, "/dokumen/paket/")}
        for state in ReportState:
            run = a_package(cast, state)
            pages[f"package, {state}"] = cast.region_admin, f"/dokumen/paket/{run.key}/"
    return pages | {
        "packages of an agency admin": (cast.agency_admin, "/dokumen/paket/"),
        "annex of the region": (cast.auditor, "/dokumen/daerah/2026-01/lampiran/"),
    }


def a_package(cast: Cast, state: ReportState) -> ReportRun:
    """Of the dinas, in a state; a ready one lacks a document."""
    now = timezone.now()
    is_active = state in {ReportState.RUNNING, ReportState.BUNDLING}
    run = ReportRun.objects.create(
        kind=DocumentKind.SCORECARD,
        period=a_period(),
        agency=cast.puskesmas if state == ReportState.BUNDLING else cast.dinas,
        bundle=Bundle.ZIP,
        state=state,
        requested_by=cast.region_admin,
        requested_by_name="Admin Daerah",
        progressed_at=now,
        finished_at=None if is_active else now,
        expires_at=now + datetime.timedelta(days=7) if state == ReportState.DONE else None,
        error="Ruang penyimpanan penuh." if state == ReportState.FAILED else "",
        file_name="paket.zip" if state == ReportState.DONE else "",
        size=4_200_000 if state == ReportState.DONE else 0,
    )
    ReportPart.objects.create(
        run=run, number=1, subject_ids=list(range(10)), state=ChunkState.DONE, documents=10, cached=4
    )
    is_told = state == ReportState.DONE
    second = ReportPart(run=run, number=2, subject_ids=list(range(10)), documents=9 if is_told else 0)
    second.state, second.error = (ChunkState.FAILED, FAILED) if is_told else (ChunkState.WAITING, "")
    second.save()
    return run
