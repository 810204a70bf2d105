"""People with the predicates that a test asks for, and predicates of units as they are stored."""

from collections.abc import Mapping

from agencies.models import Agency, Employee
from agencies.permissions import Actor, actor_of
from appraisal.models import OrganisationRating
from appraisal.scoring.types import Predicate
from appraisal.services.organisation.led_units import LedUnit, LedUnits
from tests.appraisal.factories import a_period, an_actual, supervisor_ratings
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.factories import a_placement, a_plan, an_employee

JANUARY = "2026-01"
SB, B, BP, K, SK = Predicate
#: What an actual out of 100 and the level of behaviour come to under nasional-1.
MADE_OF: Mapping[Predicate, tuple[str, int]] = {
    SB: ("120", 5),
    B: ("100", 3),
    BP: ("50", 3),
    K: ("100", 1),
    SK: ("50", 1),
}
LIST = f"/predikat-organisasi/{JANUARY}/"
PUSKESMAS = f"{LIST}1.02.01/"
SPREAD = f"/sebaran/{JANUARY}/"
SPREAD_OF_PUSKESMAS = f"{SPREAD}1.02.01/"


def people_with(month: Month, wanted: Mapping[Predicate, int]) -> None:
    """So many colleagues of Budi with each predicate in January, after it is evaluated. Budi himself is Baik."""
    for predicate, count in wanted.items():
        actual, level = MADE_OF[predicate]
        for number in range(count):
            person = an_employee(f"{predicate.value} {number:02}", account=False)
            a_placement(person, month.cast.puskesmas, month.cast.sari)
            a_plan(person, month.cast.puskesmas, {month.patients: ("100", "100")})
            an_actual(person, month.patients, JANUARY, actual)
            supervisor_ratings(person, month.cast.sari, JANUARY, level)
    month.evaluate()


def sari_is_evaluated(month: Month, actual: str = "100") -> None:
    """Sari, who leads the puskesmas under Ratna, has a plan and levels of her own."""
    cast = month.cast
    a_plan(cast.sari, cast.puskesmas, {month.patients: ("100", "100")})
    an_actual(cast.sari, month.patients, JANUARY, actual)
    supervisor_ratings(cast.sari, cast.ratna, JANUARY, 3)


def a_unit_rating(cast: Cast, predicate: str = "baik", agency: Agency | None = None, code: str = JANUARY) -> None:
    """What stands there, as Ratna would have set it for the puskesmas."""
    OrganisationRating.objects.create(
        period=a_period(code),
        agency=agency or cast.puskesmas,
        predicate=predicate,
        source="Capaian rencana aksi",
        reason="Rencana aksi tercapai.",
        decided_by=cast.ratna.user,
        decided_by_name=cast.ratna.name,
    )


def the_unit(agency: Agency, code: str = JANUARY) -> LedUnit:
    """The unit with its head in a period."""
    unit = LedUnits.load(a_period(code).last_day).find(agency.code)
    assert unit is not None
    return unit


def acts(person: Employee) -> Actor:
    """The actor behind somebody's account."""
    assert person.user is not None
    return actor_of(person.user)
