"""A recap by what its address names, for the tests of rights."""

from tests.cast import Cast
from tests.isolation.address import Arguments
from tests.isolation.named_rows import a_unit_of_its_own, budis_january


def january_of_a_unit_of_its_own(cast: Cast) -> Arguments:
    """A unit whose code no other region has, in an evaluated month."""
    return {**a_unit_of_its_own(cast), "code": budis_january(cast)["code"]}
