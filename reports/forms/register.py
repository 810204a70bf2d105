"""What people ask of the register, and why they take a document back."""

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from appraisal.models import Period
from reports.forms.fields import PeriodField
from reports.models import DocumentKind
from reports.services.verify.standing import Standing


class RegisterSearch(forms.Form):
    """Narrows the register; the fields have the names that people see in the address."""

    jenis = forms.ChoiceField(
        label=_("Jenis"),
        choices=[("", _("Semua")), *((kind.value, capfirst(str(kind.label))) for kind in DocumentKind)],
        required=False,
        error_messages={"invalid_choice": _("Pilih salah satu jenis dari daftar.")},
    )
    periode = PeriodField(
        queryset=Period.objects.none(),
        to_field_name="code",
        required=False,
        label=_("Periode"),
        empty_label=_("Semua"),
        error_messages={"invalid_choice": _("Periode itu tidak ada di daerah ini.")},
    )
    opd = forms.ModelChoiceField(
        queryset=Agency.objects.none(),
        to_field_name="code",
        required=False,
        label=_("Unit kerja"),
        empty_label=_("Semua"),
        error_messages={"invalid_choice": _("Unit kerja itu tidak ada dalam daftar Anda.")},
    )
    keadaan = forms.TypedChoiceField(
        label=_("Keadaan"),
        choices=[
            ("", _("Semua")),
            (Standing.HOLDS.value, _("Berlaku")),
            (Standing.SUPERSEDED.value, _("Digantikan")),
            (Standing.REVOKED.value, _("Dibatalkan")),
        ],
        coerce=Standing,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": _("Pilih salah satu keadaan dari daftar.")},
    )
    nomor = forms.CharField(
        label=_("Nomor dokumen"),
        required=False,
        max_length=40,
        validators=[ProhibitNullCharactersValidator()],
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        error_messages={"max_length": _("Nomor dokumen paling panjang 40 karakter.")},
    )

    def __init__(self, data: object, *, agencies: QuerySet[Agency]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["opd"].queryset = agencies  # type: ignore[attr-defined]
        self.fields["periode"].queryset = Period.objects.order_by("-last_day", "first_day")  # type: ignore[attr-defined]

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was asked for."""
        return any(self.data.get(name) for name in self.fields)

    @property
    def narrows_further(self) -> bool:
        """Whether it was narrowed by what stands behind "Saringan lain"."""
        return any(self.data.get(name) for name in ("periode", "opd", "keadaan"))


class RevocationForm(forms.Form):
    """Why a document is taken back."""

    reason = forms.CharField(
        label=_("Alasan pembatalan"),
        help_text=_("Dibaca di daftar dokumen dan jejak audit daerah. Tidak tampil di halaman verifikasi publik."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Tulis alasan pembatalan."),
            "max_length": _("Alasan terlalu panjang. Pakai paling banyak 500 karakter."),
        },
    )
