"""The rows of evidence and verification that addresses name."""

from tests.appraisal.evidence.library import a_file
from tests.appraisal.factories import a_scheme
from tests.appraisal.verification.claims import a_claim
from tests.cast import Cast
from tests.factories import a_plan, an_indicator
from tests.isolation.address import Arguments

NO_FILE = {"key": "00000000-0000-4000-8000-000000000000"}
NO_CLAIM = {"actual_id": 999_999_999}
NO_MONTH = {"code": "2026-02", "plan_id": 999_999_999, "indicator_id": 999_999_999}


def a_file_of_budi(cast: Cast) -> Arguments:
    """A photo in the library of Budi."""
    return {"key": a_file(cast.budi).key}


def a_claim_of_budi(cast: Cast) -> Arguments:
    """A figure that Budi reported and Sari has not looked at."""
    a_scheme()
    indicator = an_indicator(cast.dinas)
    a_plan(cast.budi, cast.puskesmas, {indicator: ("100", "100")})
    return {"actual_id": a_claim(cast.budi, indicator).pk}


def a_month_of_budi(cast: Cast) -> Arguments:
    """A month of a plan item of which nothing was reported."""
    a_scheme()
    indicator = an_indicator(cast.dinas)
    plan = a_plan(cast.budi, cast.puskesmas, {indicator: ("100", "100")})
    return {"code": "2026-02", "plan_id": plan.pk, "indicator_id": indicator.pk}
