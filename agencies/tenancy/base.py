"""What every region-owned model shares: the region column, and foreign keys that cannot leave the region."""

from typing import Any

from django.db import models

from agencies.tenancy.scope import current_region_id


class RegionForeignKey(models.ForeignKey):  # type: ignore[type-arg]
    """A reference within the region: the database checks ``(region_id, this_id)`` together.

    Integrity checks skip row security, so a plain foreign key would accept a parent of another region. The composite
    constraint is added by :class:`agencies.tenancy.operations.OwnedByRegion` in the migration.
    """

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, *, null: bool = False, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        super().__init__(to, on_delete, null=null, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["db_constraint"]
        return name, path, args, kwargs


class RegionOwned(models.Model):
    """A row that belongs to exactly one region and exists only inside its scope."""

    region = models.ForeignKey(
        "agencies.Region",
        on_delete=models.PROTECT,
        default=current_region_id,
        editable=False,
        db_constraint=False,  # a parent of the region proves it; a table without parents gets it in OwnedByRegion
        db_index=False,  # every region-owned table has a unique index that starts with the region
        related_name="+",
    )

    #: False takes UPDATE and DELETE from the application's roles: rows are added and read, never changed.
    rows_may_change = True

    class Meta:
        abstract = True


class OwnedByRegionWithId(RegionOwned):
    """A region-owned row with a number of its own, which other rows of the region may reference."""

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["region", "id"], name="%(app_label)s_%(class)s_region_key")]
