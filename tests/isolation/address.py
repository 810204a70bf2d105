"""What is declared of an address: who may ask it, whom it refuses, and which row it names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from agencies.models import Employee, User
from tests.cast import Cast

Who = Callable[[Cast], Employee | User]
Arguments = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """What is declared of an address. ``existing`` makes a row in the region in scope and names it, ``missing`` names
    one that is nowhere; both are the arguments of the address. ``arguments`` are those that name no row.
    """

    is_public: bool = False
    methods: tuple[str, ...] = ("get",)
    existing: Callable[[Cast], Arguments] | None = None
    missing: Arguments = field(default_factory=dict)
    arguments: Arguments = field(default_factory=dict)
    allowed: Who | None = None
    forbidden: Who | None = None


def public(*methods: str) -> Address:
    """Anybody may ask."""
    return Address(is_public=True, methods=methods or ("get",))


def signed_in(*methods: str, allowed: Who, forbidden: Who | None = None) -> Address:
    """Asks for an account, and perhaps for more than that."""
    return Address(methods=methods or ("get",), allowed=allowed, forbidden=forbidden)


def of_object(
    *methods: str, existing: Callable[[Cast], Arguments], missing: Arguments, allowed: Who, forbidden: Who | None
) -> Address:
    """Names a row of a region. Without ``forbidden`` everybody of the region may see it."""
    return Address(
        methods=methods or ("get",), existing=existing, missing=missing, allowed=allowed, forbidden=forbidden
    )


def budi(cast: Cast) -> Employee:
    """An employee, whom the rows are about."""
    return cast.budi


def citra(cast: Cast) -> Employee:
    """A colleague of Budi without any role."""
    return cast.citra


def sari(cast: Cast) -> Employee:
    """Who rates Budi and Citra."""
    return cast.sari


def ratna(cast: Cast) -> Employee:
    """Who leads the dinas, and is Sari's superior."""
    return cast.ratna


def dewi(cast: Cast) -> Employee:
    """Who leads the kecamatan, far from the dinas."""
    return cast.dewi


def region_admin(cast: Cast) -> User:
    """Who sees everything in the region, and is no employee."""
    return cast.region_admin


def auditor(cast: Cast) -> User:
    """Who reads the whole region and changes nothing."""
    return cast.auditor


def agency_admin(cast: Cast) -> User:
    """Who looks after the dinas and the units below it."""
    return cast.agency_admin


def operator(_cast: Cast) -> User:
    """Who makes regions, and belongs to none."""
    return User.objects.get_or_create(region=None, login="uji-operator")[0]
