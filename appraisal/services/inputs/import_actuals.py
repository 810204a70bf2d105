"""Actuals (realisasi) from a file: what people achieved in their plan items (contract 4)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple

from django.db.models import F, Func, Value
from django.utils.translation import gettext as _

from agencies.files.errors import RowError, RowWarning
from agencies.models import Agency, Employee
from agencies.permissions import Actor
from agencies.services.own_people import foreign_month_errors, is_limited
from agencies.services.take_file import SourceFile, TakenRows, take_file
from appraisal.models import Actual, ActualState
from appraisal.period_codes import PeriodSpan, parse_period_code
from appraisal.services.inputs.save_inputs import Input, refuse_rows, save_inputs, unknown_person
from indicators.models import Indicator, ItemKind, Plan, PlanItem

SHOWN_ROWS = 10


@dataclass(frozen=True, slots=True)
class ActualRow:
    """A row of the file. ``value`` is in the indicator's unit; without one the supervisor declared ``status``."""

    row_number: int
    nip: str
    period: str
    agency_code: str
    indicator_code: str
    value: Decimal | None = None
    status: str | None = None
    note: str = ""


def import_actuals(
    *,
    rows: Sequence[ActualRow],
    source: SourceFile,
    actor: Actor | None = None,
    refused: Sequence[RowError] = (),
) -> TakenRows:
    """Store the actuals of a file in the region in scope; they count as verified.

    An actual serves each plan of the person in which its item is due in that month, so it is stored by person,
    indicator and month. ``refused`` are errors of rows that could not be read; nothing is stored then, yet the other
    rows are checked.

    Raises:
        FileRefused: with an error for each row whose person, indicator or plan item is unknown, or whose month is
            locked and says something else; who had no place in the actor's units in that month.
    """
    return take_file(kind="actuals", source=source, actor=actor, save=lambda: save_actuals(rows, refused, actor))


def save_actuals(rows: Sequence[ActualRow], refused: Sequence[RowError], actor: Actor | None) -> TakenRows:
    """What the import does within its frame (`take_file`), for who brings rows in another one.

    Raises:
        FileRefused: as the import.
    """
    known = _Known.load(rows, actor)
    foreign = foreign_month_errors(
        rows, actor=actor, nip=attrgetter("nip"), days=lambda row: known.spans[row.period].days, known=known.employees
    )
    refuse_rows([*refused, *filter(None, map(known.error_of, rows)), *foreign])
    inputs = [known.input_of(row) for row in rows]
    saved = save_inputs(
        stored=Actual.objects.filter(
            employee_id__in={known.employees[row.nip] for row in rows}, month__in={found.key[1] for found in inputs}
        ),
        key=("employee_id", "month", "indicator_id"),
        columns=("value", "state", "note"),
        inputs=inputs,
        touched_at="updated_at",
    )
    return replace(saved, warnings=tuple(known.warnings(rows)))


class _ItemKey(NamedTuple):
    employee_id: int
    indicator_id: int
    year: int


