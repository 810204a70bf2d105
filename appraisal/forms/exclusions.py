"""What an admin types to leave somebody out."""

from django import forms
from django.utils.translation import gettext_lazy as _

from appraisal.models import Exclusion
from appraisal.services.exclusions.kind_words import kind_words


class ExclusionForm(forms.Form):
    """Why, from when to when, and in words."""

    kind = forms.ChoiceField(
        label=_("Jenis"),
        choices=lambda: [(kind.value, kind_words(kind)) for kind in Exclusion.Kind],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih jenis pengecualian."), "invalid_choice": _("Pilih salah satu jenis.")},
    )
    first_day = forms.DateField(
        label=_("Hari pertama"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Isi hari pertama."), "invalid": _("Tulis tanggal seperti 2026-11-21.")},
    )
    last_day = forms.DateField(
        label=_("Hari terakhir"),
        help_text=_("Kosongkan bila belum diketahui; pengecualian berlaku sampai dicabut."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Tulis tanggal seperti 2026-11-21.")},
    )
    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Misalnya nomor surat izin. Alasan ini dibaca pejabat penilai dan tersimpan di jejak audit."),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": _("Tulis alasan pengecualian."),
            "max_length": _("Alasan terlalu panjang. Pakai paling banyak 200 karakter."),
        },
    )

    def clean(self) -> dict[str, object]:
        """The last day is not before the first."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("Hari terakhir lebih awal daripada hari pertama."))
        return cleaned
