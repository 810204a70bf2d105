"""What a supervisor writes with a result, and what its employee may note."""

from django import forms
from django.utils.translation import gettext_lazy as _

from appraisal.services.delivery.acknowledge_evaluation import LONGEST_RESPONSE
from appraisal.services.delivery.deliver_evaluation import LONGEST_RECOMMENDATION


class _LinesField(forms.CharField):
    """Text of several lines. A line break counts once, as in the browser, which sends two characters for it."""

    def to_python(self, value: object) -> str:
        """The text with single line breaks."""
        return str(super().to_python(str(value or "").replace("\r\n", "\n")))


class DeliveryForm(forms.Form):
    """The recommendation, and which result was on the screen while it was written."""

    recommendation = _LinesField(
        label=_("Rekomendasi perbaikan"),
        help_text=_(
            "Sebut satu atau dua langkah yang dapat dilakukan, dukungan dari Anda, dan kapan ditinjau kembali. "
            "Tulis tentang pekerjaannya, bukan tentang orangnya. Paling banyak 2.000 karakter."
        ),
        max_length=LONGEST_RECOMMENDATION,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": _("Tulis rekomendasi perbaikan, misalnya satu langkah dan kapan ditinjau kembali."),
            "max_length": _("Rekomendasi %(show_value)s karakter. Ringkas menjadi paling banyak %(limit_value)s."),
        },
    )
    shown = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)


class AcknowledgementForm(forms.Form):
    """An optional note, and which revision was on the screen."""

    response = _LinesField(
        label=_("Catatan Anda"),
        help_text=_("Dibaca oleh pejabat penilai, atasannya, dan admin. Paling banyak 1.000 karakter."),
        required=False,
        max_length=LONGEST_RESPONSE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "max_length": _("Catatan %(show_value)s karakter. Ringkas menjadi paling banyak %(limit_value)s."),
        },
    )
    revision = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_revision(self) -> int | None:
        """The number, or nothing where it is none: no revision that anybody was shown."""
        typed = self.cleaned_data["revision"]
        return int(typed) if typed.isdecimal() and len(typed) <= 5 else None
