"""What people give when they add a file to their library."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from appraisal.services.evidence.store_evidence import LONGEST_NOTE

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


class EvidenceForm(forms.Form):
    """A file and a note on it."""

    file = forms.FileField(
        label=_("Berkas"),
        help_text=_(
            "JPEG, PNG, WebP, atau PDF, paling besar 5 MB. Foto diperkecil, dan data lokasinya dibuang "
            "sebelum disimpan."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,application/pdf"}),
        error_messages={
            "required": _("Pilih berkasnya, lalu tambahkan."),
            "empty": _("Berkas ini kosong. Pilih berkas lain."),
            "invalid": _("Pilih berkasnya, lalu tambahkan."),
        },
    )
    note = forms.CharField(
        label=_("Keterangan"),
        help_text=_("Misalnya kegiatan dan tempatnya. Paling banyak 200 karakter."),
        required=False,
        max_length=LONGEST_NOTE,
        error_messages={"max_length": _("Keterangan %(show_value)s karakter. Ringkas menjadi paling banyak 200.")},
    )

    def upload(self) -> "UploadedFile[bytes]":
        """The file as it was sent."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        return file
