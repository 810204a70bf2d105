"""Plans in each state of the dialogue, for tests: what Sari leads, Budi plans and both agree on."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from agencies.models import Employee, Placement
from agencies.permissions import Actor, actor_of
from indicators.models import (
    Indicator,
    PlanResult,
    PlanVersion,
    PlanVersionItem,
    Side,
    UnitAgreement,
    UnitAgreementItem,
    VersionState,
)
from indicators.services.plans.agree_plan import agree_plan
from indicators.services.plans.cascade import Cascade, load_cascade
from indicators.services.plans.choose_results import choose_results
from indicators.services.plans.draft_plan import draft_plan
from indicators.services.plans.save_items import ItemValues, save_items
from indicators.services.plans.submit_plan import submit_plan
from tests.cast import Cast
from tests.factories import an_indicator

FIVE_RESULTS = (
    "Pasien terlayani tanpa antre panjang",
    "Kunjungan rumah pasien berisiko tuntas",
    "Imunisasi dasar lengkap di setiap kelurahan",
    "Obat esensial selalu tersedia",
    "Laporan kesehatan terkirim tepat waktu",
)
DAY = datetime.date(2026, 11, 22)
YEAR = 2027


def actor(person: Employee) -> Actor:
    """Somebody of the cast as the policies see them."""
    assert person.user is not None
    return actor_of(person.user)


def place_of(person: Employee) -> Placement:
    """The only placement of somebody."""
    return Placement.objects.get(employee=person)


def months(target: str) -> list[Decimal | None]:
    """The same target in each month."""
    return [Decimal(target)] * 12


def an_agreement(cast: Cast, weights: dict[str, str], *, year: int = YEAR, target: str = "10") -> UnitAgreement:
    """What the puskesmas agreed for a year: an indicator of the dinas for each code, with its weight."""
    agreement = UnitAgreement.objects.create(agency=cast.puskesmas, year=year)
    for code, weight in weights.items():
        indicator = an_indicator(cast.dinas, code, name=f"Indikator {code}")
        UnitAgreementItem.objects.create(
            agreement=agreement, indicator=indicator, weight=Decimal(weight), targets=months(target)
        )
    return agreement


def cascade_for(cast: Cast, person: Employee, *, year: int = YEAR, day: datetime.date = DAY) -> Cascade:
    """What somebody of the puskesmas may support."""
    place = place_of(person)
    return load_cascade(superior=place.supervisor, agency_ids=[cast.puskesmas.pk, cast.dinas.pk], year=year, day=day)


@dataclass(slots=True)
class Talk:
    """A plan of Budi under way, with his supervisor Sari; each step works on what is stored."""

    cast: Cast
    version: PlanVersion
    day: datetime.date = DAY

    @property
    def stored(self) -> PlanVersion:
        """As it is now."""
        return PlanVersion.objects.get(pk=self.version.pk)

    @property
    def items(self) -> list[PlanVersionItem]:
        """Its items, the first chosen first."""
        return list(PlanVersionItem.objects.filter(version=self.version).order_by("id"))

    @property
    def results(self) -> list[PlanResult]:
        """Its results in order."""
        return list(PlanResult.objects.filter(version=self.version).order_by("position"))

    def who(self, side: Side) -> Actor:
        """The actor of a side."""
        return actor(self.cast.budi if side == Side.EMPLOYEE else self.cast.sari)

    def change(
        self,
        side: Side,
        place: int,
        target: str,
        *,
        weight: str | None = None,
        reason: str = "Alat rusak dua bulan.",
        edition: int | None = None,
    ) -> None:
        """Say another target of an item for every month."""
        item = self.items[place]
        said = ItemValues(Decimal(weight) if weight else item.weight, months(target))
        save_items(
            version=self.version,
            edition=self.stored.edition if edition is None else edition,
            values={item.pk: said},
            actor=self.who(side),
            day=self.day,
            reason=reason,
        )

    def submit(self) -> None:
        """Budi hands it over."""
        submit_plan(version=self.version, edition=self.stored.edition, actor=self.who(Side.EMPLOYEE), day=self.day)

    def agree(self, side: Side) -> PlanVersion:
        """One side gives its word."""
        return agree_plan(version=self.version, edition=self.stored.edition, actor=self.who(side), day=self.day)


def a_draft_of_budi(cast: Cast, weights: dict[str, str] | None = None, *, day: datetime.date = DAY) -> Talk:
    """Budi has begun next year's plan and chosen all that the unit's agreement offers."""
    an_agreement(cast, weights or {"A": "60", "B": "40"})
    version = draft_plan(employee=cast.budi, placement=place_of(cast.budi), year=YEAR, actor=actor(cast.budi))
    cascade = cascade_for(cast, cast.budi)
    choose_results(
        version=version,
        edition=version.edition,
        keys=list(cascade.offered),
        cascade=cascade,
        actor=actor(cast.budi),
        day=day,
    )
    return Talk(cast, version, day)


def a_plan_under_discussion(cast: Cast, weights: dict[str, str] | None = None) -> Talk:
    """Budi has proposed another target for the first indicator, and handed the plan to Sari."""
    talk = a_draft_of_budi(cast, weights)
    talk.change(Side.EMPLOYEE, 0, "8")
    talk.submit()
    return talk


def an_agreed_plan(cast: Cast, weights: dict[str, str] | None = None) -> Talk:
    """Both have agreed on what the unit's agreement says."""
    talk = a_draft_of_budi(cast, weights)
    talk.submit()
    talk.agree(Side.SUPERVISOR)
    talk.agree(Side.EMPLOYEE)
    return talk


def indicator(cast: Cast, code: str) -> Indicator:
    """An indicator of the dinas by its code."""
    return Indicator.objects.get(agency=cast.dinas, code=code)


def a_plan_of_sari(cast: Cast, codes: Sequence[str], *, year: int = YEAR) -> PlanVersion:
    """Sari has handed over five results, measured by eight indicators of the dinas: the last three by two each."""
    version = PlanVersion.objects.create(
        employee=cast.sari,
        agency=cast.puskesmas,
        year=year,
        state=VersionState.DISCUSSED,
        turn=Side.SUPERVISOR,
        submitted_at=timezone.now(),
    )
    results = [
        PlanResult.objects.create(version=version, text=text, position=place)
        for place, text in enumerate(FIVE_RESULTS, start=1)
    ]
    for place, code in enumerate(codes):
        PlanVersionItem.objects.create(
            version=version,
            result=results[place % 5 if place < 5 else place - 3],
            indicator=an_indicator(cast.dinas, code, name=f"Indikator {code}"),
            weight=Decimal("12.50"),
            targets=months("10"),
        )
    return version
