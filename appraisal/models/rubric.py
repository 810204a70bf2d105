"""What behaviour is rated against."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey


class Rubric(OwnedByRegionWithId):
    """A set of dimensions with written anchors, e.g. ``berakhlak``: the seven core values of civil servants."""

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
    """A dimension with the written anchors of its five levels, lowest first.

    Every rubric also has the dimension ``SEMUA``, used when a scheme asks for one overall level.
    """

    rubric = RegionForeignKey(Rubric, verbose_name="rubrik", related_name="dimensions", db_index=False)
    code = models.CharField("dimensi", max_length=20)
    name = models.CharField("nama", max_length=160)
    anchors = ArrayField(models.TextField(blank=True), size=5, verbose_name="jangkar tingkat 1-5")

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["rubric", "id"]
        verbose_name = "dimensi rubrik"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "rubric", "code"], name="rubric_dimension_code"),
            models.CheckConstraint(condition=Q(anchors__len=5), name="rubric_dimension_has_five_levels"),
        ]

    def __str__(self) -> str:
        return self.name
