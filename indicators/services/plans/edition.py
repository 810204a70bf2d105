"""A version of a plan is changed by one person at a time, who must have seen what is stored."""

from django.utils.translation import gettext as _

from indicators.models import PlanVersion, PlanVersionItem, Side, VersionState
from indicators.services.plans.plan_errors import PlanChanged


def held(version: PlanVersion, edition: int) -> PlanVersion:
    """The stored version, held until the transaction ends.

    Raises:
        PlanChanged: it is another edition than the one that was shown.
    """
    stored = held_as_it_is(version)
    if stored.edition != edition:
        raise PlanChanged(
            stored, _("SKP ini sudah diubah orang lain setelah Anda membukanya. Isian Anda belum disimpan.")
        )
    return stored


def held_as_it_is(version: PlanVersion) -> PlanVersion:
    """The stored version, held until the transaction ends, whatever its edition."""
    rows = PlanVersion.objects.select_for_update(of=("self",))
    return rows.select_related("employee", "agency").get(pk=version.pk)


def touch(version: PlanVersion, *also: str) -> None:
    """Count a change of the content: the edition rises, and words that were given for the former one are taken back."""
    version.edition += 1
    version.employee_agreed_at = None
    version.supervisor_agreed_at = None
    version.save(update_fields=["edition", "edited_at", "employee_agreed_at", "supervisor_agreed_at", *also])


def agreed_by(item: PlanVersionItem, side: Side) -> None:
    """Note on an item that a side stands behind what it says now, and the other one not yet (not saved)."""
    item.employee_agrees = side == Side.EMPLOYEE
    item.supervisor_agrees = side == Side.SUPERVISOR


def is_open(version: PlanVersion) -> bool:
    """Whether both sides still work on it."""
    return version.state in {VersionState.DRAFT, VersionState.DISCUSSED}
