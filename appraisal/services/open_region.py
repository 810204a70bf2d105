"""An operator opens a region: the tenant, its first admin, and the way in for that admin."""

from django.db import transaction

from agencies.models import InstallationEvent, Region, User
from agencies.services.accounts.create_accounts import check_name
from agencies.services.accounts.give_first_admin import give_first_admin, operator_as_actor
from agencies.services.accounts.give_link import GivenLink
from appraisal.services.create_region import create_region


def open_region(*, code: str, name: str, time_zone: str, login: str, operator: User) -> tuple[Region, GivenLink]:
    """A region with its first admin, or neither. The link's secret is in the answer and nowhere else.

    Raises:
        RegionRefused: code, name or time zone will not do.
        AccountRefusedError: the login of the admin will not do.
    """
    check_name(login)
    with transaction.atomic():
        region = create_region(code=code, name=name, time_zone=time_zone, actor=operator_as_actor(operator))
        InstallationEvent.objects.create(action="region_created", reason=f"operator {operator.login}: {region.code}")
        return region, give_first_admin(region=region, login=login, operator=operator)
