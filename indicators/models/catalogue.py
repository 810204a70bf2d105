"""How indicators come to be: drafts, publications, and what people said before."""

from django.db import models
from django.db.models import Q

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey


class CataloguePublication(OwnedByRegionWithId):
    """Indicators of an agency that were published together: version ``number`` of its catalogue.

    Taken back within a day (``undone_at``) it stays in the history; what it had said is then followed by versions that
    say again what was in force before.
    """

    agency = RegionForeignKey(
        "agencies.Agency", verbose_name="perangkat daerah", related_name="publications", db_index=False
    )
    number = models.PositiveIntegerField("versi katalog")
    valid_from = models.DateField("berlaku mulai")
    note = models.TextField("catatan", blank=True)
    published_by = RegionForeignKey("agencies.User", null=True, blank=True, related_name="+", db_index=False)
    published_at = models.DateTimeField("diterbitkan", auto_now_add=True)
    undone_by = RegionForeignKey("agencies.User", null=True, blank=True, related_name="+", db_index=False)
    undone_at = models.DateTimeField("dibatalkan", null=True, blank=True)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["agency", "-number"]
        verbose_name = "penerbitan katalog"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "agency", "number"], name="publication_number_in_agency"),
            models.CheckConstraint(condition=Q(valid_from__day=1), name="publication_begins_with_a_month"),
        ]

    def __str__(self) -> str:
        return f"katalog versi {self.number}"


class IndicatorDraft(OwnedByRegionWithId):
    """A new indicator, or another text of one, that an admin is still writing.

    ``document`` is what was typed, field by field, right or wrong; ``edition`` rises with every save, so that nobody
    overwrites another's work unseen. Until ``comments_until`` has passed people may comment and it is not published.
    """

    agency = RegionForeignKey("agencies.Agency", related_name="indicator_drafts", db_index=False)
    indicator = RegionForeignKey(
        "indicators.Indicator", null=True, blank=True, related_name="drafts", on_delete=models.CASCADE, db_index=False
    )
    code = models.CharField("kode", max_length=40)
    document = models.JSONField("isi")
    valid_from = models.DateField("berlaku mulai", null=True, blank=True)
    comments_until = models.DateField("masukan sampai", null=True, blank=True)
    edition = models.PositiveIntegerField("suntingan", default=1)
    edited_by = RegionForeignKey("agencies.User", related_name="+", db_index=False)
    edited_at = models.DateTimeField("disunting", auto_now=True)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["agency", "code"]
        verbose_name = "draf indikator"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "agency", "code"], name="indicator_draft_once"),
        ]

    def __str__(self) -> str:
        return f"draf indikator {self.code} (suntingan {self.edition})"
