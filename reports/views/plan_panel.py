"""The panel of the year's plans on the overviews, and what waits for the admin who looks."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies.models import Role
from agencies.permissions import Actor, may_read_organisation
from reports.services.overviews.load_plan_progress import PlanCounts, load_plan_progress


@dataclass(frozen=True, slots=True)
class Action:
    """A line of what waits, as the task list shows it."""

    text: str
    url: str
    note: str
    status: str
    kind: str = "warning"


def plan_panel(
    actor: Actor, *, unit_id: int | None, unit_code: str, agency_ids: Collection[int] | None
) -> dict[str, Any]:
    """What the fragment needs, for a unit with its sub-units or for the region. One query."""
    is_admin = Role.REGION_ADMIN in actor.roles or unit_id in actor.admin_agency_ids
    plans = load_plan_progress(actor=actor, day=timezone.localdate(), agency_ids=agency_ids, with_tasks=is_admin)
    return {
        "plans": plans,
        "actions": _actions(plans),
        "unit_code": unit_code,
        "lists_people": actor.reads_region or (may_read_organisation(actor) and unit_id in actor.admin_agency_ids),
    }


def _actions(plans: PlanCounts) -> list[Action]:
    found = []
    if plans.unanswered:
        text = ngettext("Jawab %(count)s masukan", "Jawab %(count)s masukan", plans.unanswered)
        note = _("Setiap masukan dijawab: diterima, diterima dengan perubahan, atau belum diterima.")
        found.append(Action(text % {"count": plans.unanswered}, reverse("contributions"), note, _("Menunggu jawaban")))
    if plans.imports:
        text = ngettext("Lanjutkan %(count)s impor", "Lanjutkan %(count)s impor", plans.imports)
        note = _("Berkas Anda sudah diunggah dan belum diterbitkan.")
        found.append(Action(text % {"count": plans.imports}, reverse("imports"), note, _("Belum diterbitkan")))
    return found
