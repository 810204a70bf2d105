"""Dokumen saya: what a person has on paper of the own plans and evaluations, and what can be made."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from appraisal.documents.file_size import file_size_text
from appraisal.documents.scorecard import position_with_kind
from appraisal.models import Evaluation, PeriodKind
from appraisal.period_codes import parse_period_code
from appraisal.scoring.types import PlacementKind
from appraisal.services.peers.sealed import held_back_of
from appraisal.services.scorecards.find_evaluations import own_evaluations
from indicators.models import Plan, PlanVersion, VersionState
from reports.models import Document, DocumentKind
from reports.services.compose.evaluations import FOR_THE_PEOPLE
from reports.services.issue.kept_file import kept_size
from reports.services.register.find_documents import SIGNED


@dataclass(frozen=True, slots=True)
class Issued:
    """An issued version. ``is_outdated``: what it says was replaced since; ``ended_at``: it holds no more. ``size`` is
    that of the file as it is handed out, signatures included; empty of a version that is not.
    """

    number: str
    version: int
    made_at: datetime.datetime
    size: str
    is_outdated: bool
    ended_at: datetime.datetime | None
    is_revoked: bool
    is_signed: bool


@dataclass(frozen=True, slots=True)
class MyDocument:
    """A document of a person: where its file and its page are, the version that holds, and those before it."""

    name: str
    about: str
    file: str
    page: str
    held: Issued | None
    former: tuple[Issued, ...]

    @property
    def is_ready(self) -> bool:
        """Whether there is a file that says what stands now."""
        return self.held is not None and not self.held.is_outdated


@dataclass(frozen=True, slots=True)
class MyPeriod:
    """An evaluation with its documents. ``position`` is there where several plans share a period."""

    code: str
    kind: PeriodKind
    label: str
    plan_id: int
    position: str
    is_complete: bool
    documents: tuple[MyDocument, ...]


@dataclass(frozen=True, slots=True)
class MyYear:
    """The documents of a year, the newest first, and the years that there are.

    ``fuller``: where nothing of it was evaluated, the newest year that has something.
    """

    year: int
    years: tuple[int, ...]
    plans: tuple[MyDocument, ...]
    periods: tuple[MyPeriod, ...]
    fuller: int | None = None

    @property
    def newest(self) -> tuple[MyPeriod, ...]:
        """The last evaluated period of each kind, which is asked for most; with all plans that share it."""
        last: dict[PeriodKind, str] = {}
        for one in self.periods:
            last.setdefault(one.kind, one.code)
        return tuple(one for one in self.periods if last[one.kind] == one.code)

    @property
    def earlier(self) -> tuple[tuple[str, tuple[MyPeriod, ...]], ...]:
        """All others by kind, months first, each kind with what it is called."""
        newest = self.newest
        groups = ((name, [one for one in self.periods if one.kind == kind]) for kind, name in earlier_names().items())
        rest = ((name, tuple(one for one in found if one not in newest)) for name, found in groups)
        return tuple((name, found) for name, found in rest if found)


def load_my_documents(*, employee_id: int, year: int | None, today: datetime.date) -> MyYear | None:
    """The documents of a year (None: the current one), or nothing where there is no such year, or none at all. Four
    queries; three more where a scheme counts peers.
    """
    rows = own_evaluations(employee_id).select_related("period", "agency", "scheme").defer("snapshot")
    evaluations = list(rows.order_by("-period__first_day", "period__last_day", "placement_kind", "plan_id"))
    plans = list(Plan.objects.agreed().filter(employee_id=employee_id).select_related("agency").order_by("id"))
    evaluated, planned = {row.period.first_day.year for row in evaluations}, {plan.year for plan in plans}
    shown = today.year if year is None else year
    if not evaluated | planned or shown not in evaluated | planned | {today.year}:
        return None
    register = _Register.load(employee_id)
    of_year = [row for row in evaluations if row.period.first_day.year == shown]
    return MyYear(
        year=shown,
        years=tuple(sorted(evaluated | planned | {shown}, reverse=True)),
        plans=tuple(_plan_documents([plan for plan in plans if plan.year == shown], register)),
        periods=_periods(of_year, register),
        fuller=None if of_year else max(evaluated or planned - {shown}, default=None),
    )


class _Subject(NamedTuple):
    """What documents of a person are told apart by; a plan's by its version, or by itself where it came from a file."""

    kind: str
    period_id: int | None
    plan_id: int | None
    version_id: int | None


