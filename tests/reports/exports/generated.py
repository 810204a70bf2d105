"""A region of random people: complete, incomplete and without a plan, in units and sub-units, over two months."""

from collections.abc import Sequence
from random import Random

from agencies.models import Agency, Employee
from appraisal.services.evaluation.evaluate_period import evaluate_period
from indicators.models import Indicator
from tests.appraisal.factories import a_period, a_scheme, an_actual, supervisor_ratings
from tests.cast import Cast
from tests.factories import a_placement, a_plan, an_agency, an_employee, an_indicator

MONTHS = ("2026-01", "2026-02")
NAMES = ("=1+1 Dinas Sosial", "Dinas Pekerjaan Umum dan Penataan Ruang", "Badan Keuangan Daerah", "Dinas Perhubungan")


def a_generated_region(cast: Cast, seed: int, people: int = 3, units: int = 2) -> None:
    """Some units beside those of the cast, each with a sub-unit; so many people in each, both months evaluated."""
    random = Random(seed)
    a_scheme()
    for number in range(units):
        unit = an_agency(f"3.{number:02}", NAMES[number] if number < len(NAMES) else f"Dinas Urusan {number:02}")
        below = an_agency(f"3.{number:02}.01", f"UPTD {number:02}", parent=unit)
        indicators = [an_indicator(unit, f"IKU-{place}", name=f"Layanan {place}") for place in range(2)]
        head = an_employee(f"Kepala {number}", account=False)
        a_placement(head, unit, None, position="Kepala Dinas")
        lean = random.randint(-8, 8)
        for place in range(people):
            _person(random, (unit, below)[place % 2], head, indicators, lean)
    for code in MONTHS:
        evaluate_period(region_id=cast.region.pk, period_id=a_period(code).pk)


def _person(random: Random, unit: Agency, head: Employee, indicators: Sequence[Indicator], lean: int) -> None:
    """One in ten has no plan, one in ten does not report, one in ten is not rated."""
    person = an_employee(f"{random.choice(('=', '+', '-', '@', ''))}Pegawai {random.randint(1, 10**6)}", account=False)
    a_placement(person, unit, head)
    if random.random() < 0.1:
        return
    a_plan(person, unit, {indicators[0]: ("60", "100"), indicators[1]: ("40", "30")})
    for number, code in enumerate(MONTHS):
        if random.random() > 0.1:
            an_actual(person, indicators[0], code, str(random.randint(70, 125) + number * lean))
        an_actual(person, indicators[1], code, str(random.randint(20, 38)))
        if random.random() > 0.1:
            supervisor_ratings(person, head, code, random.choice((2, 3, 3, 3, 4, 5)))
