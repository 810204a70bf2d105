"""The pages of a longer period and of its judgement, for proofs that walk over all screens."""

from agencies.models import Employee, User
from agencies.tenancy.scope import region_scope
from tests.appraisal.judgement.year import address, the_year
from tests.cast import Cast

Page = tuple[Employee | User, str]


def judgement_pages(cast: Cast) -> dict[str, Page]:
    """Each with who looks at it; the year 2025 is there, nobody has judged it."""
    with region_scope(cast.region.pk):
        year = the_year(cast)
    return {
        "judgements of a year": (cast.sari, address()),
        "judgements of a quarter": (cast.sari, address(code="2025-Q4")),
        "judgements, nobody": (cast.regional_head, address()),
        "judge a year": (cast.sari, address(year.plan)),
        "judge a year, superior": (cast.ratna, address(year.plan)),
        "judge a year, forbidden": (cast.citra, address(year.plan)),
    }
