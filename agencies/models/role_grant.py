"""Roles that are granted. Those that follow from placement (employee, supervisor, rater's superior) are not stored."""

from django.db import models
from django.db.models import Q

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey


class Role(models.TextChoices):
    """The granted roles of contract section 6."""

    AGENCY_ADMIN = "agency_admin", "admin perangkat daerah"
    REGION_ADMIN = "region_admin", "admin daerah"
    REGIONAL_HEAD = "regional_head", "kepala daerah"
    AUDITOR = "auditor", "inspektorat"


class RoleGrant(OwnedByRegionWithId):
    """An account holds a role in its region; an agency admin holds it for one agency and its sub-units."""

    user = RegionForeignKey("agencies.User", verbose_name="akun", related_name="role_grants")
    role = models.CharField("peran", max_length=20, choices=Role)
    agency = RegionForeignKey("agencies.Agency", null=True, blank=True, related_name="+")

    class Meta(OwnedByRegionWithId.Meta):
        verbose_name = "peran akun"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(
                fields=["region", "user", "role", "agency"], nulls_distinct=False, name="role_grant_once"
            ),
            models.CheckConstraint(
                condition=Q(role="agency_admin", agency__isnull=False)
                | (~Q(role="agency_admin") & Q(agency__isnull=True)),
                name="role_grant_agency_where_it_belongs",
            ),
        ]

    def __str__(self) -> str:
        return self.get_role_display()
