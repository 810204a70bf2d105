"""Ratings of behaviour from a file: what each rater gave, by rubric and dimension (contract 2.5, 4)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from agencies.files.errors import RowError
from agencies.models import Employee, Role, RoleGrant
from agencies.permissions import Actor
from agencies.services.take_file import SourceFile, TakenRows, take_file
from appraisal.models import RaterRole, Rating, RubricDimension
from appraisal.period_codes import PeriodSpan, parse_period_code
from appraisal.services.evaluation.load_raters import NO_SUPERVISOR, Rater, Raters
from appraisal.services.inputs.save_inputs import Input, refuse_rows, save_inputs, unknown_person
from appraisal.services.peers.guard_published import published_errors
from appraisal.services.periods.ensure_period import ensure_periods


@dataclass(frozen=True, slots=True)
class RatingRow:
    """A row of the file. ``rater`` is a NIP, or the login of the regional head's account."""

    row_number: int
    nip: str
    period: str
    rater: str
    role: RaterRole
    rubric: str
    dimension: str
    level: int


def import_ratings(
    *,
    rows: Sequence[RatingRow],
    source: SourceFile,
    actor: Actor | None = None,
    refused: Sequence[RowError] = (),
) -> TakenRows:
    """Store the ratings of a file in the region in scope, and make the periods that they name.

    ``refused`` are errors of rows that could not be read; nothing is stored then, yet the other rows are checked.

    Raises:
        FileRefused: with an error for each row whose person, rubric or dimension is unknown, whose rater may not rate
            in that role, whose period is locked and says something else, or that would move a group mean of peers or
            subordinates that was shown by fewer than three raters.
    """
    return take_file(kind="ratings", source=source, actor=actor, save=lambda: _save(rows, refused, actor))


def _save(rows: Sequence[RatingRow], refused: Sequence[RowError], actor: Actor | None) -> TakenRows:
    known = _Known.load(rows)
    refuse_rows([*refused, *filter(None, map(known.error_of, rows))])
    period_ids = ensure_periods(spans=known.spans.values(), actor=actor)
    inputs = [known.input_of(row, period_ids) for row in rows]
    refuse_rows(published_errors(inputs))
    return save_inputs(
        stored=Rating.objects.filter(
            employee_id__in={known.employees[row.nip] for row in rows}, period_id__in=period_ids.values()
        ),
        key=("employee_id", "period_id", "role", "dimension_id", "rater_id", "rater_account_id"),
        nullable_key=("rater_id", "rater_account_id"),
        columns=("level",),
        inputs=inputs,
        touched_at="updated_at",
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What the region knows of the people, periods and rubrics that the rows name.

    ``heads`` are the accounts of the regional head by login.
    """

    spans: Mapping[str, PeriodSpan]
    employees: Mapping[str, int]
    dimensions: Mapping[str, Mapping[str, int]]
    heads: Mapping[str, int]
    raters: Raters

    @classmethod
    def load(cls, rows: Sequence[RatingRow]) -> "_Known":
        """Five queries, whatever the number of rows."""
        spans = {code: parse_period_code(code) for code in {row.period for row in rows}}
        nips = {nip for row in rows for nip in (row.nip, row.rater)}
        employees = dict(Employee.objects.with_nip(nips).values_list("nip", "id"))
        rated = {employees[row.nip] for row in rows if _is_supervisor(row) and row.nip in employees}
        dimensions: dict[str, dict[str, int]] = defaultdict(dict)
        for rubric, code, pk in RubricDimension.objects.order_by("id").values_list("rubric__name", "code", "id"):
            dimensions[rubric][code] = pk
        return cls(
            spans=spans,
            employees=employees,
            dimensions=dimensions,
            heads=dict(RoleGrant.objects.filter(role=Role.REGIONAL_HEAD).values_list("user__login", "user_id")),
            raters=Raters.load(
                rated,
                min((span.first_day for span in spans.values()), default=date.min),
                max((span.last_day for span in spans.values()), default=date.min),
            ),
        )

    def error_of(self, row: RatingRow) -> RowError | None:
        """Why a row cannot be taken."""
        if row.nip not in self.employees:
            return unknown_person(row.row_number, row.nip)
        if row.rubric not in self.dimensions:
            message = f"Rubrik ini tidak dikenal. Yang ada: {', '.join(sorted(self.dimensions))}."
            return RowError(row.row_number, "rubrik", row.rubric, message)
        if row.dimension not in self.dimensions[row.rubric]:
            known = ", ".join(self.dimensions[row.rubric])
            message = f"Rubrik {row.rubric} tidak memiliki dimensi ini. Yang ada: {known}."
            return RowError(row.row_number, "dimensi", row.dimension, message)
        why_not = self._why_not_rater(row)
        return RowError(row.row_number, "nip_penilai", row.rater, why_not) if why_not else None

    def input_of(self, row: RatingRow, period_ids: Mapping[str, int]) -> Input:
        """A row without error, as it is stored."""
        span = self.spans[row.period]
        rater_id, account_id = self._rater_of(row)
        dimension_id = self.dimensions[row.rubric][row.dimension]
        person = self.employees[row.nip]
        key = (person, period_ids[span.code], row.role.value, dimension_id, rater_id, account_id)
        return Input(row.row_number, span, key, (row.level,))

    def _why_not_rater(self, row: RatingRow) -> str | None:
        """Why this rater may not rate the person in this role: a sentence with the mend."""
        if _is_supervisor(row):
            return self._why_not_supervisor(row)
        if row.role is RaterRole.SELF:
            own = row.rater == row.nip
            return None if own else f"Peran diri hanya untuk pegawai itu sendiri: isi dengan {row.nip}."
        if row.rater == row.nip:
            return f"Tidak ada yang menilai dirinya sendiri sebagai {row.role.label}. Isi NIP lain, atau peran diri."
        return None if row.rater in self.employees else "NIP ini belum terdaftar. Impor pegawainya dahulu."

    def _why_not_supervisor(self, row: RatingRow) -> str | None:
        allowed = self._raters_of(row)
        if row.rater == row.nip:
            return "Tidak ada yang menilai dirinya sendiri sebagai atasan. Isi NIP pejabat penilai."
        if self._rater_of(row) != _NOBODY:
            return None
        if not allowed:
            return f"Pegawai {row.nip} tidak memiliki penempatan pada {row.period}. Periksa periode atau penempatannya."
        named = sorted(rater.nip or "akun kepala daerah" for rater in allowed)
        return f"Bukan pejabat penilai pegawai {row.nip} pada {row.period}; menurut penempatan: {', '.join(named)}."

    def _rater_of(self, row: RatingRow) -> tuple[int | None, int | None]:
        """The rater as employee or as the regional head's account, who rates where a place has no supervisor."""
        employee_id = self.employees.get(row.rater)
        if not _is_supervisor(row):
            return employee_id, None
        allowed = self._raters_of(row)
        if employee_id is not None and Rater(employee_id, row.rater) in allowed:
            return employee_id, None
        if NO_SUPERVISOR in allowed and row.rater in self.heads:
            return None, self.heads[row.rater]
        return _NOBODY

    def _raters_of(self, row: RatingRow) -> frozenset[Rater]:
        return self.raters.of(self.employees[row.nip], self.spans[row.period])


_NOBODY = (None, None)


def _is_supervisor(row: RatingRow) -> bool:
    return row.role is RaterRole.SUPERVISOR
