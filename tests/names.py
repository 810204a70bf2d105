"""Names that only a reader puts in the right order: neither bytes nor capital letters do."""

from collections.abc import Iterable

from agencies.models import Agency, Employee
from tests.factories import a_placement, an_employee

IN_ORDER = ("Ángel Bria", "Angela Klau", "de Rosari Bria", "dr. Maria Lewa", "Élan Bria", "Yohanes Ábaro")
"""By bytes `Angela`, `Yohanes`, `de Rosari`, `dr. Maria`, then the accents."""
_AS_THEY_CAME = (5, 3, 0, 4, 1, 2)


def people_of(agency: Agency, supervisor: Employee | None, *, account: bool = True) -> list[Employee]:
    """They all, hired in no order, in a unit under somebody."""
    people = [an_employee(IN_ORDER[number], account=account) for number in _AS_THEY_CAME]
    for person in people:
        a_placement(person, agency, supervisor)
    return people


def those_named(names: Iterable[str]) -> tuple[str, ...]:
    """Whom of them a list names, in its order."""
    return tuple(name for name in names if name in IN_ORDER)
