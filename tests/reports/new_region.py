"""A region as an operator opens it: nothing in it but its rules and its first admin."""

from django.contrib.auth.hashers import make_password

from agencies.models import Region, User
from appraisal.services.open_region import open_region

FIRST_ADMIN = "admin-pertama"


def a_new_region() -> tuple[Region, User]:
    """The region with its first admin. Outside any scope."""
    operator = User.objects.create(region=None, login="operator-uji", password=make_password(None))
    region, _link = open_region(
        code="53.72", name="Kota Baru", time_zone="Asia/Makassar", login=FIRST_ADMIN, operator=operator
    )
    return region, User.objects.get(region=region, login=FIRST_ADMIN)
