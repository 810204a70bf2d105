"""Which units of a region count as its perangkat daerah."""

import pytest

from agencies.services.load_agency_tree import load_agency_tree
from tests.cast import Cast
from tests.factories import an_agency

pytestmark = pytest.mark.usefixtures("one_top")


@pytest.fixture
def one_top(kupang: Cast) -> None:
    """The dinas with its puskesmas, and nothing beside it."""
    kupang.dewi.placements.all().delete()
    kupang.kecamatan.delete()


def main_names() -> list[str]:
    """The perangkat daerah by name; one that stands alone has a star."""
    return [f"{branch.node.name}{'*' * branch.is_alone}" for branch in load_agency_tree().main_branches()]


def test_the_only_dinas_of_a_region_is_one_perangkat_daerah() -> None:
    assert main_names() == ["Dinas Kesehatan"]


@pytest.mark.parametrize(("name", "kind"), [("Kota Kupang", ""), ("Pemerintah Kota Kupang", "dinas")])
def test_a_unit_that_is_the_region_itself_is_none(kupang: Cast, name: str, kind: str) -> None:
    region = an_agency("0", name)
    region.kind = kind
    region.save()
    kupang.dinas.parent = region
    kupang.dinas.save()
    assert main_names() == [f"{name}*", "Dinas Kesehatan"]
