"""Two regions that know nothing of each other, neither of them in scope."""

from dataclasses import dataclass

import pytest

from agencies.models import Agency, Placement, Region
from agencies.tenancy.scope import region_scope
from tests.factories import a_placement, a_region, an_agency, an_employee


@dataclass(frozen=True, slots=True)
class Inhabited:
    """A region with one agency and one person in it."""

    region: Region
    agency: Agency
    placement: Placement


@dataclass(frozen=True, slots=True)
class TwoRegions:
    """Kupang asks; Bandung must stay unseen."""

    kupang: Inhabited
    bandung: Inhabited


@pytest.fixture
def two_regions(db: None) -> TwoRegions:
    """Both regions. Nothing is in scope."""
    return TwoRegions(
        kupang=inhabited(a_region("53.71", "Kota Kupang", "Asia/Makassar")),
        bandung=inhabited(a_region("32.73", "Kota Bandung", "Asia/Jakarta")),
    )


def inhabited(region: Region) -> Inhabited:
    """Give a region its agency and its person."""
    with region_scope(region.pk):
        agency = an_agency()
        return Inhabited(region=region, agency=agency, placement=a_placement(an_employee(), agency))
