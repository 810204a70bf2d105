"""Who may ask each address of the product. A new address needs one line in ADDRESSES; test_every_url proves it.

``public``: anybody. ``signed_in``: anybody with an account, or only some of the region. ``of_object``: names a row, so
that another region must get 404, and whoever of the own region may not see it 403.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from agencies.models import Employee, User
from appraisal.services.evaluation.evaluate_period import evaluate_period
from tests.appraisal.drafts import a_draft
from tests.appraisal.factories import a_period, a_rubric, a_scheme, an_actual, supervisor_ratings
from tests.cast import Cast
from tests.factories import a_plan, an_agency, an_indicator

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


def sari(cast: Cast) -> Employee:
    """Who rates Budi and Citra."""
    return cast.sari


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


def an_indicator_of_the_dinas(cast: Cast) -> Arguments:
    """What is measured is open to everybody of the region."""
    return {"indicator_id": an_indicator(cast.dinas).pk}


def a_unit_of_its_own(cast: Cast) -> Arguments:
    """A unit whose code no other region has."""
    return {"agency_code": an_agency(f"9.{cast.region.code}", "Badan Keuangan Daerah").code}


def january_of_a_rater(cast: Cast) -> Arguments:
    """A period that Sari rates."""
    return {"code": budis_january(cast)["code"]}


def a_scheme_of_the_region(_cast: Cast) -> Arguments:
    """The rules that everybody of the region is evaluated by."""
    return {"number": a_scheme().number}


def a_draft_of_the_region(cast: Cast) -> Arguments:
    """New rules that the region admin is writing."""
    return {"draft_id": a_draft(cast).pk}


def a_rubric_of_the_region(_cast: Cast) -> Arguments:
    """What behaviour is rated against."""
    return {"rubric_id": a_rubric().pk}


NO_EVALUATION = {"code": "2026-01", "plan_id": 999_999_999}


def of_a_scheme(*methods: str, allowed: Who, forbidden: Who | None = None) -> Address:
    """A published version."""
    return of_object(
        *methods, existing=a_scheme_of_the_region, missing={"number": 999}, allowed=allowed, forbidden=forbidden
    )


def of_a_draft(*methods: str) -> Address:
    """For the region admin alone."""
    return of_object(
        *methods,
        existing=a_draft_of_the_region,
        missing={"draft_id": 999_999_999},
        allowed=region_admin,
        forbidden=citra,
    )


def of_a_rubric(*methods: str, allowed: Who, forbidden: Who | None = None) -> Address:
    """A rubric with its versions."""
    return of_object(
        *methods,
        existing=a_rubric_of_the_region,
        missing={"rubric_id": 999_999_999},
        allowed=allowed,
        forbidden=forbidden,
    )


def of_budis_evaluation(*methods: str) -> Address:
    """For Budi, his rater and those above; not for a colleague."""
    return of_object(*methods, existing=budis_january, missing=NO_EVALUATION, allowed=budi, forbidden=citra)


ADDRESSES = {
    "live": public(),
    "ready": public(),
    "ui": signed_in(allowed=citra),
    "sign-in": public(),
    "sign-out": signed_in("post", allowed=citra),
    "start": signed_in(allowed=citra),
    "account": signed_in(allowed=citra),
    "display-settings": signed_in("post", allowed=citra),
    "change-password": signed_in("get", "post", allowed=citra),
    "choose-role": signed_in("post", allowed=citra),
    "help": public(),
    "glossary": public(),
    "search": signed_in(allowed=citra),
    "my-performance": signed_in(allowed=citra, forbidden=region_admin),
    "indicators": signed_in(allowed=citra),
    "indicator": of_object(
        existing=an_indicator_of_the_dinas, missing={"indicator_id": 999_999_999}, allowed=citra, forbidden=None
    ),
    "region-overview": signed_in(allowed=region_admin, forbidden=citra),
    "agency-overview": of_object(
        existing=a_unit_of_its_own, missing={"agency_code": "0.00"}, allowed=region_admin, forbidden=citra
    ),
    "evaluations": signed_in(allowed=region_admin, forbidden=citra),
    "scorecard": of_budis_evaluation(),
    "deliver-evaluation": of_object(
        "get", "post", existing=budis_january, missing=NO_EVALUATION, allowed=sari, forbidden=budi
    ),
    "acknowledge-evaluation": of_object(
        "post", existing=budis_january, missing=NO_EVALUATION, allowed=budi, forbidden=sari
    ),
    "rating-tasks": signed_in(allowed=sari, forbidden=region_admin),
    "rating-sheet": of_object(existing=january_of_a_rater, missing={"code": "1999-01"}, allowed=sari, forbidden=citra),
    "rate-employee": of_object(
        "get", "post", existing=budis_january, missing=NO_EVALUATION, allowed=sari, forbidden=citra
    ),
    "scorecard-file": of_budis_evaluation(),
    "scorecard-document": of_budis_evaluation("get", "post"),
    "schemes": signed_in(allowed=citra),
    "upload-scheme": signed_in("get", "post", allowed=region_admin, forbidden=citra),
    "scheme": of_a_scheme(allowed=citra),
    "scheme-file": of_a_scheme(allowed=citra),
    "draft-scheme": of_a_scheme("post", allowed=region_admin, forbidden=citra),
    "scheme-draft": of_a_draft("get", "post"),
    "simulate-scheme": of_a_draft("get", "post"),
    "publish-scheme": of_a_draft("get", "post"),
    "discard-scheme-draft": of_a_draft("get", "post"),
    "rubrics": signed_in(allowed=citra),
    "new-rubric": signed_in("get", "post", allowed=region_admin, forbidden=citra),
    "rubric": of_a_rubric(allowed=citra),
    "rubric-file": of_a_rubric(allowed=citra),
    "edit-rubric": of_a_rubric("get", "post", allowed=region_admin, forbidden=citra),
    "api-schema": public(),
    "api-evaluations": signed_in(allowed=citra),
    "api-evaluation": of_budis_evaluation(),
}
