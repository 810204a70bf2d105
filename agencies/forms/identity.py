"""What the region admin types about the region itself."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import Accent
from agencies.services.identity.change_identity import IdentityFacts

COLOURS = (
    (Accent.INDIGO, _("Nila")),
    (Accent.BLUE, _("Biru laut")),
    (Accent.TEAL, _("Toska")),
    (Accent.GREEN, _("Hijau rimba")),
    (Accent.OLIVE, _("Zaitun")),
    (Accent.BROWN, _("Cokelat jati")),
    (Accent.RED, _("Marun")),
    (Accent.PLUM, _("Ungu anggrek")),
)


class IdentityForm(forms.Form):
    """Name and colour. The hidden fields say what the form began with."""

    name = forms.CharField(
        label=_("Nama daerah"),
        help_text=_("Seperti dalam peraturan pembentukannya, misalnya Kota Kupang. Tanpa kata Pemerintah."),
        max_length=120,
        error_messages={
            "required": _("Isi nama daerah, misalnya Kota Kupang."),
            "max_length": _("Nama daerah paling banyak 120 huruf."),
        },
    )
    accent = forms.ChoiceField(
        label=_("Warna baris kepala"),
        choices=COLOURS,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih salah satu dari delapan warna."),
            "invalid_choice": _("Warna itu tidak ada dalam daftar. Pilih salah satu dari delapan warna."),
        },
    )
    began_name = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    began_accent = forms.CharField(required=False, widget=forms.HiddenInput)

    @classmethod
    def began(cls, stored: IdentityFacts) -> dict[str, str]:
        """The values of a form that begins with what is stored."""
        began = {"began_name": stored.name, "began_accent": stored.accent}
        return {"name": stored.name, "accent": stored.accent, **began}

    def clean_name(self) -> str:
        """With single spaces."""
        return " ".join(str(self.cleaned_data["name"]).split())

    def facts(self) -> IdentityFacts:
        """What was typed."""
        return IdentityFacts(self.cleaned_data["name"], self.cleaned_data["accent"])

    def began_with(self) -> IdentityFacts:
        """What the form showed before it was changed."""
        return IdentityFacts(self.cleaned_data["began_name"], self.cleaned_data["began_accent"])
