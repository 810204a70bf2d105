"""Generated regions of any size, made where their rows are: for benchmarks and for tests that need many people.

Agencies are of skewed size, all five directions and all predicates occur; every tenth person lacks one report and every
twentieth, who leads the next nineteen, has no ratings, so that their evaluations are incomplete. The same numbers give
the same rows but for the ids. No input is noted as changed: nothing was evaluated before.

Rows come in blocks of people, each a transaction of its own, so neither this process nor its backend grows with them.
Every constraint and trigger of the product is in force meanwhile, so the rows are what the product itself would accept.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connection

from agencies.models import Region
from agencies.tenancy.bulk import refresh_statistics
from agencies.tenancy.scope import region_scope
from appraisal.services.create_region import create_region

DIRECTIONS = ("higher", "lower", "range", "range_higher", "range_lower")

#: People of one transaction; a multiple of 20, so that a leader stands in the block of the led.
BLOCK = 10_000

#: So many valid NIPs there are: birth dates x years x months of appointment.
MOST_PEOPLE = 7_300 * 20 * 12

#: Born in the seventies or eighties, appointed 2006 to 2025: plausible ages at every combination (contract 4).
NIP_OF_N = """to_char(date '1970-01-01' + (n %% 7300)::int, 'YYYYMMDD') || 2006 + n / 7300 %% 20
           || lpad((1 + n / 146000 %% 12)::text, 2, '0') || 1 + n %% 2 || '900'"""

#: The target of the n-th person's k-th indicator, and how far the actual is on the better side of it: a third of the
#: people lean to either side, so that every rating and predicate occurs.
_LOW = "(50 + (person.n * 7 + k) %% 50)"
_GAIN = "((person.n * 13 + k * 3) %% 41 - 20 + (ARRAY[-12, 0, 22])[1 + person.n / 7 %% 3])"

_ORGANISATION = """
    INSERT INTO agencies_agency (region_id, code, name, kind)
    SELECT %(region)s, 'U' || lpad(n::text, 3, '0'), 'Dinas ' || n, 'dinas' FROM generate_series(1, %(agencies)s) n;

    INSERT INTO indicators_indicator (region_id, agency_id, code)
    SELECT %(region)s, agency.id, 'IKU-' || k
      FROM agencies_agency agency, generate_series(1, %(items)s) k;

    INSERT INTO indicators_indicatorversion
           (region_id, indicator_id, number, name, unit, direction, pattern, aspect, valid_from, created_at,
            definition, kind, formula, source, publisher, months)
    SELECT %(region)s, id, 1, 'Indikator ' || code, 'layanan', (%(directions)s::text[])[1 + k %% 5],
           (ARRAY['count', 'position'])[1 + k / 5 %% 2], 'quantity', date '2000-01-01', now(), '', '', '', '', '', '{}'
      FROM indicators_indicator, LATERAL (SELECT substr(code, 5)::int AS k) told;
"""

# The agency of the n-th person: squared, so that a few agencies are large. Every twentieth person leads the next ones.
_PEOPLE = f"""
    CREATE TEMPORARY TABLE person (id bigint, n int, agency_id bigint);

    WITH unit AS (
        SELECT id, row_number() OVER (ORDER BY code) AS n FROM agencies_agency
    ), added AS (
        INSERT INTO agencies_employee (region_id, key, nip, name, status, grade)
        SELECT %(region)s, md5('%(region)s/' || n)::uuid, {NIP_OF_N}, 'Pegawai ' || n, 'PNS', 'III/a'
          FROM generate_series(%(first)s, %(last)s) n
        RETURNING id, substr(name, 9)::int AS n
    )
    INSERT INTO person
    SELECT added.id, added.n, unit.id
      FROM added JOIN unit ON unit.n = 1 + floor(power((added.n %% 997) / 997.0, 2) * %(agencies)s);

    ANALYZE person;

    INSERT INTO agencies_placement
           (region_id, employee_id, agency_id, kind, position, position_kind, supervisor_id, first_day)
    SELECT %(region)s, person.id, person.agency_id, 'definitive', 'Penata Layanan', 'pelaksana', leader.id,
           date '2026-01-01'
      FROM person
      LEFT JOIN person leader ON leader.n = (person.n - 1) / 20 * 20 + 1 AND leader.id <> person.id
     ORDER BY person.n;
