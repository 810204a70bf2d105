"""Who gets to an import, and what its screens share."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from agencies.imports.drafts import drafts_visible_to
from agencies.imports.kinds import ImportKind, kind_of
from agencies.models import ImportDraft
from agencies.models.import_draft import ImportState
from agencies.permissions import Actor
from agencies.views.access import RegionRequest, fetch_visible

UNPROCESSABLE, CONFLICT = 422, 409


@dataclass(frozen=True, slots=True)
class Desk:
    """A draft with its kind, for somebody who may work on it."""

    draft: ImportDraft
    kind: ImportKind

    @property
    def is_open(self) -> bool:
        """Whether it still waits for publication."""
        return self.draft.state == ImportState.OPEN

    @property
    def is_mapped(self) -> bool:
        """Whether each title of the file has its column."""
        return bool(self.draft.columns)


def kind_for(actor: Actor, code: str) -> ImportKind:
    """The kind with a code.

    Raises:
        Http404: there is none.
        PermissionDenied: the actor may not bring such files.
    """
    kind = kind_of(code)
    if kind is None:
        raise Http404
    if not kind.may_import(actor):
        raise PermissionDenied(
            _("Berkas jenis ini diimpor oleh admin. Hubungi admin perangkat daerah atau admin daerah.")
        )
    return kind


def desk_of(request: RegionRequest, draft_id: int) -> Desk:
    """A draft that the actor may work on: the own one, any one for the region admin."""
    drafts = ImportDraft.objects.select_related("agency", "owner").filter(pk=draft_id)
    draft = fetch_visible(
        drafts,
        drafts_visible_to(request.actor).filter(pk=draft_id),
        refusal=_("Draf impor ini milik orang lain. Hanya pemiliknya dan admin daerah yang dapat membukanya."),
    )
    return Desk(draft, kind_for(request.actor, draft.kind))


def steps_of() -> Sequence[str]:
    """The names of the five steps."""
    return (_("Unggah"), _("Kolom"), _("Periksa baris"), _("Pratinjau"), _("Terbitkan"))


def to_its_step(desk: Desk) -> HttpResponse:
    """Where a draft stands."""
    return redirect("import-draft", desk.draft.pk)


def posted_edition(request: RegionRequest) -> int:
    """The edition that was on the screen; a form without one cannot be the stored one."""
    typed = request.POST.get("edition", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0
