"""What the audit trail calls an account: names as text, so that it can be read after the account is gone."""

from agencies.models import Employee, RoleGrant, User


def subject_of(user: User) -> str:
    """`Budi Santoso (198501012010011001)`, or the login alone where no employee stands behind it. One query."""
    name = Employee.objects.filter(user_id=user.pk).values_list("name", flat=True).first()
    return f"{name} ({user.login})" if name else user.login


def role_in_words(grant: RoleGrant) -> str:
    """`admin perangkat daerah: Dinas Kesehatan (1.02)`."""
    named = grant.get_role_display()
    return f"{named}: {grant.agency.name} ({grant.agency.code})" if grant.agency else named
