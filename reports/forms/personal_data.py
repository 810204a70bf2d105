"""What an admin says before a person is erased."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class RedactionForm(forms.Form):
    """Why, and the NIP typed once more: what cannot be undone is not done by a slip."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        help_text=gettext_lazy("Misalnya nomor berita acara pemusnahan arsip. Jangan sebut nama atau NIP pegawai."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Tulis alasan penghapusan, misalnya nomor berita acaranya.")},
    )
    nip = forms.CharField(
        label=gettext_lazy("Ketik NIP pegawai ini"),
        help_text=gettext_lazy("18 angka, untuk memastikan orangnya benar. Spasi boleh ada."),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Ketik NIP pegawai ini.")},
    )

    def __init__(self, *args: object, expected: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._expected = expected

    def clean_nip(self) -> str:
        """The very number of the person."""
        typed = "".join(str(self.cleaned_data["nip"]).split())
        if typed != self._expected:
            raise forms.ValidationError(
                _("NIP ini berbeda dengan NIP pegawai di atas. Periksa orangnya, lalu ketik ulang.")
            )
        return typed
