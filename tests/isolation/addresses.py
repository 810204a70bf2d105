"""Who may ask each address of the product. A new address needs one line in ADDRESSES; test_every_url proves it.

``public``: anybody. ``signed_in``: anybody with an account, or only some of the region. ``of_object``: names a row, so
that another region must get 404, and whoever of the own region may not see it 403.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from agencies.models import Employee, User
from appraisal.services.evaluate_period import evaluate_period
from tests.appraisal.factories import a_period, a_scheme, an_actual, supervisor_ratings
from tests.cast import Cast
from tests.factories import a_plan, an_indicator

Who = Callable[[Cast], Employee | User]
Arguments = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """What is declared of an address. ``existing`` makes a row in the region in scope and names it, ``missing`` names
    one that is nowhere; both are the arguments of the address.
    """

    is_public: bool = False
    methods: tuple[str, ...] = ("get",)
    existing: Callable[[Cast], Arguments] | None = None
    missing: Arguments = field(default_factory=dict)
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


def region_admin(cast: Cast) -> User:
    """Who sees everything in the region, and is no employee."""
    return cast.region_admin


def budis_january(cast: Cast) -> Arguments:
    """An evaluation of Budi."""
    a_scheme()
    indicator = an_indicator(cast.dinas)
    plan = a_plan(cast.budi, cast.puskesmas, {indicator: ("100", "100")})
    an_actual(cast.budi, indicator, "2026-01", "95")
    supervisor_ratings(cast.budi, cast.sari, "2026-01", 3)
    evaluate_period(region_id=cast.region.pk, period_id=a_period().pk)
    return {"code": "2026-01", "plan_id": plan.pk}


NO_EVALUATION = {"code": "2026-01", "plan_id": 999_999_999}


def of_budis_evaluation(*methods: str) -> Address:
    """For Budi, his rater and those above; not for a colleague."""
    return of_object(*methods, existing=budis_january, missing=NO_EVALUATION, allowed=budi, forbidden=citra)


ADDRESSES = {
    "live": public(),
    "ready": public(),
    "sign-in": public(),
    "sign-out": signed_in("post", allowed=citra),
    "start": signed_in(allowed=citra),
    "my-performance": signed_in(allowed=citra, forbidden=region_admin),
    "evaluations": signed_in(allowed=region_admin, forbidden=citra),
    "scorecard": of_budis_evaluation(),
    "scorecard-file": of_budis_evaluation(),
    "scorecard-document": of_budis_evaluation("get", "post"),
    "api-schema": public(),
    "api-evaluations": signed_in(allowed=citra),
    "api-evaluation": of_budis_evaluation(),
}
