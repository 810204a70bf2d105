"""What behaviour is rated against."""

from django.db import models
from django.utils.translation import gettext as _

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey
from appraisal.querysets import RubricVersionQuerySet
from indicators.models.indicator import SINCE_ALWAYS


class Rubric(OwnedByRegionWithId):
    """A set of dimensions with written anchors, e.g. ``berakhlak``: the seven core values of civil servants.

    What it asks and how it reads stands in its versions.
    """

    name = models.CharField("nama", max_length=60)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["name"]
        verbose_name = "rubrik"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "name"], name="rubric_name_in_region"),
        ]

    def __str__(self) -> str:
        return self.name


class RubricDimension(OwnedByRegionWithId):
    """A dimension of a rubric as ratings name it; whether it is asked, and its words, say the versions.

    Every rubric also has the dimension ``SEMUA``, used when a scheme asks for one overall level.
    """

    rubric = RegionForeignKey(Rubric, verbose_name="rubrik", related_name="dimensions", db_index=False)
    code = models.CharField("dimensi", max_length=20)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["rubric", "id"]
        verbose_name = "dimensi rubrik"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "rubric", "code"], name="rubric_dimension_code"),
        ]

    def __str__(self) -> str:
        return self.code


class RubricVersion(OwnedByRegionWithId):
    """What a rubric asks from a day on. Never changed: another text is another version.

    ``dimensions`` lists them in the order of screens and documents, ``SEMUA`` last, each with ``code``, ``name`` and
    five ``anchors``, lowest level first. The newest version that has begun counts; of one day, the last published.
    """

    rubric = RegionForeignKey(Rubric, verbose_name="rubrik", related_name="versions", db_index=False)
    number = models.PositiveSmallIntegerField("versi", default=1)
    title = models.CharField("judul", max_length=100)
    valid_from = models.DateField("berlaku mulai", default=SINCE_ALWAYS)
    dimensions = models.JSONField("dimensi")
    created_at = models.DateTimeField(auto_now_add=True)

    rows_may_change = False

    objects = RubricVersionQuerySet.as_manager()

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["rubric", "number"]
        verbose_name = "versi rubrik"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "rubric", "number"], name="rubric_version_number"),
        ]

    def __str__(self) -> str:
        return f"{self.title} (versi {self.number})"

    @property
    def label(self) -> str:
        """As a reader is told it; ``str`` is what records say."""
        return _("%(name)s (versi %(number)s)") % {"name": self.title, "number": self.number}
