"""What taking back an import shares, whatever the kind: may a stored row go, and has somebody changed it since."""

import datetime
from collections.abc import Collection, Iterable, Iterator

from django.db.models import CASCADE, DO_NOTHING, ForeignKey, ForeignObjectRel, Model

from agencies.models import RowHistory
from agencies.name_order import sort_key

SHOWN_NAMES = 3


class TakeBackRefused(ValueError):  # noqa: N818 - what happened, not a fault of the program
    """An import cannot be taken back any more; the text says why and what to do instead."""


def referenced_ids(
    model: type[Model], ids: Collection[int], *, by_work_only: bool = False, without_parts: bool = False
) -> frozenset[int]:
    """Which of some rows other rows refer to, in this app or in any above; one query for each table that could.

    ``without_parts`` leaves out what is part of the row and goes with it, ``by_work_only`` derived rows too, which are
    computed again.
    """
    passed_over = {CASCADE, DO_NOTHING} if by_work_only else {CASCADE} if without_parts else set()
    found: set[int] = set()
    for field in _references_to(model):
        if field.remote_field.on_delete not in passed_over:
            referring = field.model._default_manager.filter(**{f"{field.name}__in": ids}).order_by()
            found.update(referring.values_list(field.attname, flat=True).distinct())
    return frozenset(found)


def _references_to(model: type[Model]) -> Iterator["ForeignKey[Model, Model]"]:
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and isinstance(relation.field, ForeignKey):
            yield relation.field


def changed_since(model: type[Model], ids: Collection[int], moment: datetime.datetime) -> int:
    """How many of some rows were changed or removed after a moment, whoever did it. One query."""
    later = RowHistory.objects.filter(table_name=model._meta.db_table, row_id__in=ids, changed_at__gt=moment)
    return later.values("row_id").distinct().count()


def some_names(names: Iterable[str]) -> str:
    """`Budi, Citra, Dewi dan 4 lainnya`."""
    listed = sorted(sorted(set(names)), key=sort_key)
    rest = len(listed) - SHOWN_NAMES
    shown = ", ".join(listed[:SHOWN_NAMES])
    return f"{shown} dan {rest} lainnya" if rest > 0 else shown
