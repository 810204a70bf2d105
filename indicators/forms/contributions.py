"""What people write about indicators, and what admins answer."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.services.load_agency_tree import AgencyNode
from indicators.forms.search import INDENT
from indicators.models import ContributionKind, Direction, Outcome
from indicators.services.participation.record_contribution import LONGEST_TEXT

TOO_LONG = _("Tulisan %(show_value)s karakter. Ringkas menjadi paling banyak %(limit_value)s.")


class LinesField(forms.CharField):
    """Text of several lines, at most 2,000 characters. A line break counts once, although browsers send two for it."""

    def __init__(self, *, rows: int, missing: object = "", **options: object) -> None:
        said = {"max_length": TOO_LONG, **({"required": missing} if missing else {})}
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(max_length=LONGEST_TEXT, widget=widget, error_messages=said, **options)  # type: ignore[arg-type]

    def to_python(self, value: object) -> str:
        """The text with single line breaks."""
        return str(super().to_python(str(value or "").replace("\r\n", "\n")))


class ContributionForm(forms.Form):
    """A comment, or a proposal to change something with its reason."""

    kind = forms.ChoiceField(
        label=_("Jenis masukan"),
        choices=[
            (ContributionKind.COMMENT, _("Komentar atau pertanyaan")),
            (ContributionKind.CHANGE, _("Usulan perubahan")),
        ],
        initial=ContributionKind.COMMENT,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih jenis masukan."),
            "invalid_choice": _("Pilih komentar atau usulan perubahan."),
        },
    )
    change = LinesField(
        label=_("Yang diusulkan berubah"),
        help_text=_("Sebut bagian indikatornya dan bunyi yang Anda usulkan, misalnya target, rumus, atau sumber data."),
        rows=3,
        required=False,
    )
    text = LinesField(
        label=_("Isi atau alasan"),
        help_text=_("Sebut contoh dari pekerjaan Anda. Nama Anda dan tulisan ini terbaca oleh pegawai daerah."),
        rows=4,
        missing=_("Tulis isi komentar atau alasan usulan Anda."),
    )

    def clean(self) -> None:
        """A proposal says what should change; a comment has nothing to change."""
        if self.cleaned_data.get("kind") != ContributionKind.CHANGE:
            self.cleaned_data["change"] = ""
        elif not self.cleaned_data.get("change") and "change" not in self.errors:
            self.add_error("change", _("Tulis apa yang diusulkan berubah, misalnya “target menjadi 90 sebulan”."))


class ReplyForm(forms.Form):
    """A further word in a thread."""

    text = LinesField(label=_("Balasan"), rows=3, missing=_("Tulis balasan Anda."))


class AnswerForm(forms.Form):
    """What becomes of a contribution, and why."""

    outcome = forms.ChoiceField(
        label=_("Hasil"),
        choices=[
            (Outcome.TAKEN, _("Diterima")),
            (Outcome.TAKEN_CHANGED, _("Diterima dengan perubahan")),
            (Outcome.NOT_TAKEN, _("Belum diterima")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih hasilnya: diterima, diterima dengan perubahan, atau belum diterima."),
            "invalid_choice": _("Pilih salah satu dari tiga hasil."),
        },
    )
    answer = LinesField(
        label=_("Alasan"),
        help_text=_("Sebut apa yang akan terjadi, atau apa yang membuat usulan ini belum dapat dipakai."),
        rows=4,
        missing=_("Tulis alasannya. Setiap jawaban memiliki alasan, juga yang menerima."),
    )


class ProposalForm(forms.Form):
    """An indicator that is not there yet, for one of the units that a person may propose for."""

    opd = forms.ChoiceField(
        label=_("Untuk unit"),
        error_messages={
            "required": _("Pilih unit."),
            "invalid_choice": _("Pilih unit Anda sendiri, atau unit di atas atau di bawahnya."),
        },
    )
    name = forms.CharField(
        label=_("Nama indikator"),
        help_text=_("Apa yang dihitung atau diukur, misalnya “Persentase balita yang ditimbang tiap bulan”."),
        max_length=300,
        error_messages={"required": _("Isi nama indikator yang Anda usulkan."), "max_length": TOO_LONG},
    )
    unit = forms.CharField(
        label=_("Satuan"),
        help_text=_("Misalnya %, orang, dokumen, hari."),
        max_length=60,
        error_messages={"required": _("Isi satuannya, misalnya % atau orang."), "max_length": TOO_LONG},
    )
    direction = forms.ChoiceField(
        label=_("Arah"),
        choices=[
            (Direction.HIGHER, _("makin tinggi makin baik")),
            (Direction.LOWER, _("makin rendah makin baik")),
            (Direction.RANGE, _("tetap dalam rentang")),
            (Direction.RANGE_HIGHER, _("rentang, lebih tinggi lebih baik")),
            (Direction.RANGE_LOWER, _("rentang, lebih rendah lebih baik")),
        ],
        error_messages={"required": _("Pilih arahnya."), "invalid_choice": _("Pilih arah dari daftar.")},
    )
    target = forms.CharField(
        label=_("Target"),
        help_text=_("Dengan kata-kata Anda, misalnya “90% tiap bulan, sekarang sekitar 80%”."),
        max_length=300,
        error_messages={"required": _("Isi target yang menurut Anda wajar."), "max_length": TOO_LONG},
    )
    source = forms.CharField(
        label=_("Sumber data"),
        help_text=_("Di mana angkanya dapat diperiksa, misalnya buku register atau aplikasi."),
        max_length=300,
        error_messages={"required": _("Isi sumber datanya."), "max_length": TOO_LONG},
    )
    reason = LinesField(
        label=_("Alasan"),
        help_text=_("Apa yang menjadi lebih baik bila ini diukur."),
        rows=4,
        missing=_("Tulis alasan usulan Anda."),
    )

    def __init__(self, data: object = None, *, units: Iterable[AgencyNode], initial: dict[str, str]) -> None:
        super().__init__(data, initial=initial)  # type: ignore[arg-type]
        self.fields["opd"].choices = [(unit.code, f"{INDENT * unit.depth}{unit.name}") for unit in units]  # type: ignore[attr-defined]
