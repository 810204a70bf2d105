"""What leaders write of whole units: a predicate with its source, and why predicates lie outside the guideline."""

from django import forms
from django.utils.translation import gettext_lazy as _

from appraisal.models import OrganisationRating
from indicators.forms.contributions import LinesField

LONGEST_SOURCE = 300


class _OfAnEdition(forms.Form):
    """``edition`` is the one that was on the screen."""

    edition = forms.CharField(required=False, max_length=9, widget=forms.HiddenInput)

    def clean_edition(self) -> int:
        """The number; without one it is no edition that anybody was shown."""
        typed = str(self.cleaned_data["edition"])
        return int(typed) if typed.isascii() and typed.isdigit() else 0


class OrganisationRatingForm(_OfAnEdition):
    """The predicate of a unit, what it is taken from, and why."""

    predicate = forms.TypedChoiceField(
        label=_("Predikat organisasi"),
        coerce=OrganisationRating.Predicate,
        choices=OrganisationRating.Predicate.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih satu dari lima predikat."),
            "invalid_choice": _("Pilih satu dari lima predikat."),
        },
    )
    source = forms.CharField(
        label=_("Sumber"),
        help_text=_("Misalnya capaian rencana aksi, perjanjian kinerja, atau rekomendasi Inspektorat."),
        max_length=LONGEST_SOURCE,
        error_messages={
            "required": _("Tulis sumber predikat, misalnya “Capaian rencana aksi triwulan I”."),
            "max_length": _("Sumber paling banyak %(limit_value)s karakter."),
        },
    )
    reason = LinesField(
        label=_("Alasan"),
        help_text=_("Mengapa predikat ini. Terbaca oleh pegawai unit dan tersimpan di jejak audit."),
        rows=4,
        missing=_("Tulis alasan predikat ini."),
    )

    def clean_source(self) -> str:
        """On one line."""
        return " ".join(str(self.cleaned_data["source"]).split())

    def clean_reason(self) -> str:
        """Without spaces around it."""
        return str(self.cleaned_data["reason"]).strip()


class DistributionReasonForm(_OfAnEdition):
    """Why the predicates of a unit lie outside the guideline."""

    reason = LinesField(
        label=_("Alasan sebaran berbeda dari rentang pedoman"),
        help_text=_("Sebut keadaan pekerjaan yang menjelaskannya, bukan nama pegawai."),
        rows=4,
        missing=_("Tulis alasan mengapa sebaran berbeda dari rentang pedoman."),
    )

    def clean_reason(self) -> str:
        """Without spaces around it."""
        return str(self.cleaned_data["reason"]).strip()
