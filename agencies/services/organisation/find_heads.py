"""Who leads each unit on a day: the one rule that the list of units and the appraisal both follow."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import NamedTuple

from agencies.models import PlacementKind
from agencies.tenancy.bulk import read_rows


class Head(NamedTuple):
    """Who sits at the top of a unit on a day.

    ``supervisor_id`` is empty, and so is the name of that person, where only the regional head stands above.
    """

    employee_id: int
    name: str
    kind: PlacementKind
    position: str
    supervisor_id: int | None
    supervisor_name: str

    @property
    def title(self) -> str:
        """The position, with `Plt.` or `Plh.` before it where it is held in the place of somebody."""
        acting = "" if self.kind is PlacementKind.DEFINITIVE else f"{self.kind.value.capitalize()}. "
        return f"{acting}{self.position}"


Heads = Mapping[int, Head]
"""By unit; one without people, or whose people all report to another unit, has none."""

# At the top: with staff on the day, and no superior inside the unit. The definitive one leads, then who came first.
_HEADS = """
    SELECT DISTINCT ON (of_day.day, place.agency_id)
           of_day.day, place.agency_id, place.employee_id, employee.name, place.kind, place.position,
           place.supervisor_id, coalesce(superior.name, '')
      FROM unnest(%(days)s::date[]) of_day (day)
      JOIN agencies_placement place
        ON place.first_day <= of_day.day AND (place.last_day IS NULL OR place.last_day >= of_day.day)
      JOIN agencies_employee employee ON employee.id = place.employee_id
      LEFT JOIN agencies_employee superior ON superior.id = place.supervisor_id
     WHERE (%(agencies)s::bigint[] IS NULL OR place.agency_id = ANY(%(agencies)s::bigint[]))
       AND NOT EXISTS (
           SELECT FROM agencies_placement beside
            WHERE beside.employee_id = place.supervisor_id AND beside.agency_id = place.agency_id
              AND beside.first_day <= of_day.day AND (beside.last_day IS NULL OR beside.last_day >= of_day.day))
       AND EXISTS (
           SELECT FROM agencies_placement staff
            WHERE staff.supervisor_id = place.employee_id
              AND staff.first_day <= of_day.day AND (staff.last_day IS NULL OR staff.last_day >= of_day.day))
     ORDER BY of_day.day, place.agency_id, place.kind <> 'definitive', place.first_day, place.id
"""


def find_heads(day: datetime.date, *, agency_ids: Collection[int] | None = None) -> Heads:
    """The head of each unit on a day; of some units alone where they are named. One query."""
    return find_heads_on([day], agency_ids=agency_ids).get(day, {})


def find_heads_on(
    days: Collection[datetime.date], *, agency_ids: Collection[int] | None = None
) -> Mapping[datetime.date, Heads]:
    """The same of several days. One query, however many."""
    asked: dict[str, object] = {
        "days": sorted(set(days)),
        "agencies": None if agency_ids is None else sorted(agency_ids),
    }
    found: dict[datetime.date, dict[int, Head]] = defaultdict(dict)
    for day, agency_id, employee_id, name, kind, *place in read_rows(_HEADS, asked):
        found[day][agency_id] = Head(employee_id, name, PlacementKind(kind), *place)
    return found
