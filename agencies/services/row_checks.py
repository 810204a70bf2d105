"""What the checks of every kind of file share."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Protocol, TypeVar

from agencies.files.errors import FileRefused, RowError


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
