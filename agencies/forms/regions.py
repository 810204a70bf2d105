"""What an operator says of a new region and of its first admin."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import Region
from agencies.services.accounts.create_accounts import LONGEST

ZONES = (
    ("Asia/Jakarta", _("WIB (Asia/Jakarta)")),
    ("Asia/Makassar", _("WITA (Asia/Makassar)")),
    ("Asia/Jayapura", _("WIT (Asia/Jayapura)")),
)
"""The three zones of the country."""


class FirstAdminForm(forms.Form):
    """The login of a region's first admin."""

    login = forms.CharField(
        label=_("Nama pengguna admin pertama"),
        help_text=_("Huruf kecil dan angka, misalnya admin-bkpsdm. Admin berikutnya diberi peran olehnya."),
        max_length=LONGEST,
        initial="admin-bkpsdm",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={
            "required": _("Isi nama pengguna."),
            "max_length": _("Nama pengguna paling banyak 60 huruf."),
        },
    )


class RegionForm(FirstAdminForm):
    """A region with its first admin. Whether code and name will do is the service's to say."""

    code = forms.CharField(
        label=_("Kode wilayah (Kemendagri)"),
        help_text=_("53 untuk provinsi, 53.71 untuk kabupaten atau kota."),
        max_length=Region._meta.get_field("code").max_length,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "decimal"}),
        error_messages={
            "required": _("Isi kode wilayah."),
            "max_length": _("Kode wilayah terlalu panjang. Tulis misalnya 53.71."),
        },
    )
    name = forms.CharField(
        label=_("Nama daerah"),
        help_text=_("Misalnya Kota Kupang, Kabupaten Belu."),
        max_length=Region._meta.get_field("name").max_length,
        error_messages={"required": _("Isi nama daerah."), "max_length": _("Nama daerah paling banyak 120 huruf.")},
    )
    time_zone = forms.ChoiceField(
        label=_("Zona waktu"),
        choices=ZONES,
        error_messages={
            "required": _("Pilih zona waktu."),
            "invalid_choice": _("Zona waktu itu tidak dikenal. Pilih dari daftar."),
        },
    )
    field_order = ("code", "name", "time_zone", "login")
