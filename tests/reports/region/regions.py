"""A region with many perangkat daerah, each with results that are written and not computed."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from agencies.models import Agency
from agencies.tenancy.scope import current_region_id
from appraisal.models import Evaluation, SchemeVersion
from appraisal.scoring.types import Predicate
from tests.appraisal.factories import a_period, a_scheme
from tests.cast import Cast

SPREAD = (Predicate.SANGAT_BAIK, *[Predicate.BAIK] * 6, *[Predicate.BUTUH_PERBAIKAN] * 2, Predicate.KURANG)
MONTHS = tuple(f"2026-0{month}" for month in range(1, 7))


def a_unit_name(number: int) -> str:
    """A name of ordinary length."""
    return f"Dinas Urusan Nomor {number:02}"


def units_with_results(
    cast: Cast,
    names: Sequence[str],
    *,
    people: int = 10,
    codes: Sequence[str] = MONTHS,
    waiting: int = 1,
) -> list[Agency]:
    """Units of these names with so many people each; in the last period some units have ``waiting`` people.

    The first units fall from month to month, the last ones rise.
    """
    facts = {
        "rater_id": cast.sari.pk,
        "employee_id": cast.budi.pk,
        "scheme": SchemeVersion.objects.first() or a_scheme(),
    }
    units = [Agency(code=f"8.{number:03}", name=name, kind="dinas") for number, name in enumerate(names)]
    Agency.objects.bulk_create(units)
    rows = []
    for place, code in enumerate(codes):
        facts["period"] = a_period(code)
        for number, unit in enumerate(units):
            step = Decimal(number - len(units) // 2) * place / 4
            rows += [_result(unit, number * people + person, step, facts) for person in range(people)]
            if code == codes[-1] and waiting and number % 3 == 0:
                for row in rows[-waiting:]:
                    row.complete, row.predicate = False, ""
    Evaluation.objects.bulk_create(rows, batch_size=2000)
    return units


def _result(unit: Agency, number: int, step: Decimal, facts: Mapping[str, object]) -> Evaluation:
    score = Decimal(92) + number % 7 + step
    return Evaluation(
        region_id=current_region_id(),
        plan_id=1_000_000 + number,
        revision=1,
        agency=unit,
        placement_kind="definitive",
        position="Analis",
        plan_days=30,
        complete=True,
        result_score=score,
        behaviour_score=Decimal(100),
        final_score=score,
        predicate=SPREAD[number % len(SPREAD)],
        snapshot="{}",
        fingerprint="0" * 64,
        **facts,
    )
