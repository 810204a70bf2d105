"""The pages of two-step verification in their states, as (who looks, address)."""

from agencies.models import Employee, SecondFactor, User
from agencies.services.second_factor.begin_factor import begin_factor
from agencies.tenancy.scope import region_scope
from tests.agencies.second_factor.enrolled import account_of, an_app_of
from tests.cast import Cast
from tests.factories import PASSWORD

HERE = "/akun/verifikasi-dua-langkah/"


def second_factor_pages(cast: Cast) -> dict[str, tuple[Employee | User, str]]:
    """The auditor has an app, Citra has begun to set one up."""
    with region_scope(cast.region.pk):
        if not SecondFactor.objects.exists():
            an_app_of(cast.auditor)
            begin_factor(user=account_of(cast.citra), password=PASSWORD)
    return {
        "second factor, off": (cast.dewi, HERE),
        "second factor, on": (cast.auditor, HERE),
        "second factor, app": (cast.citra, f"{HERE}aplikasi/"),
        "recovery codes": (cast.auditor, f"{HERE}kode-pemulihan/"),
        "second factor, switching off": (cast.auditor, f"{HERE}nonaktif/"),
        "account with a second factor": (cast.auditor, "/akun/"),
    }
