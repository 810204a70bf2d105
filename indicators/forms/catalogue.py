"""What people type when they write an indicator: fields that keep everything, and problems said beside them."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from agencies.services.load_agency_tree import AgencyTree
from indicators.forms.search import INDENT
from indicators.models import Aspect, Direction, IndicatorKind, Pattern
from indicators.services.catalogue.changes import months_in_words
from indicators.services.catalogue.read_draft import LENGTHS, TEXTS, Document, Finding, read_month

CHOOSE = ("", _("Pilih"))
DIRECTIONS = [
    (Direction.HIGHER, _("makin tinggi makin baik")),
    (Direction.LOWER, _("makin rendah makin baik")),
    (Direction.RANGE, _("tetap dalam rentang")),
    (Direction.RANGE_HIGHER, _("rentang, lebih tinggi lebih baik")),
    (Direction.RANGE_LOWER, _("rentang, lebih rendah lebih baik")),
]
PATTERNS = [
    (Pattern.COUNT, _("dijumlahkan tiap bulan")),
    (Pattern.POSITION, _("keadaan bulan terakhir")),
    (Pattern.RELEASE, _("angka resmi saat rilis")),
]
ASPECTS = [
    (Aspect.QUANTITY, _("kuantitas")),
    (Aspect.QUALITY, _("kualitas")),
    (Aspect.TIME, _("waktu")),
    (Aspect.COST, _("biaya")),
]
KINDS = [
    (IndicatorKind.OUTPUT, _("keluaran: yang dikerjakan")),
    (IndicatorKind.PROCESS, _("proses: cara mengerjakan")),
    (IndicatorKind.OUTCOME, _("hasil: yang berubah bagi masyarakat")),
]
LONGEST_TYPED = 10_000
"""More is cut off: nobody types so much, and a draft keeps everything else."""


def _text(name: str, label: Any, hint: Any = "", **widget: Any) -> forms.CharField:
    attrs = {"autocomplete": "off", "maxlength": LENGTHS[name], **widget}
    return forms.CharField(label=label, help_text=hint, required=False, widget=forms.TextInput(attrs=attrs))


def _long_text(label: Any, hint: Any) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=False, widget=forms.Textarea(attrs={"rows": 4}))


def _choice(label: Any, choices: Sequence[tuple[Any, Any]], hint: Any = "") -> forms.CharField:
    widget = forms.Select(choices=[CHOOSE, *choices])
    return forms.CharField(label=label, help_text=hint, required=False, widget=widget)


class IndicatorDraftForm(forms.Form):
    """Every field of an indicator. Takes whatever is typed; reading the draft says what is wrong.

    Fields are named after the keys of the draft's document.
    """

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    code = _text("code", _("Kode"), _("Tetap selamanya dan unik di unit ini, misalnya IKU-07."))
    name = _text("name", _("Nama indikator"), _("Apa yang diukur, dapat dibaca tanpa penjelasan."))
    definition = _long_text(_("Definisi"), _("Apa yang dihitung, dan apa yang tidak."))
    formula = _long_text(
        _("Rumus dalam kata"), _("Misalnya: izin yang selesai tepat waktu dibagi semua izin yang selesai, dikali 100.")
    )
    unit = _text("unit", _("Satuan"), _("Misalnya persen, dokumen, hari."))
    direction = _choice(_("Arah"), DIRECTIONS, _("Rentang: targetnya dua angka, batas bawah dan batas atas."))
    pattern = _choice(_("Pola"), PATTERNS, _("Bagaimana angka tiap bulan menjadi angka periode."))
    aspect = _choice(_("Aspek"), ASPECTS)
    kind = _choice(_("Jenis"), KINDS)
    source = _text("source", _("Sumber data"), _("Dari mana angkanya diambil, misalnya register pelayanan."))
    publisher = _text("publisher", _("Penerbit rilis"), _("Untuk pola angka resmi: siapa yang menerbitkannya."))
    months = forms.MultipleChoiceField(
        label=_("Bulan ukur"),
        help_text=_("Kosongkan bila diukur setiap bulan."),
        required=False,
        choices=[(str(number), name) for number, name in MONTHS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    valid_from = forms.CharField(label=_("Berlaku mulai"), required=False, widget=forms.Select)

    def __init__(
        self,
        document: Document,
        *,
        months: Iterable[datetime.date],
        findings: Iterable[Finding] = (),
        edition: int = 0,
        has_fixed_code: bool = False,
    ) -> None:
        super().__init__({**document, "edition": edition})
        self._show_months(months, str(document.get("valid_from", "")))
        self.fields["code"].disabled = has_fixed_code
        self.fields["code"].initial = document.get("code", "")
        if has_fixed_code:
            self.fields["code"].help_text = _("Kode indikator yang sudah ada tidak berubah.")
        self._errors, self.cleaned_data = forms.utils.ErrorDict(), {}
        for finding in findings:
            if document.get(finding.field):  # what is still empty is said beside the form, not at each field
                self.add_error(finding.field, finding.sentence)

    def said(self, name: str, document: Document) -> str:
        """What a document says in a field, as it is read on the screen."""
        value = document.get(name, "")
        if isinstance(value, list):
            return months_in_words([int(month) for month in value])
        choices = getattr(self.fields[name].widget, "choices", ())
        return str({str(key): label for key, label in choices if key}.get(str(value), value))

    def _show_months(self, months: Iterable[datetime.date], chosen: str) -> None:
        offered = [*months]
        typed = read_month(chosen)
        if typed is not None and typed not in offered:
            offered.insert(0, typed)
        choices = [(f"{month:%Y-%m}", date_format(month, "F Y")) for month in offered]
        self.fields["valid_from"].widget.choices = [CHOOSE, *choices]


def typed_document(data: QueryDict) -> dict[str, object]:
    """What was typed, as a draft keeps it."""
    texts = {name: data.get(name, "").replace("\x00", "")[:LONGEST_TYPED] for name in TEXTS}
    ticked = set(data.getlist("months"))
    return {**texts, "months": [str(month) for month in MONTHS if str(month) in ticked]}


def posted_edition(data: Mapping[str, str]) -> int:
    """The edition that was on the screen; a form without one cannot be the stored one."""
    typed = data.get("edition", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


class UnitForm(forms.Form):
    """For which unit a new indicator is."""

    opd = forms.ChoiceField(
        label=_("Perangkat daerah"),
        error_messages={
            "required": _("Pilih perangkat daerah."),
            "invalid_choice": _("Perangkat daerah itu tidak ada, atau bukan kewenangan Anda. Pilih dari daftar."),
        },
    )

    def __init__(self, data: object, *, tree: AgencyTree, agency_ids: frozenset[int]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        units = [(node.code, f"{INDENT * node.depth}{node.name}") for node in tree.nodes if node.id in agency_ids]
        self.fields["opd"].choices = [CHOOSE, *units]  # type: ignore[attr-defined]


class PublicationForm(forms.Form):
    """What is said with a publication."""

    note = forms.CharField(
        label=_("Catatan"),
        help_text=_("Mengapa berubah. Dibaca siapa pun yang diukur dengannya."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RetirementForm(forms.Form):
    """From which month on an indicator ends, and why."""

    month = forms.ChoiceField(
        label=_("Berhenti mulai"),
        help_text=_("Mulai bulan ini tidak ada SKP baru yang memakainya."),
        error_messages={
            "required": _("Pilih bulan."),
            "invalid_choice": _("Bulan itu tidak dapat dipilih. Pilih dari daftar."),
        },
    )
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tulis alasan singkat, agar orang lain tahu mengapa indikator ini berhenti.")},
    )

    def __init__(self, data: object = None, *, months: Iterable[datetime.date]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        choices = [(f"{month:%Y-%m}", date_format(month, "F Y")) for month in months]
        self.fields["month"].choices = choices  # type: ignore[attr-defined]

    def day(self) -> datetime.date:
        """The first day of the chosen month."""
        return datetime.datetime.strptime(self.cleaned_data["month"], "%Y-%m").date()  # noqa: DTZ007 - a month


class CommentsForm(forms.Form):
    """Until when people may comment on a draft."""

    until = forms.DateField(
        label=_("Buka masa masukan sampai"),
        help_text=_("Draf dapat diterbitkan sehari setelahnya."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Pilih tanggal."), "invalid": _("Tanggal tidak dapat dibaca. Pilih tanggal.")},
    )
