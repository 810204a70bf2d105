"""Sessions that addresses name."""

from tests.agencies.sign_in.devices import a_device
from tests.cast import Cast
from tests.isolation.address import Arguments


def a_device_of_budi(cast: Cast) -> Arguments:
    """Where Budi is signed in."""
    return {"device_id": a_device(cast.budi).pk}
