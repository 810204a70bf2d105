"""The screens of a period that takes no reports and no ratings, and of a result that the schedule delivered."""

import datetime
from collections.abc import Iterator

from agencies.models import Employee, User
from agencies.tenancy.scope import region_scope
from appraisal.models import Evaluation, Period
from appraisal.services.delivery.deliver_by_schedule import deliver_by_schedule
from tests.appraisal.factories import a_period
from tests.cast import Cast

CLOSED_AT = datetime.datetime(2026, 2, 6, 16, 5, tzinfo=datetime.UTC)


def closing_pages(cast: Cast) -> Iterator[tuple[str, str, Employee | User]]:
    """January of the puskesmas: closed on 7 February, Budi's result delivered by the schedule."""
    with region_scope(cast.region.pk):
        january = a_period()
        deliver_by_schedule(period=january, now=CLOSED_AT)
        plan_id = Evaluation.objects.latest().get(period=january, employee=cast.budi).plan_id
        Period.objects.filter(pk=january.pk).update(entry_closed_at=CLOSED_AT, scoring_closed_at=CLOSED_AT)
    yield "closed period", "/periode/2026-01/", cast.region_admin
    yield "closing, taken back", "/periode/2026-01/penutupan/", cast.region_admin
    yield "closed month of the reporter", "/realisasi/?periode=2026-01", cast.budi
    yield "closed sheet", "/penilaian/2026-01/", cast.sari
    yield "result delivered by the schedule", f"/evaluasi/2026-01/{plan_id}/", cast.sari
    yield "recommendation afterwards", f"/evaluasi/2026-01/{plan_id}/sampaikan/", cast.sari
