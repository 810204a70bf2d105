"""What people type to lock a period and to open it again."""

from django import forms
from django.utils.translation import gettext_lazy as _


class LockForm(forms.Form):
    """Locking with something unfinished asks for a tick; ``shown`` are the counts that were on the screen."""

    agreed = forms.BooleanField(
        label=_("Saya sudah memeriksa yang belum selesai; semuanya tetap seperti sekarang setelah dikunci."),
        error_messages={"required": _("Tandai setelah Anda memeriksa daftar yang belum selesai.")},
    )
    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    def __init__(self, *args: object, asks: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["agreed"].required = asks
        self.asks = asks


class UnlockForm(forms.Form):
    """Why a locked period is opened again."""

    reason = forms.CharField(
        label=_("Alasan membuka kembali"),
        help_text=_("Misalnya nomor putusan keberatan. Alasan ini tersimpan di jejak audit dan riwayat evaluasi."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tulis alasan membuka kembali periode ini.")},
    )