@dataclass(frozen=True, slots=True)
class _Register:
    """The issued documents of a person by subject, the newest first."""

    documents: Mapping[_Subject, Sequence[Document]]

    @classmethod
    def load(cls, employee_id: int) -> "_Register":
        kinds = (*EVALUATION_KINDS, DocumentKind.PLAN_FORM)
        found: dict[_Subject, list[Document]] = defaultdict(list)
        rows = Document.objects.filter(employee_id=employee_id, kind__in=kinds, made_at__isnull=False)
        rows = rows.annotate(is_signed=SIGNED)
        for row in rows.order_by("-made_at", "-version"):
            if row.kind != DocumentKind.EVALUATION_FORM or row.part == FOR_THE_PEOPLE:
                found[_Subject(row.kind, row.period_id, row.plan_id, row.version_id)].append(row)
        return cls(found)

    def issued(self, subject: _Subject, revision: int | None = None) -> tuple[Issued | None, tuple[Issued, ...]]:
        """The version that holds and still has its file, that of the revision in force first, and all others."""
        rows = self.documents.get(subject, ())
        in_force = [row for row in rows if row.superseded_at is None and row.revoked_at is None]
        sizes = {row.pk: kept_size(row) for row in in_force}
        kept = [row for row in in_force if sizes[row.pk] is not None]
        held = next(iter(sorted(kept, key=lambda row: row.revision != revision)), None)
        others = tuple(_issued(row, revision) for row in rows if row is not held)
        return (_issued(held, revision, sizes[held.pk]) if held else None), others


def _issued(row: Document, revision: int | None, size: int | None = None) -> Issued:
    return Issued(
        number=row.number,
        version=row.version,
        made_at=row.made_at or row.reserved_at,
        size="" if size is None else file_size_text(size),
        is_outdated=row.revision != revision,
        ended_at=row.revoked_at or row.superseded_at,
        is_revoked=row.revoked_at is not None,
        is_signed=bool(getattr(row, "is_signed")),  # noqa: B009 - annotated
    )


EVALUATION_KINDS: Mapping[DocumentKind, str] = {
    DocumentKind.SCORECARD: "scorecard",
    DocumentKind.EVALUATION_FORM: "evaluation-form",
    DocumentKind.EVALUATION_DOCUMENT: "evaluation-document",
}
"""The three documents of an evaluation, with the beginning of the names of their addresses."""


def names_of_kinds() -> Mapping[DocumentKind, str]:
    """What people call them."""
    return {
        DocumentKind.SCORECARD: _("Kartu nilai"),
        DocumentKind.EVALUATION_FORM: _("Formulir evaluasi"),
        DocumentKind.EVALUATION_DOCUMENT: _("Dokumen evaluasi"),
    }


def earlier_names() -> Mapping[PeriodKind, str]:
    """What the earlier periods of a year are called, by kind."""
    return {
        PeriodKind.MONTH: _("Bulan sebelumnya"),
        PeriodKind.QUARTER: _("Triwulan sebelumnya"),
        PeriodKind.SEMESTER: _("Semester sebelumnya"),
    }


def _periods(evaluations: Sequence[Evaluation], register: _Register) -> tuple[MyPeriod, ...]:
    waiting = held_back_of(evaluations)
    shared = [row.period_id for row in evaluations]
    return tuple(
        MyPeriod(
            code=row.period.code,
            kind=PeriodKind(row.period.kind),
            label=parse_period_code(row.period.code).label,
            plan_id=row.plan_id,
            position=_position(row) if shared.count(row.period_id) > 1 else "",
            is_complete=row.complete and (row.period_id, row.plan_id) not in waiting,
            documents=tuple(_evaluation_documents(row, register)),
        )
        for row in evaluations
    )


def _position(row: Evaluation) -> str:
    return f"{position_with_kind(row.position, PlacementKind(row.placement_kind))}, {row.agency.name}"


def _evaluation_documents(row: Evaluation, register: _Register) -> Iterable[MyDocument]:
    names, about = names_of_kinds(), parse_period_code(row.period.code).label
    for kind, name in EVALUATION_KINDS.items():
        key = [row.period.code, row.plan_id]
        page = "scorecard-document" if kind == DocumentKind.SCORECARD else name
        held, former = register.issued(_Subject(kind, row.period_id, row.plan_id, None), row.revision)
        yield MyDocument(names[kind], about, reverse(f"{name}-file", args=key), reverse(page, args=key), held, former)


def _plan_documents(plans: Sequence[Plan], register: _Register) -> Iterable[MyDocument]:
    """A line for each agreed version, the newest first; for a plan from a file one."""
    versions: dict[int, list[PlanVersion]] = defaultdict(list)
    agreed = PlanVersion.objects.filter(plan_id__in=[plan.pk for plan in plans], state=VersionState.AGREED)
    for version in agreed.order_by("-number"):
        versions[version.plan_id or 0].append(version)
    for plan in plans:
        for version in versions[plan.pk]:
            name = _("SKP %(year)s, versi %(version)s") % {"year": plan.year, "version": version.number}
            subject = _Subject(DocumentKind.PLAN_FORM, None, None, version.pk)
            yield _plan_document(name, plan, subject, "plan-document", register)
        if not versions[plan.pk]:
            name = _("SKP %(year)s") % {"year": plan.year}
            subject = _Subject(DocumentKind.PLAN_FORM, None, plan.pk, None)
            yield _plan_document(name, plan, subject, "agreed-plan-document", register)


def _plan_document(name: str, plan: Plan, subject: _Subject, address: str, register: _Register) -> MyDocument:
    key = [subject.version_id or subject.plan_id]
    held, former = register.issued(subject)
    return MyDocument(
        name, plan.agency.name, reverse(f"{address}-file", args=key), reverse(address, args=key), held, former
    )
