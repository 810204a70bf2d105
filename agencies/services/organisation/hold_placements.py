"""A form that changes placements changes those that it showed, or none."""

from agencies.models import Employee
from agencies.services.organisation.careers import load_placements, seen_text
from agencies.services.take_file import wait_for_other_changes


class PlacementsChangedError(Exception):
    """Somebody else changed the person's placements after the form was shown."""


def hold_placements(*, employee: Employee, seen: str) -> None:
    """Be alone with the region's placements until the transaction ends, and find this person's as they were shown.

    Raises:
        PlacementsChangedError: they are other ones by now.
    """
    wait_for_other_changes()
    if seen_text(load_placements(employee)) != seen:
        raise PlacementsChangedError
