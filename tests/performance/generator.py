"""A generated region of any size, made where its rows are: for benchmarks and for tests that need many people.

Every tenth item is missing, agencies are of skewed size, targets and actuals vary; the same numbers give the same rows.
"""

from typing import Any

from django.db import connection

from agencies.models import Region
from agencies.tenancy.bulk import refresh_statistics
from agencies.tenancy.scope import region_scope
from appraisal.services.create_region import create_region

DIRECTIONS = ("higher", "lower", "range", "range_higher", "range_lower")

_ORGANISATION = """
    INSERT INTO agencies_agency (region_id, code, name, kind)
    SELECT %(region)s, 'U' || lpad(n::text, 3, '0'), 'Dinas ' || n, 'dinas' FROM generate_series(1, %(agencies)s) n;

    INSERT INTO indicators_indicator (region_id, agency_id, code)
    SELECT %(region)s, agency.id, 'IKU-' || n
      FROM agencies_agency agency, generate_series(1, %(items)s) n;

    INSERT INTO indicators_indicatorversion
           (region_id, indicator_id, number, name, unit, direction, pattern, aspect, valid_from, created_at,
            definition, kind, formula, source, publisher, months)
    SELECT %(region)s, id, 1, 'Indikator ' || code, 'layanan', (%(directions)s::text[])[1 + id %% 5],
           (ARRAY['count', 'position'])[1 + id %% 2], 'quantity', date '2000-01-01', now(), '', '', '', '', '', '{}'
      FROM indicators_indicator;

    INSERT INTO agencies_employee (region_id, key, nip, name, status, grade)
    SELECT %(region)s, gen_random_uuid(), to_char(date '1970-01-01' + n %% 10000, 'YYYYMMDD')
           || (2000 + n / 10000 %% 20)::text || lpad((1 + n / 200000)::text, 2, '0') || '1900', 'Pegawai ' || n,
           'PNS', 'III/a'
      FROM generate_series(1, %(employees)s) n;
"""

# The agency of the n-th person: squared, so that a few agencies are large. Every twentieth person leads the next ones.
_PLACES = """
    CREATE TEMPORARY TABLE person ON COMMIT DROP AS
    SELECT employee.id, row_number() OVER (ORDER BY employee.id) AS n FROM agencies_employee employee;

    CREATE TEMPORARY TABLE unit ON COMMIT DROP AS
    SELECT id, row_number() OVER (ORDER BY id) AS n FROM agencies_agency;

    ANALYZE person, unit;

    INSERT INTO agencies_placement
           (region_id, employee_id, agency_id, kind, position, position_kind, supervisor_id, first_day)
    SELECT %(region)s, person.id, unit.id, 'definitive', 'Penata Layanan', 'pelaksana', leader.id, date '2026-01-01'
      FROM person
      JOIN unit ON unit.n = 1 + floor(power((person.n %% 997) / 997.0, 2) * %(agencies)s)
      LEFT JOIN person leader ON leader.n = (person.n - 1) / 20 * 20 + 1 AND leader.id <> person.id;

    INSERT INTO indicators_plan (region_id, employee_id, year, agency_id, placement_kind, state, agreed_at)
    SELECT %(region)s, employee_id, 2026, agency_id, 'definitive', 'draft', now() FROM agencies_placement;
"""

_PLANS = """
    INSERT INTO indicators_planitem (region_id, plan_id, indicator_id, kind, weight, targets, upper_targets)
    SELECT %(region)s, plan.id, indicator.id, 'main', 100.0 / %(items)s, array_fill(t.low, ARRAY[12]),
           CASE WHEN version.direction LIKE 'range%%' THEN array_fill(t.low + 10, ARRAY[12]) END
      FROM indicators_plan plan
      JOIN indicators_indicator indicator
        ON indicator.region_id = plan.region_id AND indicator.agency_id = plan.agency_id
      JOIN indicators_indicatorversion version ON version.indicator_id = indicator.id
     CROSS JOIN LATERAL (SELECT (50 + (plan.id * 7 + indicator.id) %% 50)::numeric AS low) t;

    UPDATE indicators_plan SET state = 'agreed';

    INSERT INTO appraisal_actual (region_id, employee_id, indicator_id, month, value, state, note, updated_at)
    SELECT %(region)s, plan.employee_id, item.indicator_id, date '2026-01-01',
           (40 + (plan.id * 13 + item.indicator_id * 3) %% 70)::numeric + 0.5, 'verified', '', now()
      FROM indicators_planitem item JOIN indicators_plan plan ON plan.id = item.plan_id
     WHERE plan.id %% 10 <> 0 OR item.id %% 10 <> 0;

    INSERT INTO appraisal_rating
           (region_id, employee_id, period_id, rater_id, role, dimension_id, level, updated_at)
    SELECT %(region)s, place.employee_id, %(period)s, place.supervisor_id, 'supervisor', dimension.id,
           1 + (place.employee_id + dimension.id) %% 5, now()
      FROM agencies_placement place, appraisal_rubricdimension dimension
     WHERE place.supervisor_id IS NOT NULL AND dimension.code <> 'SEMUA';
"""


_ORGANISED = ("agencies_agency", "agencies_employee", "indicators_indicator", "indicators_indicatorversion")
_PLACED = ("agencies_placement", "indicators_plan")
_REPORTED = ("indicators_planitem", "appraisal_actual", "appraisal_rating")


def generate_region(*, employees: int, items: int, agencies: int = 25, code: str = "99.99") -> Region:
    """A region with one month to evaluate, January 2026: plans, actuals and seven ratings a person.

    ``items`` must divide 100 evenly. Supervisors' supervisors are left out, so every twentieth person is incomplete.
    """
    from appraisal.services.periods.ensure_period import ensure_period

    region = create_region(code=code, name="Daerah Uji", time_zone="Asia/Jakarta")
    with region_scope(region.pk):
        facts: dict[str, Any] = {
            "region": region.pk,
            "employees": employees,
            "items": items,
            "agencies": agencies,
            "period": ensure_period(code="2026-01").pk,
            "directions": list(DIRECTIONS),
        }
        with connection.cursor() as cursor:
            for statements, tables in ((_ORGANISATION, _ORGANISED), (_PLACES, _PLACED), (_PLANS, _REPORTED)):
                cursor.execute(statements, facts)
                for table in tables:
                    refresh_statistics(table)
    return region
