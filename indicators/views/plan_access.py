"""How the screens of a plan reach a version: who may read it, as which side, and which edition was on the screen."""

import datetime
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.views.access import RegionRequest, fetch_visible
from indicators.models import PlanVersion, Side
from indicators.services.plans.plan_errors import NotYourTurn
from indicators.services.plans.plan_sides import may_edit, require_side, side_of

UNPROCESSABLE, CONFLICT = 422, 409

REFUSAL = gettext_lazy(
    "SKP ini dibaca oleh pegawainya, pejabat penilainya, atasan pejabat penilai, dan admin perangkat daerahnya. "
    "Draf yang belum diajukan hanya dibaca penulisnya."
)


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody before a version of a plan: on which side (None reads only), and whether the content is theirs now."""

    version: PlanVersion
    side: Side | None
    day: datetime.date

    @property
    def is_employee(self) -> bool:
        """Whether it is the own plan."""
        return self.side == Side.EMPLOYEE

    @property
    def may_edit(self) -> bool:
        """Whether the content may be changed by this person now."""
        return may_edit(self.version, self.side)


def readable_version(request: RegionRequest, version_id: int) -> PlanVersion:
    """A version for somebody who may read it; 403 or 404 for everybody else."""
    versions = PlanVersion.objects.select_related("employee", "agency").filter(pk=version_id)
    visible = versions.visible_to(request.actor, timezone.localdate())
    return fetch_visible(versions, visible, refusal=str(REFUSAL))


def reader_of(request: RegionRequest, version_id: int) -> Seat:
    """The seat of somebody who may read a version, perhaps on no side."""
    version, day = readable_version(request, version_id), timezone.localdate()
    return Seat(version, side_of(version, request.actor, day), day)


def party_to(request: RegionRequest, version_id: int) -> Seat:
    """The seat of one of the two sides.

    Raises:
        PermissionDenied: it is a reader of neither side.
    """
    version, day = readable_version(request, version_id), timezone.localdate()
    with refusing():
        return Seat(version, require_side(version, request.actor, day), day)


def employee_of(request: RegionRequest, version_id: int) -> Seat:
    """The seat of the employee alone.

    Raises:
        PermissionDenied: it is somebody else.
    """
    seat = party_to(request, version_id)
    if not seat.is_employee:
        raise PermissionDenied(_("Langkah ini diambil oleh pegawai yang SKP-nya dibahas."))
    return seat


@contextmanager
def refusing() -> Iterator[None]:
    """One step in the dialogue: all of it is stored, or nothing; who is not on turn gets 403 and its sentence."""
    try:
        with transaction.atomic():
            yield
    except NotYourTurn as error:
        raise PermissionDenied(str(error)) from error


def posted_edition(data: Mapping[str, str]) -> int:
    """The edition that was on the screen; a form without one cannot be the stored one."""
    typed = data.get("edition", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


def posted_number(typed: str) -> int:
    """The number of a row as a form names it; 0, which no row has, where it is none."""
    return int(typed) if typed.isdecimal() and len(typed) < len("9223372036854775807") else 0
