"""What people type to take a closing back."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from appraisal.services.periods.closings import Part


class TakeBackClosingForm(forms.Form):
    """Which of the closed parts, and why; where only one is closed there is nothing to choose."""

    what = forms.ChoiceField(
        label=_("Yang dibuka kembali"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih yang dibuka kembali."), "invalid_choice": _("Pilih salah satu.")},
    )
    reason = forms.CharField(
        label=_("Alasan membuka kembali"),
        help_text=_("Misalnya jaringan puskesmas putus sepekan. Alasan ini tersimpan di jejak audit."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tulis alasan membuka kembali.")},
    )

    def __init__(self, *args: object, parts: Sequence[Part], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = [(part.value, part.label) for part in parts]
        self.fields["what"].choices = choices  # type: ignore[attr-defined]
        if len(parts) == 1:
            self.fields["what"].widget, self.fields["what"].initial = forms.HiddenInput(), parts[0].value
