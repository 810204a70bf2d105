"""The screens of the schedule in their states, for the tests that walk through every screen."""

import datetime

from django.utils import timezone

from agencies.models import RegionalDay, User
from appraisal.models import Period, PeriodExtension, ScheduledStep
from appraisal.services.schedule.plan_steps import plan_steps
from tests.appraisal.factories import a_period
from tests.appraisal.schedule.rules import a_rule
from tests.cast import Cast

YEAR = 2026
TODAY = datetime.date(YEAR, 1, 20)

QUIET_PAGES = {
    "schedule, nothing runs": f"/periode/jadwal/?tahun={YEAR}",
    "rule of a kind, suggested": "/periode/jadwal/month/",
    "special days": f"/periode/hari/?tahun={YEAR}",
    "extensions of a period": "/periode/2026-01/perpanjangan/",
}
"""What the region admin sees without any rule; January must be there."""


def schedule_pages(cast: Cast) -> dict[str, tuple[User, str]]:
    """Who looks at which address: months, quarters and the year run by themselves, and something happened to some."""
    step = a_lively_year(cast)
    admin = cast.region_admin
    return {
        "schedule": (admin, f"/periode/jadwal/?tahun={YEAR}"),
        "schedule, read": (cast.auditor, f"/periode/jadwal/?tahun={YEAR}"),
        "schedule, foreseen": (admin, "/periode/jadwal/?tahun=2028"),
        "rule of a kind": (admin, "/periode/jadwal/month/"),
        "rule of a kind, suggested": (admin, "/periode/jadwal/semester/"),
        "scheduled step": (admin, f"/periode/langkah/{step.pk}/"),
        "special days": (admin, f"/periode/hari/?tahun={YEAR}"),
        "special days, read": (cast.agency_admin, "/periode/hari/?tahun=2028"),
        "extensions": (admin, "/periode/2026-01/perpanjangan/"),
        "extensions, none": (cast.auditor, "/periode/2026-02/perpanjangan/"),
        "period with a schedule": (admin, "/periode/2026-01/"),
    }


def a_lively_year(cast: Cast) -> ScheduledStep:
    """January with steps done, moved, skipped and failed; a day of the region; two extensions. One step that waits."""
    RegionalDay.objects.create(
        day=datetime.date(YEAR, 4, 23), name="Hari Jadi Kota Kupang", decided_by=cast.region_admin
    )
    for kind in ("month", "quarter", "year"):
        a_rule(kind, remind_before=5 if kind == "year" else 2)
    plan_steps(today=TODAY)
    january = ScheduledStep.objects.filter(period_code="2026-01")
    january.filter(step__in=["open", "remind_report", "close_entry"]).update(state="done", done_at=timezone.now())
    january.filter(step="evaluate").update(state="failed", outcome="Skema penilaian belum diterbitkan.")
    january.filter(step="deliver").update(state="skipped", reason="Hasil disampaikan langsung dalam rapat.")
    january.filter(step="lock").update(
        is_moved=True, due_on=datetime.date(YEAR, 3, 9), reason="Menunggu putusan keberatan 4/2026."
    )
    for code in ("2026-01", "2026-02"):
        Period.objects.filter(pk=a_period(code).pk).update(
            report_until=datetime.date(YEAR, 2, 4), rate_until=datetime.date(YEAR, 2, 10)
        )
    for unit, days in ((cast.dinas, (datetime.date(2099, 2, 6), None)), (cast.kecamatan, (None, TODAY))):
        PeriodExtension.objects.create(
            period=a_period(),
            agency=unit,
            report_until=days[0],
            rate_until=days[1],
            reason="Jaringan terputus karena banjir; surat 118/2026.",
            decided_by=cast.region_admin,
            decided_by_name="Admin BKPSDM",
        )
    return ScheduledStep.objects.get(period_code="2026-12", step="lock")
