"""How the paper of a region looks: letterhead, sheet, and who signs for the region."""

from django.db import models

from agencies.tenancy.base import OwnedByRegionWithId
from reports.models.kinds import Paper


class Letterhead(OwnedByRegionWithId):
    """The region's letterhead (kop). A region without one prints its name alone, on A4.

    ``lines`` stand under the name of the government, one a row (address, telephone, site). ``logo`` is a PNG as it is
    embedded, scaled and freed of everything but its pixels. ``place`` is the town before the date of a signature.
    ``signatory_*`` sign what speaks for the whole region; who signs for an agency follows from who leads it.
    """

    government = models.CharField("nama pemerintah", max_length=120, blank=True)
    lines = models.TextField("baris kop", blank=True)
    logo = models.BinaryField(null=True, blank=True)
    paper = models.CharField("kertas", max_length=2, choices=Paper, default=Paper.A4)
    place = models.CharField("tempat", max_length=60, blank=True)
    signatory_title = models.CharField("jabatan penanda tangan", max_length=160, blank=True)
    signatory_name = models.CharField("nama penanda tangan", max_length=160, blank=True)
    signatory_nip = models.CharField("NIP penanda tangan", max_length=18, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta(OwnedByRegionWithId.Meta):
        verbose_name = "kop dan tanda tangan"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region"], name="letterhead_once_a_region"),
        ]

    def __str__(self) -> str:
        return self.government