"""

# One statement, since an agreed plan is refused without its items.
_PLANS = f"""
    WITH plan AS (
        INSERT INTO indicators_plan (region_id, employee_id, year, agency_id, placement_kind, state, agreed_at)
        SELECT %(region)s, id, 2026, agency_id, 'definitive', 'agreed', now() FROM person ORDER BY n
        RETURNING id, employee_id
    )
    INSERT INTO indicators_planitem (region_id, plan_id, indicator_id, kind, weight, targets, upper_targets)
    SELECT %(region)s, plan.id, indicator.id, 'main', 100.0 / %(items)s, array_fill({_LOW}::numeric, ARRAY[12]),
           CASE WHEN version.direction LIKE 'range%%' THEN array_fill({_LOW} + 10::numeric, ARRAY[12]) END
      FROM plan
      JOIN person ON person.id = plan.employee_id
      JOIN indicators_indicator indicator ON indicator.agency_id = person.agency_id
      JOIN indicators_indicatorversion version ON version.indicator_id = indicator.id
     CROSS JOIN LATERAL (SELECT substr(indicator.code, 5)::int AS k) told
     ORDER BY plan.id, indicator.id;

    INSERT INTO appraisal_actual (region_id, employee_id, indicator_id, month, value, state, note, updated_at)
    SELECT %(region)s, person.id, indicator.id, date '2026-01-01',
           0.5 + greatest(0, {_LOW} + {_GAIN} * CASE WHEN version.direction LIKE '%%lower' THEN -1 ELSE 1 END),
           'verified', '', now()
      FROM person
      JOIN indicators_indicator indicator ON indicator.agency_id = person.agency_id
      JOIN indicators_indicatorversion version ON version.indicator_id = indicator.id
     CROSS JOIN LATERAL (SELECT substr(indicator.code, 5)::int AS k) told
     WHERE person.n %% 10 <> 0 OR k <> 1 + person.n / 10 %% %(items)s
     ORDER BY person.n, indicator.id;

    INSERT INTO appraisal_rating
           (region_id, employee_id, period_id, rater_id, role, dimension_id, level, updated_at)
    SELECT %(region)s, person.id, %(period)s, leader.id, 'supervisor', dimension.id,
           least(5, 1 + person.n %% 4 + (person.n / 4 + dimension.d) %% 3), now()
      FROM person
      JOIN person leader ON leader.n = (person.n - 1) / 20 * 20 + 1 AND leader.id <> person.id
     CROSS JOIN (SELECT id, row_number() OVER (ORDER BY code) AS d
                   FROM appraisal_rubricdimension WHERE code <> 'SEMUA') dimension
     ORDER BY person.n, dimension.d;

    DROP TABLE person;
"""

_NOTHING_CHANGED = "DELETE FROM appraisal_staleinput"

_ORGANISED = ("agencies_agency", "indicators_indicator", "indicators_indicatorversion")
_REPORTED = (
    "agencies_employee",
    "agencies_placement",
    "indicators_plan",
    "indicators_planitem",
    "appraisal_actual",
    "appraisal_rating",
)


def generate_region(
    *, employees: int, items: int, agencies: int = 25, code: str = "99.99", name: str = "Daerah Uji"
) -> Region:
    """A region with one month to evaluate, January 2026: plans, actuals and seven ratings a person.

    ``items`` must divide 100 evenly; ``employees`` is at most :data:`MOST_PEOPLE`, beyond which NIPs would repeat.
    """
    from appraisal.services.periods.ensure_period import ensure_period

    if employees > MOST_PEOPLE:
        msg = f"at most {MOST_PEOPLE:,} employees in a region, not {employees:,}"
        raise ValueError(msg)
    region = create_region(code=code, name=name, time_zone="Asia/Jakarta")
    with region_scope(region.pk):
        facts: dict[str, Any] = {
            "region": region.pk,
            "items": items,
            "agencies": agencies,
            "period": ensure_period(code="2026-01").pk,
            "directions": list(DIRECTIONS),
        }
        _run(_ORGANISATION, facts)
        _refresh(_ORGANISED)
    for first, last, is_told in _blocks(employees):
        with region_scope(region.pk):
            _run(_PEOPLE + _PLANS, {**facts, "first": first, "last": last})
            if is_told:
                _refresh(_REPORTED)
    with region_scope(region.pk):
        _run(_NOTHING_CHANGED, {})
    return region


def generate_regions(*, regions: int, employees: int, items: int) -> list[Region]:
    """So many regions that share the employees among them; the first ones have one more where they do not divide."""
    each, more = divmod(employees, regions)
    return [
        generate_region(employees=each + (number < more), items=items, code=f"99.{99 - number}", name=f"Uji {number}")
        for number in range(regions)
    ]


def _blocks(employees: int) -> Iterator[tuple[int, int, bool]]:
    """First and last person of each block, and whether the planner is told: whenever the rows have doubled, and last.

    Keys are checked by plans that a session keeps until statistics change; those made for empty tables are ruinous.
    """
    told = 0
    for first in range(1, employees + 1, BLOCK):
        last = min(first + BLOCK - 1, employees)
        is_told = last >= 2 * told or last == employees
        told = last if is_told else told
        yield first, last, is_told


def _run(statements: str, facts: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statements, facts)


def _refresh(tables: tuple[str, ...]) -> None:
    for table in tables:
        refresh_statistics(table)
