"""An open March of the puskesmas: a count, a position and an additional task of Budi, whom Sari rates."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from agencies.models import Employee
from agencies.permissions import Actor, actor_of
from appraisal.models import Actual
from appraisal.services.reporting.due_items import DueItem, MonthReport
from appraisal.services.reporting.find_month import ReportMonth, find_month
from appraisal.services.reporting.load_month import load_month
from appraisal.services.reporting.report_actual import GivenActual, TakenActual, report_actual
from indicators.models import Direction, Indicator, ItemKind, Pattern, PlanItem
from tests.appraisal.factories import a_scheme
from tests.cast import Cast
from tests.factories import a_plan, an_indicator

FIRST = datetime.date(2026, 3, 1)
MARCH = "2026-03"


@dataclass(frozen=True, slots=True)
class March:
    """The cast, and what Budi is measured by."""

    cast: Cast
    inspections: Indicator
    waiting: Indicator
    report: Indicator

    @property
    def budi(self) -> Actor:
        """Budi as he acts."""
        return self.actor(self.cast.budi)

    def actor(self, person: Employee) -> Actor:
        """Somebody as they act."""
        assert person.user is not None
        return actor_of(person.user)

    def month(self, code: str = MARCH) -> ReportMonth:
        """A month as it stands."""
        month = find_month(code=code, today=timezone.localdate(), employee_id=self.cast.budi.pk)
        assert month is not None
        return month

    def due(self, code: str = MARCH) -> MonthReport:
        """What is due of Budi."""
        return load_month(employee_id=self.cast.budi.pk, month=self.month(code))

    def item(self, indicator: Indicator | None = None, code: str = MARCH) -> DueItem:
        """One item of Budi; the inspections unless told otherwise."""
        item = self.due(code).item((indicator or self.inspections).pk)
        assert item is not None
        return item

    def give(self, value: str, *, code: str = MARCH, version: str | None = None, **more: object) -> TakenActual:
        """Budi reports inspections, having seen what is stored."""
        seen = self.item(code=code).version if version is None else version
        given = GivenActual(value=Decimal(value), version=seen, **more)  # type: ignore[arg-type]
        return report_actual(month=self.month(code), indicator_id=self.inspections.pk, given=given, actor=self.budi)

    def stored(self) -> Actual:
        """What is stored of the inspections."""
        return Actual.objects.get(employee=self.cast.budi, indicator=self.inspections, month=FIRST)


def march_of(cast: Cast) -> March:
    """Budi's plan: 20 inspections a month (60 %), a waiting time of at most 15 (40 %), a report as additional task."""
    a_scheme()
    inspections = an_indicator(cast.dinas, "IKU-1", name="Jumlah inspeksi lapangan")
    waiting = an_indicator(
        cast.dinas, "IKU-2", name="Waktu tunggu layanan", direction=Direction.LOWER, pattern=Pattern.POSITION
    )
    report = an_indicator(cast.dinas, "IKU-9", name="Laporan akreditasi")
    plan = a_plan(cast.budi, cast.puskesmas, {inspections: ("60", "20"), waiting: ("40", "15")})
    PlanItem.objects.create(plan=plan, indicator=report, kind=ItemKind.ADDITIONAL, targets=[None] * 12)
    return March(cast, inspections, waiting, report)
