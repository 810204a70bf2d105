"""Whom to ask: the people who look after a region."""

from agencies.models import Employee, Role, RoleGrant
from agencies.name_order import sort_key


def find_region_admins() -> list[str]:
    """The names of the region's admins, sorted; the login where the account has no employee. Two queries."""
    grants = RoleGrant.objects.filter(role=Role.REGION_ADMIN).values_list("user_id", "user__login")
    logins = dict(grants)
    named = dict(Employee.objects.filter(user_id__in=list(logins)).values_list("user_id", "name"))
    return sorted((named.get(user_id, login) for user_id, login in logins.items()), key=sort_key)
