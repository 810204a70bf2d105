"""The pages of devices and one-time links in their states, as (who looks, address)."""

from agencies.models import Employee, User
from agencies.permissions import actor_of
from agencies.services.accounts.give_link import give_link
from agencies.tenancy.scope import region_scope
from tests.agencies.sign_in.devices import a_device
from tests.cast import Cast


def sign_in_pages(cast: Cast) -> dict[str, tuple[Employee | User | None, str]]:
    """Budi is signed in elsewhere too; Citra was given a link."""
    with region_scope(cast.region.pk):
        a_device(cast.budi)
        assert cast.citra.user is not None
        link = give_link(user=cast.citra.user, actor=actor_of(cast.region_admin))
    return {
        "devices": (cast.budi, "/akun/perangkat/"),
        "devices, none noted": (cast.dewi, "/akun/perangkat/"),
        "one-time link": (None, link.path),
        "one-time link that opens nothing": (None, f"/sandi/{cast.region.pk}/{'A' * 43}/"),
    }
