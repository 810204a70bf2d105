"""What the checks of every kind of file share."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Protocol, TypeVar

from django.utils.translation import gettext as _

from agencies.files.errors import FileRefused, RowError
from agencies.models import Role
from agencies.permissions import Actor


class NumberedRow(Protocol):
    """A row that knows its number in the spreadsheet."""

    @property
    def row_number(self) -> int: ...


Row = TypeVar("Row", bound=NumberedRow)
Node = TypeVar("Node", bound=Hashable)


def refuse_errors(errors: Iterable[RowError]) -> None:
    """Refuse the file for these errors, in the order of its rows; without any, go on."""
    found = sorted(errors, key=lambda error: error.row or 0)
    if found:
        raise FileRefused(found)


def repeated_rows(rows: Iterable[Row], *, key: Callable[[Row], Hashable], named: str) -> Iterator[RowError]:
    """An error for each row whose key an earlier row has; ``named`` says which columns the key is made of."""
    first_rows: dict[Hashable, int] = {}
    for row in rows:
        first = first_rows.setdefault(key(row), row.row_number)
        if first != row.row_number:
            message = f"{named} baris ini sama dengan baris {first}. Sisakan satu dari kedua baris itu."
            yield RowError(row.row_number, None, None, message)


def foreign_agency_errors(
    rows: Iterable[Row],
    *,
    actor: Actor | None,
    agency_id: Callable[[Row], int | None],
    column: str,
    value: Callable[[Row], str],
) -> Iterator[RowError]:
    """An error for each row about an agency that the actor does not administer (contract section 6).

    ``agency_id`` gives the agency of a row, None where it is not known (another check says so); ``column`` and
    ``value`` are what the error points at. Commands (no actor) and region admins may write about every agency.
    """
    if actor is None or Role.REGION_ADMIN in actor.roles:
        return
    for row in rows:
        agency = agency_id(row)
        if agency is not None and agency not in actor.admin_agency_ids:
            message = _(
                "Anda tidak mengelola perangkat daerah ini. Keluarkan barisnya, atau serahkan berkasnya kepada "
                "admin perangkat daerah itu atau admin daerah."
            )
            yield RowError(row.row_number, column, value(row), message)


def circles(leads_to: Mapping[Node, Node]) -> list[list[Node]]:
    """Every circle in a mapping of each node to the one above it, as the nodes in order."""
    found = []
    seen: set[Node] = set()
    for start in leads_to:
        path: dict[Node, int] = {}
        node = start
        while node in leads_to and node not in seen:
            seen.add(node)
            path[node] = len(path)
            node = leads_to[node]
        if node in path:
            found.append(list(path)[path[node] :])
    return found


def written_circle(names: list[str]) -> str:
    """`A → B → A`."""
    return " → ".join([*names, names[0]])
