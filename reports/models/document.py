"""The register of documents: what left the system on paper, and whether it still holds."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey
from reports.models.kinds import AboutSubject, DocumentKind


class DocumentSeries(OwnedByRegionWithId):
    """The last number that a kind of document was given in a year. Its row is the queue of those who want the next."""

    kind = models.CharField(max_length=20, choices=DocumentKind)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta(OwnedByRegionWithId.Meta):
        verbose_name = "urutan nomor dokumen"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "kind", "year"], name="document_series_once_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}: {self.last}"


class Document(AboutSubject):
    """One version of a document, under its number. It was issued once ``made_at`` is set; until then it is reserved.

    ``subject_key`` names what it is about: the versions of one subject follow each other, and at most one holds.
    ``content_key`` is the digest of everything it shows but number, version, token and the moment of printing: an
    unchanged content is never printed twice. ``fingerprint`` is what its readers see (an evaluation's own, or the
    content's), ``is_provisional`` whether it says SEMENTARA on itself, ``file_hash`` the SHA-256 of the file as it was
    first made. ``token`` is the secret of its address ``/v/<token>/``. What was issued stays as it is (a trigger); it
    can be superseded and revoked, once each.
    """

    subject_key = models.CharField(max_length=160)
    content_key = models.CharField(max_length=64)
    fingerprint = models.CharField("sidik", max_length=64)
    number = models.CharField("nomor", max_length=40)
    version = models.PositiveSmallIntegerField("versi")
    token = models.CharField(max_length=64)
    reserved_at = models.DateTimeField()
    made_at = models.DateTimeField("terbit", null=True, blank=True)
    is_provisional = models.BooleanField("sementara", default=False)
    file_name = models.CharField("nama berkas", max_length=255)
    file_hash = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField("ukuran", default=0)
    pages = models.PositiveIntegerField("halaman", default=0)
    superseded_at = models.DateTimeField("digantikan", null=True, blank=True)
    revoked_at = models.DateTimeField("dibatalkan", null=True, blank=True)
    revoked_by = RegionForeignKey(settings.AUTH_USER_MODEL, related_name="+", null=True, blank=True, db_index=False)
    revoked_by_name = models.CharField(max_length=160, blank=True)
    revoke_reason = models.TextField("alasan pembatalan", blank=True)

    class Meta(AboutSubject.Meta):
        abstract = False
        ordering = ["-reserved_at", "-id"]
        verbose_name = "dokumen"
        constraints = [
            *AboutSubject.Meta.constraints,
            models.UniqueConstraint(fields=["region", "number", "version"], name="document_number_in_region"),
            models.UniqueConstraint(fields=["region", "token"], name="document_token_in_region"),
            models.UniqueConstraint(fields=["region", "subject_key", "version"], name="document_version_of_subject"),
            models.UniqueConstraint(
                fields=["region", "content_key"],
                condition=Q(superseded_at=None, revoked_at=None),
                name="document_once_a_content",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoke_reason="") | (Q(revoked_at__isnull=False) & ~Q(revoke_reason="")),
                name="document_revoked_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(made_at=None, file_hash="") | (Q(made_at__isnull=False) & ~Q(file_hash="")),
                name="document_made_has_a_hash",
            ),
        ]
        indexes = [
            models.Index(fields=["region", "period", "kind"], name="document_of_period"),
            models.Index(fields=["region", "employee"], name="document_of_employee"),
        ]

    def __str__(self) -> str:
        return f"{self.number} versi {self.version}"


class DocumentSignature(OwnedByRegionWithId):
    """A certified signature on the file of a document. Never a passphrase, and no key: only whose it was.

    ``file_hash`` is the SHA-256 of the file that carries this signature; ``provider`` names the adapter that made it.
    """

    rows_may_change = False

    document = RegionForeignKey(Document, related_name="signatures", db_index=False)
    number = models.PositiveSmallIntegerField()
    provider = models.CharField(max_length=20)
    signed_by = RegionForeignKey(settings.AUTH_USER_MODEL, related_name="+", db_index=False)
    signed_by_name = models.CharField("penanda tangan", max_length=160)
    signed_by_title = models.CharField("jabatan", max_length=200, blank=True)
    certificate_subject = models.CharField("pemilik sertifikat", max_length=300)
    certificate_issuer = models.CharField("penerbit sertifikat", max_length=300)
    certificate_serial = models.CharField(max_length=80)
    signed_at = models.DateTimeField("ditandatangani")
    file_hash = models.CharField(max_length=64)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["document", "number"]
        verbose_name = "tanda tangan elektronik"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "document", "number"], name="document_signature_number"),
        ]

    def __str__(self) -> str:
        return f"{self.signed_by_name}, {self.document_id}"
