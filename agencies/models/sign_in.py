"""What an account signs in with beside its password, and where it is signed in.

Second factors, recovery codes and devices are operators' too; these stand in the scope ``OPERATORS`` (docs/adr/0018).
"""

from django.db import models
from django.db.models import Q

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey


class SecondFactor(OwnedByRegionWithId):
    """An authenticator app of an account (TOTP, RFC 6238). It counts once a first code of it was given.

    ``sealed_secret`` is encrypted under a key of the installation (`agencies.sealing`): whoever holds a copy of the
    database holds no codes. ``last_step`` is the thirty seconds whose code was used last: no code opens twice.
    """

    user = RegionForeignKey("agencies.User", related_name="+", db_index=False)
    sealed_secret = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    last_step = models.BigIntegerField(default=0)

    class Meta(OwnedByRegionWithId.Meta):
        verbose_name = "faktor kedua"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "user"], name="second_factor_of_an_account"),
        ]

    def __str__(self) -> str:
        return f"faktor kedua {self.pk}"


class RecoveryCode(OwnedByRegionWithId):
    """One of the codes that open an account whose telephone is gone, each once. Kept as its SHA-256."""

    user = RegionForeignKey("agencies.User", related_name="+", db_index=False)
    code_hash = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedByRegionWithId.Meta):
        verbose_name = "kode pemulihan"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "user", "code_hash"], name="recovery_code_once"),
        ]

    def __str__(self) -> str:
        return f"kode pemulihan {self.pk}"


class AccountLink(OwnedByRegionWithId):
    """A one-time address under which a person chooses the password: the first one, or another after a loss.

    An admin hands it over; nobody but the person ever knows the password. Kept as the SHA-256 of its secret. A newer
    link of the same account ends the ones before.
    """

    user = RegionForeignKey("agencies.User", related_name="+", db_index=False)
    secret_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by_name = models.CharField(max_length=160)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedByRegionWithId.Meta):
        verbose_name = "tautan akun"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "secret_hash"], name="account_link_secret"),
        ]
        indexes = [models.Index(fields=["region", "user"], name="account_link_of_an_account")]

    def __str__(self) -> str:
        return f"tautan akun {self.pk}"


class SignedInDevice(OwnedByRegionWithId):
    """A session of an account, as its owner recognises it: on what and since when. Ending it deletes the session.

    ``session_key`` names the row of the session store. ``agent`` is a short description ("Chrome, Android") and
    ``address`` the network it came from, its last part left out. ``seen_at`` is written once an hour at most.
    """

    user = RegionForeignKey("agencies.User", related_name="+", db_index=False)
    session_key = models.CharField(max_length=40)
    agent = models.CharField(max_length=80, blank=True)
    address = models.CharField(max_length=60, blank=True)
    way = models.CharField(max_length=12, choices=[("password", "kata sandi"), ("provider", "penyedia identitas")])
    signed_in_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField()

    class Meta(OwnedByRegionWithId.Meta):
        verbose_name = "perangkat yang masuk"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "session_key"], name="signed_in_device_session"),
        ]
        indexes = [models.Index(fields=["region", "user"], name="signed_in_device_of_an_account")]

    def __str__(self) -> str:
        return self.agent


class IdentityProvider(OwnedByRegionWithId):
    """The region's own OpenID Connect provider. Whom it names under ``login_claim`` signs in as that account.

    Endpoints and keys come from ``issuer``'s discovery document. ``sealed_secret`` is the client's secret, encrypted as
    a second factor's is.
    """

    name = models.CharField("nama", max_length=60)
    issuer = models.URLField("alamat penerbit", max_length=200)
    client_id = models.CharField("ID klien", max_length=200)
    sealed_secret = models.TextField(blank=True)
    login_claim = models.CharField("klaim NIP", max_length=60, default="nip")
    is_active = models.BooleanField("dipakai", default=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta(OwnedByRegionWithId.Meta):
        verbose_name = "penyedia identitas"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region"], name="identity_provider_once_a_region"),
            models.CheckConstraint(condition=~Q(name=""), name="identity_provider_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
