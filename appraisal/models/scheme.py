"""The tenant's scoring rules."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey


class SchemeVersion(OwnedByRegionWithId):
    """A version of a scheme (skema penilaian). Never changed: another rule is another version.

    Without ``agency`` it is the region's; with one it holds for the agency and its sub-units. ``document`` is the
    canonical content of the TOML file; ``fingerprint`` its SHA-256, which every evaluation names.
    """

    agency = RegionForeignKey("agencies.Agency", null=True, blank=True, related_name="schemes", db_index=False)
    name = models.CharField("nama", max_length=60)
    number = models.PositiveIntegerField("versi")
    valid_from = models.DateField("berlaku mulai")
    document = models.JSONField("isi")
    fingerprint = models.CharField("sidik", max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)

    rows_may_change = False

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["valid_from", "number"]
        verbose_name = "versi skema penilaian"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "number"], name="scheme_number_in_region"),
            models.CheckConstraint(
                condition=Q(fingerprint__regex="^[0-9a-f]{64}$"), name="scheme_fingerprint_is_sha256"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} (versi {self.number})"

    @property
    def label(self) -> str:
        """As a reader is told it; ``str`` is what records say."""
        return _("%(name)s (versi %(number)s)") % {"name": self.name, "number": self.number}
