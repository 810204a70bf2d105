"""The pages of a team and of its delegations, for proofs that walk over all screens."""

from agencies.models import Delegation, Employee, User
from tests.appraisal.delegation.delegating import handed_over
from tests.cast import Cast

Page = tuple[Employee | User, str]


def team_pages(cast: Cast) -> dict[str, Page]:
    """Each with who looks at it: Dewi stands in for Sari."""
    if not Delegation.objects.exists():
        handed_over(cast, cast.dewi)
    return {
        "team": (cast.sari, "/tim/"),
        "team of a delegate": (cast.dewi, "/tim/"),
        "team, nobody": (cast.budi, "/tim/"),
        "team member": (cast.sari, f"/tim/{cast.budi.pk}/"),
        "rating tasks of a delegate": (cast.dewi, "/penilaian/"),
        "delegations": (cast.sari, "/delegasi/"),
        "delegations, region admin": (cast.region_admin, "/delegasi/"),
        "hand over a rating": (cast.sari, "/delegasi/baru/"),
        "hand over a rating, admin": (cast.agency_admin, "/delegasi/baru/"),
    }
