"""A file on its way into the product: it waits here, row by row, until all of it is right and somebody publishes it."""

from django.db import models
from django.db.models import Q

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey


class ImportState(models.TextChoices):
    """Where an import stands."""

    OPEN = "open", "draf"
    PUBLISHED = "published", "diterbitkan"
    UNDONE = "undone", "dibatalkan"
    DISCARDED = "discarded", "dibuang"


class ImportDraft(OwnedByRegionWithId):
    """A file of one kind that somebody uploaded, and what became of it.

    ``kind`` is the contract's word (``indicators``, ``employees`` …); ``headers`` are the file's own titles in order
    and ``columns`` the column of the kind that each of them stands for ("" = left out; the whole is empty while the
    mapping is open). The rows wait in :class:`ImportRow` until publication. ``before`` is what publication replaced
    and added, for an undo within a day.
    """

    kind = models.CharField("jenis berkas", max_length=20)
    agency = RegionForeignKey("agencies.Agency", null=True, blank=True, related_name="+", db_index=False)
    state = models.CharField("status", max_length=10, choices=ImportState, default=ImportState.OPEN)
    owner = RegionForeignKey("agencies.User", related_name="import_drafts", db_index=False)
    owner_name = models.CharField(max_length=160)
    file_name = models.CharField("nama berkas", max_length=200)
    sha256 = models.CharField(max_length=64)
    sheet = models.CharField("lembar", max_length=100, blank=True)
    headers = models.JSONField("judul kolom", default=list)
    columns = models.JSONField("pemetaan kolom", default=list)
    row_count = models.PositiveIntegerField("jumlah baris")
    edition = models.PositiveIntegerField("suntingan", default=1)
    created_at = models.DateTimeField("diunggah", auto_now_add=True)
    edited_at = models.DateTimeField("disunting", auto_now=True)
    note = models.TextField("catatan", blank=True)
    valid_from = models.DateField("berlaku mulai", null=True, blank=True)
    published_at = models.DateTimeField("diterbitkan", null=True, blank=True)
    outcome = models.JSONField("hasil", default=dict, blank=True)
    before = models.JSONField("keadaan sebelumnya", default=dict, blank=True)
    undone_at = models.DateTimeField("dibatalkan", null=True, blank=True)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["-edited_at"]
        verbose_name = "impor"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.CheckConstraint(
                condition=Q(published_at__isnull=False) | ~Q(state__in=["published", "undone"]),
                name="import_published_at_some_time",
            ),
        ]
        indexes = [models.Index(fields=["region", "owner", "-edited_at"], name="import_of_an_owner")]

    def __str__(self) -> str:
        return f"impor {self.file_name}"


class ImportRow(OwnedByRegionWithId):
    """A row of the file: ``number`` as the spreadsheet shows it, ``cells`` as they were read or since mended.

    Cells are texts, numbers, true/false or null, one for each of the draft's headers.
    """

    draft = RegionForeignKey(ImportDraft, related_name="rows", on_delete=models.CASCADE, db_index=False)
    number = models.PositiveIntegerField("baris")
    cells = models.JSONField("sel")

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["draft", "number"]
        verbose_name = "baris impor"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "draft", "number"], name="import_row_number"),
        ]

    def __str__(self) -> str:
        return f"baris {self.number}"
