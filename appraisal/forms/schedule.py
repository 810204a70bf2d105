"""What the region admin types to say when periods open, close and are locked."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import Agency
from appraisal.services.schedule.rule_words import NUMBERS, number_problems
from appraisal.services.schedule.save_rule import RuleFacts
from appraisal.services.schedule.step_dates import TypedNumbers

MOST_DAYS = 120
"""Working days: nearly half a year; the calendar that dates are counted in reaches a year further."""

WRONG_NUMBER = gettext_lazy("Tulis angka 0 sampai 120, atau kosongkan.")
LONGEST_REASON = 300


def _days(label: Any, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        required=False,
        min_value=0,
        max_value=MOST_DAYS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "3"}),
        error_messages={"invalid": WRONG_NUMBER, "min_value": WRONG_NUMBER, "max_value": WRONG_NUMBER},
    )


def day_field(label: Any, missing: Any = "", help_text: Any = "", *, required: bool = True) -> forms.DateField:
    """A day, typed or picked."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": missing, "invalid": gettext_lazy("Tulis tanggal seperti 2026-11-21.")},
    )


def reason_field(label: Any, missing: Any, help_text: Any) -> forms.CharField:
    """Why, for the audit trail and whoever reads the schedule."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": missing,
            "max_length": gettext_lazy("Alasan terlalu panjang. Pakai paling banyak 300 karakter."),
        },
    )


class RuleForm(forms.Form):
    """The rule of a kind; an empty number leaves its step to people."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    is_on = forms.BooleanField(label=gettext_lazy("Jalankan sendiri menurut jadwal"), required=False)
    begins_on = day_field(
        gettext_lazy("Berlaku sejak"),
        gettext_lazy("Isi tanggal mulai berlaku."),
        gettext_lazy("Periode yang berakhir sebelum tanggal ini tidak disentuh jadwal."),
    )
    open_before = _days(gettext_lazy("Buka periode"), gettext_lazy("Hari kerja sebelum hari pertama."))
    report_after = _days(gettext_lazy("Batas lapor realisasi"), gettext_lazy("Hari kerja setelah hari terakhir."))
    rate_after = _days(gettext_lazy("Batas menilai"), gettext_lazy("Hari kerja setelah hari terakhir."))
    remind_before = _days(gettext_lazy("Ingatkan"), gettext_lazy("Hari kerja sebelum setiap batas."))
    evaluate_after = _days(gettext_lazy("Evaluasi"), gettext_lazy("Hari kerja setelah hari terakhir."))
    deliver_after = _days(gettext_lazy("Sampaikan hasil"), gettext_lazy("Hari kerja setelah hari terakhir."))
    lock_after = _days(gettext_lazy("Kunci periode"), gettext_lazy("Hari kerja setelah hari terakhir."))

    def clean(self) -> dict[str, Any]:
        """The steps come in order."""
        cleaned = super().clean() or {}
        for field, sentence in number_problems(self.numbers()).items():
            if field not in self.errors:
                self.add_error(field, sentence)
        return cleaned

    def numbers(self) -> TypedNumbers:
        """What was typed and can be read; the rest as empty."""
        return TypedNumbers(**{name: self.cleaned_data.get(name) for name in NUMBERS})

    def facts(self) -> RuleFacts:
        """All of a valid form."""
        said = self.cleaned_data
        return RuleFacts(said["is_on"], said["begins_on"], self.numbers())


class StepForm(forms.Form):
    """Another day for a step, or none, or the one of its rule; and why. ``shown`` is how the step stood on the page."""

    MOVE, SKIP, RETURN = "pindah", "lewati", "aturan"

    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
    what = forms.ChoiceField(
        label=gettext_lazy("Yang dilakukan"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Pilih salah satu."),
            "invalid_choice": gettext_lazy("Pilih salah satu."),
        },
    )
    day = day_field(
        gettext_lazy("Tanggal baru"),
        "",
        gettext_lazy("Diisi bila langkah dipindahkan; harus hari kerja."),
        required=False,
    )
    reason = reason_field(
        gettext_lazy("Alasan"),
        gettext_lazy("Tulis alasannya, misalnya nomor surat."),
        gettext_lazy("Dibaca di halaman jadwal dan tersimpan di jejak audit."),
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A move names its day."""
        cleaned = super().clean() or {}
        if cleaned.get("what") == self.MOVE and not cleaned.get("day") and "day" not in self.errors:
            self.add_error("day", _("Isi tanggal barunya."))
        return cleaned


class RegionalDayForm(forms.Form):
    """A day that the region counts differently."""

    FREE, WORKED = "libur", "kerja"

    day = day_field(gettext_lazy("Tanggal"), gettext_lazy("Isi tanggalnya."))
    name = forms.CharField(
        label=gettext_lazy("Nama hari"),
        help_text=gettext_lazy("Misalnya Hari Jadi Kota Kupang, atau nomor surat edaran."),
        max_length=120,
        error_messages={
            "required": gettext_lazy("Tulis nama harinya, misalnya Hari Jadi Kota Kupang."),
            "max_length": gettext_lazy("Nama terlalu panjang. Pakai paling banyak 120 karakter."),
        },
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Dihitung sebagai"),
        widget=forms.RadioSelect,
        choices=[
            (FREE, gettext_lazy("Hari libur daerah")),
            (WORKED, gettext_lazy("Hari kerja, walaupun di daftar nasional libur")),
        ],
        error_messages={
            "required": gettext_lazy("Pilih libur atau kerja."),
            "invalid_choice": gettext_lazy("Pilih libur atau kerja."),
        },
    )

    def clean_day(self) -> Any:
        """A year that calendars know."""
        day = self.cleaned_data["day"]
        if not 2000 <= day.year <= 2100:
            raise forms.ValidationError(_("Pilih tanggal antara tahun 2000 dan 2100."))
        return day


class ExtensionForm(forms.Form):
    """Which unit gets how much more time, and why."""

    agency = forms.ModelChoiceField(
        label=gettext_lazy("Unit"),
        help_text=gettext_lazy("Unit di bawahnya ikut."),
        queryset=Agency.objects.none(),
        to_field_name="code",
        empty_label=gettext_lazy("Pilih unit"),
        error_messages={
            "required": gettext_lazy("Pilih unit yang diperpanjang."),
            "invalid_choice": gettext_lazy("Unit ini tidak ada di daftar. Pilih lagi."),
        },
    )
    report_until = day_field(gettext_lazy("Batas lapor baru"), required=False)
    rate_until = day_field(gettext_lazy("Batas menilai baru"), required=False)
    reason = reason_field(
        gettext_lazy("Alasan"),
        gettext_lazy("Tulis alasan perpanjangan, misalnya nomor surat permohonan."),
        gettext_lazy("Dibaca admin unit itu dan tersimpan di jejak audit."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        field.queryset = Agency.objects.order_by("code")  # type: ignore[attr-defined]
        field.label_from_instance = lambda unit: f"{unit.code} {unit.name}"  # type: ignore[attr-defined]
