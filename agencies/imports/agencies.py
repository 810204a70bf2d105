"""Units of the region on the road of an import."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.imports.kinds import Affected, ImportKind, Template
from agencies.imports.taken_back import published_at, source_of, whole_or_refused
from agencies.models import Agency, Placement, Role
from agencies.resources import AgencyResource
from agencies.services.import_agencies import AgencyRow
from agencies.services.take_back_agencies import take_back_agencies

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence

    from django.utils.functional import _StrPromise

    from agencies.models import ImportDraft
    from agencies.permissions import Actor


_EXAMPLE = {"kode_opd": "1.02.09", "nama": "UPTD Contoh", "jenis": "uptd"}


class AgenciesKind(ImportKind):
    """Perangkat daerah: the region admin's alone."""

    code = "agencies"
    title: ClassVar[_StrPromise] = gettext_lazy("Perangkat daerah")
    resource = AgencyResource
    landing = "organisation"

    def may_import(self, actor: Actor) -> bool:
        """Only who administers the region."""
        return Role.REGION_ADMIN in actor.roles

    def stored(self, rows: Sequence[AgencyRow]) -> Mapping[tuple[object, ...], AgencyRow]:
        """The units as they are. One query."""
        known = Agency.objects.filter(code__in={row.code for row in rows}).order_by()
        facts = known.values_list("code", "name", "kind", "parent__code")
        return {(code,): AgencyRow(0, code, name, kind, parent) for code, name, kind, parent in facts}

    def template(self, actor: Actor) -> Template:  # noqa: ARG002 - the same for every region admin
        """The units that may stand above, and the kinds that there are."""
        known = dict(Agency.objects.order_by("code").values_list("code", "kind"))
        return Template(
            choices={"jenis": sorted(filter(None, set(known.values()))), "kode_induk": list(known)},
            example=_EXAMPLE | {"kode_induk": next(iter(known), "")},
            hints={
                "kode_opd": _("Kode unit, wajib. Kode yang sudah ada diperbarui."),
                "nama": _("Nama resmi unit, wajib."),
                "jenis": _("Misalnya dinas, bidang, seksi, uptd, puskesmas, sekolah. Boleh kosong."),
                "kode_induk": _("Kode unit di atasnya. Kosongkan untuk unit paling atas."),
            },
        )

    def affected(self, rows: Sequence[AgencyRow]) -> Affected:
        """Who works in units that change, and units that move under another one. Two queries."""
        before = self.stored(rows)
        moved = [row for row in rows if (was := before.get((row.code,))) and was.parent_code != row.parent_code]
        placed = Placement.objects.filter(agency__code__in=[code for (code,) in before])
        people = placed.values("employee_id").distinct().count()
        sentences = []
        if moved:
            sentences.append(_("%(count)s unit berpindah induk.") % {"count": len(moved)})
        return Affected(people, tuple(sentences))

    def take_back(
        self,
        *,
        draft: ImportDraft,
        added: Sequence[AgencyRow],
        before: Sequence[AgencyRow],
        actor: Actor,
        now: datetime.datetime,
    ) -> None:
        """Names, kinds and parents as they were; new units go while nothing hangs on them."""
        with whole_or_refused():
            take_back_agencies(
                added=[row.code for row in added],
                before=before,
                source=source_of(draft),
                since=published_at(draft, now),
                actor=actor,
            )
