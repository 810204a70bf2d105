"""The living page of the house style: every component in each of its states, for those who build and those who judge.

It reads no row and changes nothing; browser tests and screenshots use it as their fixture.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from appraisal.services.evidence.find_evidence import ShownEvidence
from config.icons import ICONS
from config.ui_charts import CAP, example_charts

COLOURS = {
    gettext_lazy("Dasar dan tulisan"): ("page", "surface", "surface-2", "line", "control", "text-3", "text-2", "text"),
    gettext_lazy("Merek daerah"): ("accent", "accent-strong", "visited", "bar"),
    gettext_lazy("Kabar dari sistem"): (
        "success",
        "success-tint",
        "warning",
        "warning-tint",
        "danger",
        "danger-tint",
        "info-tint",
    ),
    gettext_lazy("Predikat"): ("sb", "b", "bp", "k", "sk"),
    gettext_lazy("Grafik"): ("chart", "chart-2", "chart-line", "band-low", "band-mid", "band-high"),
    gettext_lazy("Tabel panas"): ("heat-1", "heat-2", "heat-3", "heat-4", "heat-5"),
}
"""The roles of colour, as `20-tokens.css` names them."""

LEVELS = ("1", "2", "3", "4", "5")
AN_EVENING = datetime(2026, 11, 3, 9, 12, tzinfo=UTC)


class ExampleForm(forms.Form):
    """A field of every kind."""

    name = forms.CharField(
        label=gettext_lazy("Nama indikator"), help_text=gettext_lazy("Tulis hasil yang ingin dicapai, bukan kegiatan.")
    )
    actual = forms.DecimalField(
        label=gettext_lazy("Realisasi"),
        help_text=gettext_lazy("Angka, misalnya 12 atau 12,5."),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"invalid": gettext_lazy("Realisasi harus berupa angka, misalnya 12 atau 12,5.")},
    )
    day = forms.DateField(
        label=gettext_lazy("Tanggal realisasi"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": gettext_lazy("Isi tanggal realisasi.")},
    )
    agency = forms.ChoiceField(
        label=gettext_lazy("Perangkat daerah"),
        choices=[
            ("", gettext_lazy("Semua perangkat daerah")),
            ("1", gettext_lazy("Dinas Pengendalian Penduduk, Keluarga Berencana, dan Pemberdayaan Perempuan")),
        ],
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": gettext_lazy("Tulis alasan singkat karena nilai berbeda dari usulan sistem."),
        },
    )
    direction = forms.ChoiceField(
        label=gettext_lazy("Arah indikator"),
        choices=[
            ("up", gettext_lazy("Makin tinggi makin baik")),
            ("down", gettext_lazy("Makin rendah makin baik")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih arah indikator.")},
    )
    agreed = forms.BooleanField(
        label=gettext_lazy("Saya sudah memeriksa angka ini"),
        error_messages={"required": gettext_lazy("Tandai setelah Anda memeriksa angka ini.")},
    )
    file = forms.FileField(
        label=gettext_lazy("Berkas Excel"), help_text=gettext_lazy("Paling besar 5 MB."), required=False
    )


@dataclass(frozen=True, slots=True)
class Task:
    """An entry of a task list."""

    text: str
    url: str
    note: str
    status: str
    kind: str


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of a timeline."""

    title: str
    moment: datetime | str
    text: str
    is_done: bool


@login_required
@never_cache
@require_safe
def ui_page(request: HttpRequest) -> HttpResponse:
    """The page, for anybody who is signed in."""
    return render(request, "ui/page.html", _examples())


def _examples() -> dict[str, Any]:
    """What the examples show; none of it is anybody's."""
    typed = {
        "name": _("Kunjungan rumah"),
        "actual": _("dua belas"),
        "day": "",
        "reason": "",
        "direction": "",
        "agency": "1",
    }
    return {
        "colours": COLOURS,
        "icons": sorted(ICONS),
        "form": ExampleForm(prefix="contoh", initial={"name": _("Kunjungan rumah pasien risiko tinggi")}),
        "refused_form": ExampleForm(data={f"galat-{field}": value for field, value in typed.items()}, prefix="galat"),
        "page": Paginator(range(180), 25).page(3),
        "levels": [(level, level, _("Tingkat %(level)s dari 5") % {"level": level}) for level in LEVELS],
        "predicates": ("sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang"),
        "moment": AN_EVENING,
        "final": Decimal("89.38"),
        "cap": CAP,
        "charts": example_charts(),
        "tasks": _tasks(),
        "events": _events(),
        "evidence": _evidence(),
    }


def _tasks() -> list[Task]:
    return [
        Task(
            _("Nilai perilaku kerja Oktober"), "#daftar-tugas", _("17 dari 20 pegawai"), _("Belum selesai"), "warning"
        ),
        Task(_("Sampaikan hasil evaluasi"), "#daftar-tugas", _("Batas 5 Desember 2026"), _("Belum dimulai"), "info"),
        Task(_("Kunci periode September"), "#daftar-tugas", "", _("Selesai"), "success"),
        Task(_("Kunci periode Oktober"), "", _("Setelah semua evaluasi disampaikan"), _("Belum dapat"), "neutral"),
    ]


def _evidence() -> list[ShownEvidence]:
    nowhere = UUID(int=0)
    twin = _("Berkas yang sama juga dipakai pegawai lain.")
    photo = _("Foto daftar hadir kegiatan.")
    return [
        ShownEvidence(
            nowhere, "daftar-hadir.jpg", "image/jpeg", 34_680, AN_EVENING, photo, is_image=True, twins=(twin,)
        ),
        ShownEvidence(nowhere, "rekap-kegiatan.pdf", "application/pdf", 1_400_000, AN_EVENING, "", is_image=False),
    ]


def _events() -> list[Event]:
    return [
        Event(_("Dihitung"), AN_EVENING, _("Revisi 2, skema versi 3."), is_done=True),
        Event(_("Disampaikan"), _("5 November 2026"), _("Oleh pejabat penilai."), is_done=True),
        Event(_("Diketahui pegawai"), "", _("Paling lambat 12 November 2026."), is_done=False),
    ]
