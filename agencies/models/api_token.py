"""By what a program of another system shows who it is, and what it has sent already."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey


class ApiScope(models.TextChoices):
    """What a token may be used for: reading or writing one kind of thing. Never more than its account may do."""

    ORGANISATION_READ = "organisation:read", _("membaca unit kerja, pegawai, dan penempatan")
    INDICATORS_READ = "indicators:read", _("membaca indikator")
    PLANS_READ = "plans:read", _("membaca SKP")
    ACTUALS_READ = "actuals:read", _("membaca realisasi")
    ACTUALS_WRITE = "actuals:write", _("mengirim realisasi")
    RATINGS_READ = "ratings:read", _("membaca penilaian perilaku")
    RATINGS_WRITE = "ratings:write", _("mengirim penilaian perilaku")
    ATTENDANCE_READ = "attendance:read", _("membaca rekap presensi")
    ATTENDANCE_WRITE = "attendance:write", _("mengirim rekap presensi")
    EVALUATIONS_READ = "evaluations:read", _("membaca periode dan evaluasi")
    DOCUMENTS_READ = "documents:read", _("membaca dokumen dan mengunduh berkasnya")
    AUDIT_READ = "audit:read", _("membaca jejak audit")


class ApiToken(OwnedByRegionWithId):
    """A secret under which a program acts as an account, within some scopes and until a day.

    The secret is shown once and kept as its SHA-256 alone: 256 random bits need no slow hash. ``lead`` are its first
    letters, by which people tell one token from another. ``created_by_name`` is kept as text, as in the audit trail.
    """

    user = RegionForeignKey("agencies.User", verbose_name="akun", related_name="+", db_index=False)
    name = models.CharField("nama", max_length=80)
    scopes = ArrayField(models.CharField(max_length=30, choices=ApiScope), verbose_name="lingkup")
    lead = models.CharField(max_length=8)
    secret_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by_name = models.CharField(max_length=160)
    expires_at = models.DateTimeField("berlaku sampai")
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedByRegionWithId.Meta):
        verbose_name = "token API"
        ordering = ["-created_at", "-id"]
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "secret_hash"], name="api_token_secret"),
            models.CheckConstraint(condition=~Q(scopes=[]), name="api_token_has_a_scope"),
        ]
        indexes = [models.Index(fields=["region", "user"], name="api_token_of_an_account")]

    def __str__(self) -> str:
        return self.name


class SentRequest(OwnedByRegionWithId):
    """The answer to what a program wrote under a key of its own (``Idempotency-Key``): asking again is harmless.

    ``digest`` is the SHA-256 of what was asked: another request under the same key is refused.
    """

    user = RegionForeignKey("agencies.User", related_name="+", db_index=False)
    key = models.CharField("kunci", max_length=80)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    answer = models.JSONField()
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta(OwnedByRegionWithId.Meta):
        verbose_name = "permintaan API terkirim"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "user", "key"], name="sent_request_once"),
        ]
        indexes = [models.Index(fields=["region", "sent_at"], name="sent_request_by_age")]

    def __str__(self) -> str:
        return f"permintaan {self.key}"
