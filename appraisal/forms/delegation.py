"""What people type to hand over the rating, or to take it over."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import DelegationKind

LONGEST_REASON = 500


def _day(label: object, missing: object) -> forms.DateField:
    return forms.DateField(
        label=label,  # type: ignore[arg-type]
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": missing,  # type: ignore[dict-item]
            "invalid": _("Tanggal belum dapat dibaca. Tulis misalnya 2026-12-01."),
        },
    )


def _person(label: object, choices: str, missing: object) -> forms.CharField:
    return forms.CharField(
        label=label,  # type: ignore[arg-type]
        help_text=_("Ketik nama atau NIP, lalu pilih dari daftar."),
        max_length=200,
        widget=forms.TextInput(attrs={"list": choices, "autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": missing,  # type: ignore[dict-item]
            "max_length": _("Isian terlalu panjang. Tulis nama atau NIP saja."),
        },
    )


def _reason(missing: object, help_text: object) -> forms.CharField:
    return forms.CharField(
        label=_("Alasan"),
        help_text=help_text,  # type: ignore[arg-type]
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": missing,  # type: ignore[dict-item]
            "max_length": _("Alasan terlalu panjang. Tulis paling banyak 500 huruf."),
        },
    )


class DelegationForm(forms.Form):
    """Who rates for whom, how, from when to when, and why. ``for_others`` asks also whose work it is: for admins.

    ``nip_rater`` and ``nip_delegate`` are the NIPs of candidates where a name fits several people.
    """

    rater = _person(_("Pejabat penilai"), "calon-penilai", _("Isi pejabat penilai yang penilaiannya diserahkan."))
    nip_rater = forms.CharField(required=False, max_length=18, widget=forms.HiddenInput)
    delegate = _person(_("Pelaksana"), "calon-pelaksana", _("Isi pegawai yang menilai selama itu."))
    nip_delegate = forms.CharField(required=False, max_length=18, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("Sebagai"),
        widget=forms.RadioSelect,
        choices=[
            (DelegationKind.DAILY_ACTING, _("Plh. (pelaksana harian): pejabat penilai berhalangan sementara")),
            (DelegationKind.ACTING, _("Plt. (pelaksana tugas): pejabat penilai berhalangan tetap")),
        ],
        error_messages={
            "required": _("Pilih Plh. atau Plt."),
            "invalid_choice": _("Pilih Plh. atau Plt."),
        },
    )
    first_day = _day(_("Hari pertama"), _("Isi hari pertama."))
    last_day = _day(_("Hari terakhir"), _("Isi hari terakhir. Pelaksana menilai paling lama enam bulan."))
    reason = _reason(
        _("Tulis alasannya, misalnya nomor surat perintah."),
        _("Nomor surat perintah, atau sebab berhalangan. Tersimpan di jejak audit dan terlihat oleh pelaksana."),
    )

    def __init__(self, *args: object, for_others: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not for_others:
            del self.fields["rater"]


class TakeOverForm(forms.Form):
    """Why the superior takes over."""

    reason = _reason(
        _("Tulis alasan pengambilalihan."),
        _("Pejabat penilai membacanya di halaman Delegasi. Tersimpan di jejak audit."),
    )
