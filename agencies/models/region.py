"""The tenant."""

from zoneinfo import ZoneInfo

from django.db import models

from agencies.tenancy.scope import OPERATORS


class Accent(models.TextChoices):
    """The colour of a region's head line; each is checked for contrast in both themes."""

    INDIGO = "indigo", "nila"
    BLUE = "blue", "biru"
    TEAL = "teal", "toska"
    GREEN = "green", "hijau"
    OLIVE = "olive", "zaitun"
    BROWN = "brown", "cokelat"
    RED = "red", "merah"
    PLUM = "plum", "ungu"


class Region(models.Model):
    """A province, regency or city (daerah), known by its Kemendagri code. The one tenant of every other row.

    Without a policy: sign-in must name the regions before anybody is known. It holds nothing personal.
    ``uses_provider`` repeats whether its identity provider is switched on, which the door asks before any region is in
    scope; `change_provider` keeps it true.
    """

    code = models.CharField("kode wilayah", max_length=13, unique=True)
    name = models.CharField("nama", max_length=120)
    time_zone = models.CharField("zona waktu", max_length=40, default="Asia/Jakarta")
    accent = models.CharField("warna", max_length=8, choices=Accent, default=Accent.INDIGO, db_default=Accent.INDIGO)
    uses_provider = models.BooleanField("memakai penyedia identitas", default=False, db_default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name__sort_key"]
        verbose_name = "daerah"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^\d{2}(\.\d{2})?$"), name="region_code_is_kemendagri"
            ),
            models.CheckConstraint(condition=models.Q(id__gt=OPERATORS), name="region_is_not_the_operators_scope"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which its deadlines fall and its documents are dated."""
        return ZoneInfo(self.time_zone)
