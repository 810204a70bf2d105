"""What the region admin writes about its identity provider."""

import datetime

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from agencies.models import IdentityProvider
from agencies.services.provider.addresses import check_address
from agencies.services.provider.change_provider import ProviderFacts
from agencies.services.provider.problems import ProviderProblem


class ProviderForm(forms.Form):
    """Name, addresses, the client we are there, and the claim. ``began`` is when what the form shows was written."""

    name = forms.CharField(
        label=_("Nama"),
        help_text=_("Seperti dikenal pegawai, misalnya SSO Kota Kupang. Tertulis pada tombol masuk."),
        max_length=60,
        error_messages={"required": _("Isi nama penyedia seperti dikenal pegawai.")},
    )
    issuer = forms.CharField(
        label=_("Alamat penerbit (issuer)"),
        help_text=_("Misalnya https://sso.kupangkota.go.id/realms/pegawai, tanpa /.well-known di belakangnya."),
        max_length=200,
        widget=forms.URLInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Isi alamat penerbit, diawali https://.")},
    )
    client_id = forms.CharField(
        label=_("ID klien"),
        help_text=_("Nama Timbang di penyedia, dari pengelolanya."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
        error_messages={"required": _("Isi ID klien yang dibuat pengelola penyedia untuk Timbang.")},
    )
    secret = forms.CharField(
        label=_("Rahasia klien"),
        max_length=500,
        required=False,
        strip=True,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    without_secret = forms.BooleanField(label=_("Hapus rahasia: klien ini tidak memakainya"), required=False)
    login_claim = forms.CharField(
        label=_("Klaim yang memuat NIP"),
        help_text=_("Misalnya nip. Isinya 18 angka, sama dengan NIP akun di Timbang."),
        max_length=60,
        initial="nip",
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Isi nama klaim yang memuat NIP, misalnya nip.")},
    )
    is_active = forms.BooleanField(label=_("Pakai untuk masuk"), required=False)
    began = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: object, has_secret: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.has_secret = has_secret
        self.fields["secret"].help_text = (
            say("Tersimpan dan tidak dapat dilihat lagi. Kosongkan bila tidak berubah.")
            if has_secret
            else say("Disimpan tersandi dan tidak dapat dilihat lagi. Kosongkan bila klien tidak memakainya.")
        )

    @classmethod
    def of(cls, provider: IdentityProvider) -> "ProviderForm":
        """The form as it is opened."""
        return cls(initial=stored_values(provider), has_secret=bool(provider.sealed_secret))

    def clean_name(self) -> str:
        """With single spaces."""
        return " ".join(str(self.cleaned_data["name"]).split())

    def clean_issuer(self) -> str:
        """An address that may be asked. Exactly as typed: a provider is known by it letter for letter."""
        issuer: str = self.cleaned_data["issuer"]
        try:
            parts = check_address(issuer)
        except ProviderProblem as problem:
            raise forms.ValidationError(str(problem)) from problem
        if parts.query:
            raise forms.ValidationError(_("Alamat penerbit tidak memuat tanda tanya. Hapus bagian itu."))
        return issuer

    def clean(self) -> None:
        """A secret is given or taken away, not both."""
        if self.cleaned_data.get("secret") and self.cleaned_data.get("without_secret"):
            self.add_error("secret", _("Isi rahasia baru, atau hapus rahasianya; tidak keduanya."))

    def facts(self) -> ProviderFacts:
        """What was written."""
        return ProviderFacts(**{name: self.cleaned_data[name] for name in ProviderFacts.__dataclass_fields__})

    def new_secret(self) -> str | None:
        """A new secret, none any more, or nothing where it stays."""
        if self.cleaned_data["secret"]:
            return str(self.cleaned_data["secret"])
        return "" if self.cleaned_data["without_secret"] and self.has_secret else None

    def began_with(self) -> datetime.datetime | None:
        """When what the form showed had been written; what was tampered with is as good as nothing."""
        try:
            return parse_datetime(self.cleaned_data["began"])
        except ValueError:
            return None


def stored_values(provider: IdentityProvider) -> dict[str, object]:
    """What is stored, as the fields of the form."""
    facts = ProviderFacts.of(provider)
    began = provider.changed_at.isoformat() if provider.pk else ""
    return {name: getattr(facts, name) for name in ProviderFacts.__dataclass_fields__} | {"began": began}
