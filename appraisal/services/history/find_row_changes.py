"""What was changed in the rows about a person: by whom, when, and each column before and after."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db.models import Func, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from agencies.models import Employee, RowHistory, User
from agencies.permissions import Actor, may_read_audit
from agencies.services.record_event import SYSTEM_NAME
from agencies.typed_text import typed_uuid
from appraisal.services.history.row_kinds import OF_CODE, RowKind
from appraisal.services.history.say_values import names_of, said_values, written

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping, Sequence

    from appraisal.services.history.say_values import Names

    Content = Mapping[str, Any]

MOST = 2_000
"""So many former contents of a person's rows of one kind are read, the newest; no person comes near it."""


@dataclass(frozen=True, slots=True)
class ColumnChange:
    """A column before and after; empty where it held nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """One change of one row. ``is_removal``: the row was deleted, so that there is no after."""

    row: str
    at: datetime.datetime
    who: str
    is_removal: bool
    columns: tuple[ColumnChange, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    """A change as it is stored: the row's content before it, and after it unless the row was deleted."""

    at: datetime.datetime
    by: str
    before: Content
    after: Content | None


class _AsJson(Func):
    """The whole row as the history keeps rows."""

    template = 'to_jsonb("%(table)s")::text'
    output_field = TextField()


def find_row_changes(*, actor: Actor, employee: Employee, kind: RowKind) -> list[RowChange]:
    """The changes of a person's rows of a kind, newest first. A fixed number of statements.

    Raises:
        PermissionDenied: it is neither the region admin nor the auditor.
    """
    if not may_read_audit(actor):
        raise PermissionDenied(_("Jejak audit untuk admin daerah dan inspektorat."))
    steps = _steps(kind, _former(kind, employee))
    steps.sort(key=lambda step: step.at, reverse=True)
    names = names_of(kind, [side for step in steps for side in (step.before, step.after) if side])
    people = _people({step.by for step in steps})
    told = [_told(kind, step, names, people) for step in steps]
    return [change for change in told if change.columns or change.is_removal]


def _former(kind: RowKind, employee: Employee) -> list[RowHistory]:
    """The newest former contents, oldest of them first."""
    history = RowHistory.objects.filter(table_name=kind.table)
    if kind.owner == "id":
        history = history.filter(row_id=employee.pk)
    elif kind.owner == "plan_id":
        history = history.filter(before__plan_id__in=_plan_ids(employee))
    else:
        history = history.filter(**{f"before__{kind.owner}": employee.pk})
    for column, value in kind.only.items():
        history = history.filter(**{f"before__{column}": value})
    rows = history.annotate(content=Cast("before", TextField())).defer("before").order_by("-id")[:MOST]
    return list(reversed(rows))


def _plan_ids(employee: Employee) -> list[int]:
    """Of the plans that are there, and of those that were."""
    plans = OF_CODE["skp"]
    gone = RowHistory.objects.filter(table_name=plans.table, before__employee_id=employee.pk)
    there = plans.model._default_manager.filter(employee_id=employee.pk)
    return sorted({*there.values_list("pk", flat=True), *gone.values_list("row_id", flat=True)})


def _steps(kind: RowKind, former: Sequence[RowHistory]) -> list[_Step]:
    """Each former content with what followed it: the next former one, or the row as it is now."""
    following = _present(kind, {one.row_id for one in former})
    steps = []
    for one in reversed(former):
        content = _read(one.content)  # type: ignore[attr-defined]
        steps.append(_Step(one.changed_at, one.changed_by, content, following.get(one.row_id)))
        following[one.row_id] = content
    return steps


def _present(kind: RowKind, ids: Iterable[int]) -> dict[int, Content]:
    """The rows that are still there. One that has become of another sort since is as good as gone."""
    rows = kind.model._default_manager.filter(pk__in=ids, **kind.only)
    as_json = rows.annotate(content=_AsJson(table=kind.table)).values_list("pk", "content")
    return {pk: _read(content) for pk, content in as_json}


def _read(content: str) -> Content:
    """Figures keep all their places."""
    read: Content = json.loads(content, parse_float=Decimal)
    return read


def _told(kind: RowKind, step: _Step, names: Names, people: Mapping[str, str]) -> RowChange:
    before = said_values(kind, step.before, names)
    after = said_values(kind, step.after, names) if step.after else {}
    row = ", ".join(text for text in written(kind, step.before, kind.named_by, names) if text)
    return RowChange(
        row=row or str(kind.label),
        at=step.at,
        who=people.get(step.by, step.by) if step.by else SYSTEM_NAME,
        is_removal=step.after is None,
        columns=tuple(
            ColumnChange(str(label), before[column], after.get(column, ""))
            for column, label in kind.columns.items()
            if before[column] != after.get(column, "")
        ),
    )


def _people(keys: Iterable[str]) -> dict[str, str]:
    """Accounts by key: the name of the person, or of the account where it is no employee's."""
    uuids = [key for text in keys if (key := typed_uuid(text))]
    logins = {str(key): login for key, login in User.objects.filter(key__in=uuids).values_list("key", "login")}
    people = Employee.objects.filter(user__key__in=uuids).values_list("user__key", "name")
    return logins | {str(key): name for key, name in people}
