"""Indicators on the road of an import: they come as versions of the catalogues of their agencies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agencies.imports.kinds import Affected, ImportKind, Template, UndoRefused
from agencies.models import Agency, Role
from indicators.models import Aspect, CataloguePublication, Direction, IndicatorKind, IndicatorVersion, Pattern
from indicators.models.indicator import SINCE_ALWAYS
from indicators.resources import IndicatorResource
from indicators.services.catalogue.publish_catalogue import open_publication
from indicators.services.catalogue.undo_publication import PublicationStandsError, undo_publication
from indicators.services.find_indicators import items_in_force
from indicators.services.import_indicators import Content, IndicatorRow

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence

    from django.utils.functional import _StrPromise

    from agencies.models import ImportDraft
    from agencies.permissions import Actor
    from agencies.resources import CheckedResource


class IndicatorImports(ImportKind):
    """Indikator: what agencies measure by, with a month from which changed ones count."""

    code = "indicators"
    title: ClassVar[_StrPromise] = gettext_lazy("Indikator")
    resource = IndicatorResource
    asks_valid_from = True
    landing = "indicators"

    def may_import(self, actor: Actor) -> bool:
        """Who configures indicators: the region admin, and agency admins for their units."""
        return Role.REGION_ADMIN in actor.roles or bool(actor.admin_agency_ids)

    def stored(self, rows: Sequence[IndicatorRow]) -> Mapping[tuple[object, ...], IndicatorRow]:
        """The newest version of each indicator, without those whose publication was taken back. One query."""
        found = (
            IndicatorVersion.objects.filter(indicator__agency__code__in={row.agency_code for row in rows})
            .exclude(indicator__retired_from=SINCE_ALWAYS)
            .order_by("valid_from", "number")
            .values_list("indicator__agency__code", "indicator__code", *Content._fields)
        )
        return {(agency, code): _row(agency, code, Content(*content)) for agency, code, *content in found}

    def template(self, actor: Actor) -> Template:
        """The codes of the actor's units, and an indicator of the first of them. One query."""
        agencies = Agency.objects.order_by("code")
        if Role.REGION_ADMIN not in actor.roles:
            agencies = agencies.filter(id__in=actor.admin_agency_ids)
        codes = list(agencies.values_list("code", flat=True))
        return Template(
            choices={"kode_opd": codes}, example={**_example(), "kode_opd": codes[0] if codes else ""}, hints=_hints()
        )

    def affected(self, rows: Sequence[IndicatorRow]) -> Affected:
        """The people whose agreed plans of this year measure by changed indicators. Two queries."""
        keys = {row.key for row in rows}
        year = timezone.localdate().year
        items = items_in_force(year).filter(indicator__agency__code__in={row.agency_code for row in rows})
        touched = {
            (person, plan)
            for person, plan, *key in items.values_list(
                "plan__employee_id", "plan_id", "indicator__agency__code", "indicator__code"
            )
            if tuple(key) in keys
        }
        people = len({person for person, _plan in touched})
        if not people:
            return Affected(0, (_("Belum ada SKP tahun %(year)s yang memakai indikator ini.") % {"year": year},))
        plans = len({plan for _person, plan in touched})
        sentence = ngettext(
            "%(count)s SKP tahun %(year)s yang disepakati memakai indikator ini. Bobot dan targetnya tetap.",
            "%(count)s SKP tahun %(year)s yang disepakati memakai indikator ini. Bobot dan targetnya tetap.",
            plans,
        )
        return Affected(people, (sentence % {"count": plans, "year": year},))

    def prepare(
        self,
        resource: CheckedResource[Any],
        rows: Sequence[IndicatorRow],
        *,
        valid_from: datetime.date | None,
        note: str,
        actor: Actor,
    ) -> Mapping[str, Any]:
        """Open the next version of the catalogue of each agency that the rows name."""
        if not isinstance(resource, IndicatorResource) or valid_from is None:
            return {}
        agencies = Agency.objects.filter(code__in={row.agency_code for row in rows}).order_by("code")
        resource.publications = {
            agency.code: open_publication(agency=agency, valid_from=valid_from, note=note, actor=actor)
            for agency in agencies
        }
        opened = resource.publications.values()
        return {
            "publications": [publication.pk for publication in opened],
            "sentences": [
                _("Katalog %(agency)s versi %(number)s.") % {"agency": one.agency.name, "number": one.number}
                for one in opened
            ],
        }

    def take_back(
        self,
        *,
        draft: ImportDraft,
        added: Sequence[IndicatorRow],  # noqa: ARG002 - the catalogue knows what came with a publication
        before: Sequence[IndicatorRow],  # noqa: ARG002 - as above
        actor: Actor,
        now: datetime.datetime,  # noqa: ARG002 - as above
    ) -> None:
        """Take back each publication that the import opened."""
        numbers = draft.outcome["kind"].get("publications", [])
        for publication in CataloguePublication.objects.filter(pk__in=numbers).order_by("pk"):
            try:
                undo_publication(publication=publication, actor=actor)
            except PublicationStandsError as error:
                raise UndoRefused(str(error)) from error


def _row(agency_code: str, code: str, content: Content) -> IndicatorRow:
    said: dict[str, Any] = dict(zip(Content._fields, content, strict=True)) | {
        "direction": Direction(content.direction),
        "pattern": Pattern(content.pattern),
        "aspect": Aspect(content.aspect),
    }
    return IndicatorRow(row_number=0, agency_code=agency_code, code=code, **said)


def _example() -> dict[str, object]:
    return {
        "kode": "IKU-01",
        "nama": "Persentase kunjungan yang dilayani dalam satu jam",
        "satuan": "persen",
        "arah": Direction.HIGHER.label,
        "pola": Pattern.POSITION.label,
        "aspek": Aspect.QUALITY.label,
        "definisi": "Bagian kunjungan yang selesai dilayani paling lama satu jam sejak pendaftaran.",
        "jenis": IndicatorKind.OUTCOME.label,
        "rumus": "Kunjungan yang dilayani dalam satu jam dibagi seluruh kunjungan, dikali 100",
        "sumber_data": "Sistem antrean puskesmas",
        "penerbit": "",
        "bulan_ukur": "3, 6, 9, 12",
    }


def _hints() -> dict[str, str]:
    return {
        "kode_opd": _("Kode perangkat daerah pemilik indikator; pilih dari daftar."),
        "kode": _("Kode indikator dalam perangkat daerah itu. Kode yang sudah ada diperbarui."),
        "nama": _("Nama indikator, paling banyak 300 karakter."),
        "satuan": _("Satuan ukur, misalnya persen, orang, dokumen."),
        "arah": _("naik: makin tinggi makin baik; turun: makin rendah makin baik; rentang: ada batas bawah dan atas."),
        "pola": _("hitungan: dijumlahkan; posisi: keadaan bulan terakhir; rilis: angka terbit pada waktu tertentu."),
        "aspek": _("Sisi kerja yang diukur."),
        "definisi": _("Apa yang dihitung dan apa yang tidak, dengan kalimat."),
        "jenis": _("keluaran: apa yang dihasilkan; proses: bagaimana dikerjakan; hasil: apa yang berubah."),
        "rumus": _("Cara menghitung dengan kata-kata."),
        "sumber_data": _("Dari mana angkanya diambil."),
        "penerbit": _("Siapa yang menerbitkan angkanya, untuk pola rilis."),
        "bulan_ukur": _("Bulan pengukuran sebagai nomor, misalnya 3, 6, 9, 12. Kosong berarti setiap bulan."),
    }
