"""People and placements on the road of an import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.files.errors import FileRefused
from agencies.imports.kinds import Affected, ImportKind, Template
from agencies.imports.taken_back import published_at, source_of, whole_or_refused
from agencies.models import Agency, Employee, EmploymentStatus, Placement, PlacementKind, Role
from agencies.resources import EmployeeResource
from agencies.services.import_employees import EmployeeRow, import_employees
from agencies.services.organisation.find_wrong_superiors import WrongSuperior, find_wrong_superiors
from agencies.services.own_people import is_limited
from agencies.services.take_back import some_names
from agencies.services.take_back_employees import PeopleBefore, PersonBefore, remember_people, take_back_employees
from agencies.services.take_file import SourceFile

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from django.utils.functional import _StrPromise

    from agencies.models import ImportDraft
    from agencies.permissions import Actor
    from agencies.resources import CheckedResource

#: The words of the regulations (UU 20/2023); files may bring others.
POSITION_KINDS = ("JPT Pratama", "Administrator", "Pengawas", "Pelaksana", "JF Keahlian", "JF Keterampilan")


class EmployeesKind(ImportKind):
    """Pegawai dan penempatan."""

    code = "employees"
    title: ClassVar[_StrPromise] = gettext_lazy("Pegawai dan penempatan")
    resource = EmployeeResource
    landing = "employees"

    def may_import(self, actor: Actor) -> bool:
        """Admins of the region and of agencies."""
        return Role.REGION_ADMIN in actor.roles or bool(actor.admin_agency_ids)

    def stored(self, rows: Sequence[EmployeeRow]) -> Mapping[tuple[object, ...], EmployeeRow]:
        """The placements as they are, with their people. One query."""
        keys = {row.key for row in rows}
        found = (_stored_row(facts) for facts in _placements_of({row.nip for row in rows}))
        return {(row.nip, row.agency_code, row.kind, row.first_day): row for row in found if row.key in keys}

    def template(self, actor: Actor) -> Template:
        """The own units, and the words that the columns take."""
        units = Agency.objects.order_by("code")
        if is_limited(actor):
            units = units.filter(id__in=actor.admin_agency_ids)
        codes = list(units.values_list("code", flat=True))
        return Template(
            choices={
                "status": [str(status.label) for status in EmploymentStatus],
                "kode_opd": codes,
                "jenis_jabatan": _position_kinds(),
                "jenis_penempatan": [str(kind.label) for kind in PlacementKind],
            },
            example=_EXAMPLE | {"kode_opd": codes[0] if codes else ""},
            hints=_hints(),
        )

    def affected(self, rows: Sequence[EmployeeRow]) -> Affected:
        """New people, changed superiors, moves, and whose superior would look wrong afterwards."""
        people = {row.nip for row in rows}
        return Affected(len(people), (*_changes(rows, self.stored(rows)), *_wrong_superiors(rows)))

    def prepare(
        self,
        resource: CheckedResource[Any],  # noqa: ARG002 - it needs nothing
        rows: Sequence[EmployeeRow],
        *,
        valid_from: datetime.date | None,  # noqa: ARG002 - rows have days of their own
        note: str,  # noqa: ARG002 - as above
        actor: Actor,  # noqa: ARG002 - as above
    ) -> Mapping[str, Any]:
        """What the undo must know of the people: a file may rename somebody while it only adds a placement."""
        nips = sorted({row.nip for row in rows})
        people = remember_people(nips)
        return {"nips": nips, "known": people.known, "accounts": sorted(people.accounts)}

    def take_back(
        self,
        *,
        draft: ImportDraft,
        added: Sequence[EmployeeRow],
        before: Sequence[EmployeeRow],
        actor: Actor,
        now: datetime.datetime,
    ) -> None:
        """Placements and people as they were; new ones go, with their accounts, while nothing hangs on them."""
        kept = draft.outcome["kind"]
        known = {nip: PersonBefore(*facts) for nip, facts in kept["known"].items()}
        with whole_or_refused():
            take_back_employees(
                nips=kept["nips"],
                added=[row.key for row in added],
                before=before,
                people=PeopleBefore(known, frozenset(kept["accounts"])),
                source=source_of(draft),
                since=published_at(draft, now),
                actor=actor,
            )


_EXAMPLE = {
    "nip": "199001012015011001",
    "nama": "Budi Contoh",
    "status": "PNS",
    "golongan": "III/b",
    "jabatan": "Analis Kebijakan",
    "jenis_jabatan": "JF Keahlian",
    "nip_atasan": "197505052000031001",
    "mulai": "2026-01-01",
    "selesai": None,
    "jenis_penempatan": "definitif",
}


def _hints() -> dict[str, str]:
    return {
        "nip": _("18 angka sebagai teks, wajib. Pegawai yang sudah ada diperbarui."),
        "nama": _("Nama lengkap, wajib; sama di setiap baris NIP yang sama."),
        "status": _("PNS atau PPPK, wajib."),
        "golongan": _("Misalnya III/b atau IX. Boleh kosong."),
        "kode_opd": _("Kode unit tempat bekerja, wajib; pilih dari daftar."),
        "jabatan": _("Nama jabatan, wajib."),
        "jenis_jabatan": _("Pilih dari daftar. Boleh kosong."),
        "nip_atasan": _("NIP pejabat penilai. Kosongkan hanya untuk pimpinan perangkat daerah tanpa atasan."),
        "mulai": _("Hari pertama penempatan, wajib, misalnya 2026-01-31 atau 31/01/2026."),
        "selesai": _("Hari terakhir penempatan. Kosongkan bila masih berjalan."),
        "jenis_penempatan": _("definitif, plt, atau plh. Kosong berarti definitif."),
    }


def _position_kinds() -> list[str]:
    """The kinds of posts that the region uses, and those of the regulations that it does not have yet."""
    used = Placement.objects.exclude(position_kind="").order_by("position_kind").values_list("position_kind", flat=True)
    return list(dict.fromkeys([*POSITION_KINDS, *used.distinct()]))


#: The fields of a row and where they are stored.
_STORED = {
    "nip": "employee__nip",
    "name": "employee__name",
    "status": "employee__status",
    "grade": "employee__grade",
    "agency_code": "agency__code",
    "position": "position",
    "position_kind": "position_kind",
    "supervisor_nip": "supervisor__nip",
    "first_day": "first_day",
    "last_day": "last_day",
    "kind": "kind",
}


def _placements_of(nips: Collection[str]) -> Iterator[Sequence[Any]]:
    yield from Placement.objects.filter(employee__nip__in=nips).order_by("first_day").values_list(*_STORED.values())


def _stored_row(facts: Sequence[Any]) -> EmployeeRow:
    row = dict(zip(_STORED, facts, strict=True))
    row |= {"status": EmploymentStatus(row["status"]), "kind": PlacementKind(row["kind"])}
    return EmployeeRow(row_number=0, **row)


def _changes(rows: Sequence[EmployeeRow], before: Mapping[tuple[object, ...], EmployeeRow]) -> Iterator[str]:
    was = {row.key: row for row in before.values()}
    known = set(Employee.objects.with_nip({row.nip for row in rows}).values_list("nip", flat=True))
    changed = [(was[row.key], row) for row in rows if row.key in was]
    added = [row for row in rows if row.key not in was]
    counted = (
        (_("%(count)s pegawai baru, masing-masing dengan akun yang belum bersandi."), _nips(added) - known),
        (_("%(count)s pegawai mendapat penempatan baru."), _nips(added) & known),
        (
            _("%(count)s pegawai berganti atasan."),
            _nips(row for old, row in changed if old.supervisor_nip != row.supervisor_nip),
        ),
        (
            _("%(count)s penempatan berubah hari terakhirnya."),
            {row.key for old, row in changed if old.last_day != row.last_day},
        ),
        (_("%(count)s pegawai berganti nama."), _nips(row for old, row in changed if old.name != row.name)),
    )
    for sentence, found in counted:
        if found:
            yield sentence % {"count": len(found)}


def _nips(rows: Any) -> set[str]:
    return {row.nip for row in rows}


def _wrong_superiors(rows: Sequence[EmployeeRow]) -> Iterator[str]:
    found = _wrong_afterwards(rows)
    if found:
        yield _(
            "Sesudah terbit, atasan %(count)s pegawai tampak belum sesuai: %(names)s. "
            'Periksa nip_atasan sekarang, atau buka Pegawai dengan saringan "Atasan belum sesuai" nanti.'
        ) % {"count": len({wrong.nip for wrong in found}), "names": some_names(wrong.name for wrong in found)}
        for reason in dict.fromkeys(wrong.reason for wrong in found):
            count = sum(wrong.reason == reason for wrong in found)
            yield _("%(reason)s: %(count)s pegawai.") % {"reason": reason.label, "count": count}


def _wrong_afterwards(rows: Sequence[EmployeeRow]) -> tuple[WrongSuperior, ...]:
    """Whose superior would look wrong: the rows are stored, looked at on the first day they all could count, and taken
    back.
    """
    if not rows:
        return ()
    day = max(timezone.localdate(), min(row.first_day for row in rows))
    try:
        with transaction.atomic():
            import_employees(rows=rows, source=SourceFile(name="", sha256=""))
            found = find_wrong_superiors(day=day, nips={row.nip for row in rows})
            transaction.set_rollback(True)
    except FileRefused:
        return ()  # what is wrong with the rows is said elsewhere
    return found
