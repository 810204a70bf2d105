"""Kinds of addresses: those that name the same sort of row are declared alike."""

from collections.abc import Callable

from agencies.models import ImportDraft
from tests.agencies.imports import files as imports
from tests.cast import Cast
from tests.isolation.address import (
    Address,
    Arguments,
    Who,
    agency_admin,
    budi,
    citra,
    of_object,
    region_admin,
    sari,
)
from tests.isolation.named_rows import (
    a_draft_of_the_region,
    a_led_unit_in_january,
    a_person_of_the_dinas,
    a_plan_from_a_file,
    a_plan_in_budis_hands,
    a_plan_on_the_table,
    a_rubric_of_the_region,
    a_scheme_of_the_region,
    a_unit_in_january,
    an_indicator_draft,
    an_indicator_of_the_dinas,
    an_open_period,
    budis_indicator,
    budis_january,
)


def of_an_account(*methods: str, allowed: Who, forbidden: Who) -> Address:
    """Citra's account, which holds no role."""
    return of_object(
        *methods,
        existing=lambda cast: {"user_id": cast.citra.user_id},
        missing={"user_id": 999_999_999},
        allowed=allowed,
        forbidden=forbidden,
    )


def of_an_import(*methods: str, existing: Callable[[Cast], ImportDraft] = imports.a_draft) -> Address:
    """For its owner, here the admin of the dinas, and the region admin."""
    return of_object(
        *methods,
        existing=lambda cast: {"draft_id": existing(cast).pk},
        missing={"draft_id": 999_999_999},
        allowed=agency_admin,
        forbidden=citra,
    )


def of_a_kind_of_file(*methods: str) -> Address:
    """What every region may bring; for its admins."""
    return Address(methods=methods, arguments={"kind": "indicators"}, allowed=agency_admin, forbidden=citra)


NO_CONTRIBUTION = {"contribution_id": 999_999_999}


NO_NOMINATION = {"nomination_id": 999_999_999}


NO_EVALUATION = {"code": "2026-01", "plan_id": 999_999_999}


def of_a_scheme(*methods: str, allowed: Who, forbidden: Who | None = None) -> Address:
    """A published version."""
    return of_object(
        *methods, existing=a_scheme_of_the_region, missing={"number": 999}, allowed=allowed, forbidden=forbidden
    )


def of_a_unit_in_a_month(*methods: str, allowed: Who, forbidden: Who = citra) -> Address:
    """The people of a unit, for who follows it."""
    return of_object(
        *methods,
        existing=a_unit_in_january,
        missing={"code": "1999-01", "agency_code": "9"},
        allowed=allowed,
        forbidden=forbidden,
    )


def of_a_led_unit(*methods: str, allowed: Who) -> Address:
    """A unit that Dewi leads under Ratna; nothing of it is for Citra, who works in another one."""
    return of_object(
        *methods,
        existing=a_led_unit_in_january,
        missing={"code": "1999-01", "agency_code": "9"},
        allowed=allowed,
        forbidden=citra,
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


def of_an_indicator_draft(*methods: str) -> Address:
    """For the admins of the agency and of the region."""
    return of_object(
        *methods,
        existing=an_indicator_draft,
        missing={"draft_id": 999_999_999},
        allowed=region_admin,
        forbidden=citra,
    )


def of_a_configured_indicator(*methods: str) -> Address:
    """An indicator, for who may change it."""
    return of_object(
        *methods,
        existing=an_indicator_of_the_dinas,
        missing={"indicator_id": 999_999_999},
        allowed=region_admin,
        forbidden=citra,
    )


def of_budis_actual(*methods: str, existing: Callable[[Cast], Arguments] = budis_indicator) -> Address:
    """An indicator of Budi's plan, for him alone: nobody reports for others."""
    missing = {"code": "2026-01", "indicator_id": 999_999_999}
    return of_object(*methods, existing=existing, missing=missing, allowed=budi, forbidden=citra)


def of_a_discussed_plan(*methods: str) -> Address:
    """For Sari, who answers it; not for a colleague of Budi."""
    missing = {"version_id": 999_999_999}
    return of_object(*methods, existing=a_plan_on_the_table, missing=missing, allowed=sari, forbidden=citra)


def of_budis_plan(*methods: str) -> Address:
    """A plan from a file: for Budi and who follows him."""
    missing = {"plan_id": 999_999_999}
    return of_object(*methods, existing=a_plan_from_a_file, missing=missing, allowed=budi, forbidden=citra)


def of_budis_evaluation(*methods: str) -> Address:
    """For Budi, his rater and those above; not for a colleague."""
    return of_object(*methods, existing=budis_january, missing=NO_EVALUATION, allowed=budi, forbidden=citra)


def of_a_person(*methods: str) -> Address:
    """For the admins of the person's unit."""
    return of_object(
        *methods,
        existing=a_person_of_the_dinas,
        missing={"employee_id": 999_999_999},
        allowed=agency_admin,
        forbidden=citra,
    )


def of_a_period(*methods: str, existing: Callable[[Cast], Arguments] = an_open_period) -> Address:
    """For the region admin alone."""
    return of_object(*methods, existing=existing, missing={"code": "1999-01"}, allowed=region_admin, forbidden=citra)


def of_budis_draft(*methods: str) -> Address:
    """For Budi, who is drafting it; nobody reads it before it is handed over."""
    return of_object(
        *methods,
        existing=a_plan_in_budis_hands,
        missing={"version_id": 999_999_999},
        allowed=budi,
        forbidden=citra,
    )
