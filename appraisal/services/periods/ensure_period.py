"""A period comes into being when it is first named (contract 3)."""

from collections.abc import Iterable

from django.db import connection

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from agencies.tenancy.scope import current_region_id
from appraisal.models import Period, PeriodState
from appraisal.period_codes import PeriodSpan, parse_period_code


def ensure_period(*, code: str, actor: Actor | None = None) -> Period:
    """The period of the region in scope that a code names, made where it does not exist yet.

    Raises:
        PeriodCodeError: the code is none of the four notations.
    """
    span = parse_period_code(code)
    ensure_periods(spans=[span], actor=actor)
    return Period.objects.get(code=span.code)


def ensure_periods(*, spans: Iterable[PeriodSpan], actor: Actor | None = None) -> dict[str, int]:
    """The ids of these periods by code; the absent ones are made. A fixed number of statements, one event.

    Two transactions may do so at once: the second waits for the first and finds its rows.
    """
    wanted = {span.code: span for span in spans}
    ids = _ids_of(wanted)
    absent = [wanted[code] for code in sorted(wanted.keys() - ids.keys())]
    if absent:
        made = _insert(absent)
        if made:
            record_event(action=AuditEvent.Action.PERIOD_OPENED, subject=", ".join(made), actor=actor)
        ids = _ids_of(wanted)
    return ids


def _ids_of(codes: Iterable[str]) -> dict[str, int]:
    return dict(Period.objects.filter(code__in=list(codes)).values_list("code", "id"))


def _insert(spans: Iterable[PeriodSpan]) -> list[str]:
    """The codes that were really made. In order of code, so that two transactions cannot wait for each other."""
    columns = ("code", "kind", "first_day", "last_day")
    rows = [[getattr(span, column) for column in columns] for span in spans]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO appraisal_period (region_id, code, kind, first_day, last_day, state, unlock_reason)"
            " SELECT %s, code, kind, first_day, last_day, %s, ''"
            " FROM unnest(%s::text[], %s::text[], %s::date[], %s::date[]) AS wanted (code, kind, first_day, last_day)"
            " ON CONFLICT (region_id, code) DO NOTHING RETURNING code",
            [current_region_id(), PeriodState.OPEN.value, *map(list, zip(*rows, strict=True))],
        )
        return [code for (code,) in cursor.fetchall()]
