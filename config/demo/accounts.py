"""Who signs in to the demo, one account for each role of contract section 6, all with one password."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from agencies.models import Agency, Region, Role, RoleGrant, User
from config.demo.story import HEAD_LOGIN, Story

PASSWORD = "timbang-demo"  # noqa: S105 - printed on purpose: the demo is for everybody on this machine


@dataclass(frozen=True, slots=True)
class SignIn:
    """A line of what ``load_demo`` prints."""

    role: str
    login: str
    who: str


def create_accounts(region: Region) -> None:
    """Accounts with granted roles, before the ratings that one of them gave; and the operator's."""
    for role, login in _LOGINS.items():
        user = User.objects.create(region=region, login=login)
        agency = Agency.objects.get(code="1.02") if role is Role.AGENCY_ADMIN else None
        RoleGrant.objects.create(user=user, role=role, agency=agency)
    User.objects.create(region=None, login=OPERATOR)


def has_accounts(region_code: str) -> bool:
    """Whether a region is the demo's: somebody's own region of the same code has other accounts."""
    known = User.objects.filter(region__code=region_code, login__in=_LOGINS.values())
    return known.count() == len(_LOGINS)


def set_passwords(region: Region) -> None:
    """The one password for every account of the demo, hashed once."""
    hashed = make_password(PASSWORD)
    User.objects.filter(region=region).update(password=hashed)
    User.objects.filter(region=None, login=OPERATOR).update(password=hashed)


def sign_ins(story: Story) -> list[SignIn]:
    """One sign-in for each role."""
    nurse = story.on_leave
    supervisor = nurse.supervisor
    assert supervisor is not None  # noqa: S101 - a nurse works under the head of the puskesmas
    return [
        SignIn("pegawai", nurse.nip, f"{nurse.name}, {nurse.post.position}"),
        SignIn("pejabat penilai", supervisor.nip, f"{supervisor.name}, {supervisor.post.position}"),
        *(SignIn(str(role.label), login, "") for role, login in _LOGINS.items()),
        SignIn("operator", OPERATOR, "tanpa daerah"),
    ]


OPERATOR = "operator"
_LOGINS = {
    Role.AGENCY_ADMIN: "admin-dinkes",
    Role.REGION_ADMIN: "admin-bkpsdm",
    Role.REGIONAL_HEAD: HEAD_LOGIN,
    Role.AUDITOR: "inspektorat",
}
