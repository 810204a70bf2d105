"""Years that addresses name."""

from tests.appraisal.judgement.year import YEAR, the_year
from tests.cast import Cast
from tests.isolation.address import Arguments

NO_YEAR = {"code": YEAR, "plan_id": 999_999_999}


def a_year_of_a_rater(cast: Cast) -> Arguments:
    """A year whose plans Sari rates."""
    the_year(cast)
    return {"code": YEAR}


def budis_year(cast: Cast) -> Arguments:
    """The year of Budi's plan."""
    return {"code": YEAR, "plan_id": the_year(cast).plan.pk}
