"""Rules that somebody is still writing."""

from django.db import models

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey


class SchemeDraft(OwnedByRegionWithId):
    """A scheme before it is published: one for the region, and one for each agency that has its own.

    ``document`` is what was typed, in the words of a scheme file (contract 4), and may still be refused. ``edition``
    rises with every save, so that nobody overwrites another's work unseen. ``simulation`` is what the draft would have
    changed in the last evaluated period; it counts only for the document whose ``simulated_fingerprint`` it names.
    """

    agency = RegionForeignKey("agencies.Agency", null=True, blank=True, related_name="scheme_drafts", db_index=False)
    document = models.JSONField("isi")
    edition = models.PositiveIntegerField("suntingan", default=1)
    edited_by = RegionForeignKey("agencies.User", related_name="+", db_index=False)
    edited_at = models.DateTimeField("disunting", auto_now=True)
    simulation = models.JSONField("simulasi", null=True, blank=True)
    simulated_fingerprint = models.CharField("sidik simulasi", max_length=64, blank=True)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["agency_id"]
        verbose_name = "draf skema penilaian"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "agency"], nulls_distinct=False, name="scheme_draft_once"),
        ]

    def __str__(self) -> str:
        return f"draf skema (suntingan {self.edition})"
