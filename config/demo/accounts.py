"""Who signs in to the demo, one account for each role of contract section 6, all with one password."""

from collections.abc import Iterator, Mapping

from django.contrib.auth.hashers import make_password

from agencies.models import Agency, Region, Role, RoleGrant, User
from agencies.permissions import Actor, actor_of
from config.demo.book import Book

PASSWORD = "timbang-demo"  # noqa: S105 - printed on purpose: the demo is for everybody on this machine
OPERATOR = "operator"
ROLE_NAMES = {
    Role.AGENCY_ADMIN: "admin OPD",
    Role.REGION_ADMIN: "admin daerah",
    Role.REGIONAL_HEAD: "kepala daerah",
    Role.AUDITOR: "inspektorat",
}


def create_accounts(book: Book, region: Region) -> Actor:
    """Accounts with granted roles, before the ratings that one of them gave; the region admin, who imports the rest."""
    accounts = {role: User.objects.create(region=region, login=book.logins[role]) for role in ROLE_NAMES}
    for role, user in accounts.items():
        agency = Agency.objects.get(code=book.facts["admin"]["agency"]) if role is Role.AGENCY_ADMIN else None
        RoleGrant.objects.create(user=user, role=role, agency=agency)
    return actor_of(accounts[Role.REGION_ADMIN])


def has_accounts(book: Book) -> bool:
    """Whether a region is the demo's: somebody's own region of the same code has other accounts."""
    logins = set(book.logins.values())
    return User.objects.filter(region__code=book.code, login__in=logins).count() == len(logins)


def set_passwords(region: Region, hashed: str) -> None:
    """The one password for every account of a region."""
    User.objects.filter(region=region).update(password=hashed)


def ensure_operator(hashed: str) -> None:
    """The account without a region."""
    User.objects.get_or_create(region=None, login=OPERATOR, defaults={"password": hashed})


def hashed_password() -> str:
    """The one password, hashed once for all: hashing is slow on purpose."""
    return make_password(PASSWORD)


def sign_ins(book: Book) -> Mapping[str, str]:
    """The login of one account for each role, by what people call the role."""
    figures = book.figures
    people = {"pegawai": book.facts["employee"], "pejabat penilai": book.facts["supervisor"]}
    return {
        **{name: figures[key].nip for name, key in people.items()},
        **{name: book.logins[role] for role, name in ROLE_NAMES.items()},
    }


def sign_in_lines(book: Book) -> Iterator[str]:
    """The region's part of the table that ``load_demo`` prints: two roles a line, narrow enough for any terminal."""
    yield f"{book.name} ({book.code})"
    cells = [f"{name:<16} {login:<20}" for name, login in sign_ins(book).items()]
    for left, right in zip(cells[::2], cells[1::2], strict=True):
        yield f"  {left}{right}".rstrip()