@dataclass(frozen=True, slots=True)
class _Known:
    """What the region knows of the people, indicators and plans that the rows name.

    ``idle_months`` has an entry for each item of an agreed plan, of the actor's units where there is a limit: the
    months in which it is not measured.
    """

    spans: Mapping[str, PeriodSpan]
    employees: Mapping[str, int]
    agencies: frozenset[str]
    indicators: Mapping[tuple[str, str], int]
    idle_months: Mapping[_ItemKey, frozenset[int]]

    @classmethod
    def load(cls, rows: Iterable[ActualRow], actor: Actor | None) -> "_Known":
        """Five queries, whatever the number of rows."""
        spans = {code: parse_period_code(code) for code in {row.period for row in rows}}
        employees = dict(Employee.objects.with_nip({row.nip for row in rows}).values_list("nip", "id"))
        codes = {row.agency_code for row in rows}
        owned = Indicator.objects.filter(agency__code__in=codes).values_list("agency__code", "code", "id")
        return cls(
            spans=spans,
            employees=employees,
            agencies=frozenset(Agency.objects.filter(code__in=codes).values_list("code", flat=True)),
            indicators={(agency, code): indicator_id for agency, code, indicator_id in owned},
            idle_months=_idle_months(_agreed_plans(employees.values(), {span.year for span in spans.values()}, actor)),
        )

    def error_of(self, row: ActualRow) -> RowError | None:
        """Why a row cannot be taken."""
        if row.nip not in self.employees:
            return unknown_person(row.row_number, row.nip)
        if row.agency_code not in self.agencies:
            message = _("Tidak ada perangkat daerah dengan kode ini. Periksa kodenya.")
            return RowError(row.row_number, "kode_opd", row.agency_code, message)
        if (row.agency_code, row.indicator_code) not in self.indicators:
            message = _("Perangkat daerah %(agency)s tidak memiliki indikator ini. Periksa kodenya.")
            named = message % {"agency": row.agency_code}
            return RowError(row.row_number, "kode_indikator", row.indicator_code, named)
        key = self._item_key(row)
        if key not in self.idle_months:
            message = _(
                "Indikator ini tidak ada dalam SKP %(year)s pegawai %(nip)s yang sudah disepakati. "
                "Impor SKP-nya dahulu, atau periksa NIP, periode, dan kodenya."
            )
            named = message % {"year": key.year, "nip": row.nip}
            return RowError(row.row_number, "kode_indikator", row.indicator_code, named)
        return None

    def input_of(self, row: ActualRow) -> Input:
        """A row without error, as it is stored."""
        span = self.spans[row.period]
        state = ActualState.VERIFIED if row.status is None else ActualState.NOT_APPLICABLE
        key = (self.employees[row.nip], span.first_day, self.indicators[row.agency_code, row.indicator_code])
        return Input(row.row_number, span, key, (row.value, state.value, row.note))

    def warnings(self, rows: Iterable[ActualRow]) -> Iterator[RowWarning]:
        """One remark on all rows whose item has no target in that month: stored, and not used."""
        idle = [
            row.row_number
            for row in rows
            if self.spans[row.period].first_month in self.idle_months[self._item_key(row)]
        ]
        if idle:
            listed = ", ".join(map(str, idle[:SHOWN_ROWS])) + (", …" if len(idle) > SHOWN_ROWS else "")
            message = f"{len(idle)} realisasi untuk bulan tanpa target disimpan, tetapi tidak dipakai (baris {listed})."
            yield RowWarning(None, None, None, message)

    def _item_key(self, row: ActualRow) -> _ItemKey:
        indicator_id = self.indicators[row.agency_code, row.indicator_code]
        return _ItemKey(self.employees[row.nip], indicator_id, self.spans[row.period].year)


def _agreed_plans(employee_ids: Iterable[int], years: Iterable[int], actor: Actor | None) -> dict[int, tuple[int, int]]:
    """Person and year of each agreed plan that the actor may bring actuals for: those of the own units."""
    agreed = Plan.objects.all().agreed().filter(employee_id__in=employee_ids, year__in=years)
    if is_limited(actor):
        agreed = agreed.filter(agency_id__in=actor.admin_agency_ids)
    return {
        plan_id: (employee_id, year) for plan_id, employee_id, year in agreed.values_list("id", "employee_id", "year")
    }


def _idle_months(plans: Mapping[int, tuple[int, int]]) -> dict[_ItemKey, frozenset[int]]:
    """The months in which none of some plans of the person measures an item; an additional one needs no target."""
    # Asked apart, since the database has no statistics yet of what was imported a minute ago, and joins such tables
    # row by row. Only the places of empty targets travel: twelve Decimals an item would cost more than all the rest.
    empty_targets = Func(F("targets"), Value(None), function="array_positions")
    items = PlanItem.objects.filter(plan_id__in=plans).values_list("plan_id", "indicator_id", "kind", empty_targets)
    months: dict[_ItemKey, frozenset[int]] = {}
    for plan_id, indicator_id, kind, empty in items:
        employee_id, year = plans[plan_id]
        key = _ItemKey(employee_id, indicator_id, year)
        idle = frozenset() if kind == ItemKind.ADDITIONAL else frozenset(empty)
        months[key] = months[key] & idle if key in months else idle
    return months
