"""The screens of accounts, roles and regions, each in its states."""

from collections.abc import Iterator

from agencies.models import Employee, RoleGrant, User
from agencies.tenancy.scope import region_scope
from tests.agencies.accounts.named import LIST, a_newcomer, account_of, page_of
from tests.cast import Cast
from tests.isolation.address import operator


def taking_a_role(cast: Cast) -> str:
    """The page on which the auditor's role is taken; in the region's scope."""
    return page_of(cast.auditor, f"cabut/{RoleGrant.objects.get(user=cast.auditor).pk}/")


def account_pages(cast: Cast) -> Iterator[tuple[str, str, Employee | User]]:
    """What it is, its address, who looks at it."""
    with region_scope(cast.region.pk):
        a_newcomer(cast)
        take = taking_a_role(cast)
    admin, budi = cast.region_admin, account_of(cast.budi)
    yield "accounts", LIST, admin
    yield "accounts, agency admin", LIST, cast.agency_admin
    yield "accounts, people without", f"{LIST}?saring=tanpa-akun", admin
    yield "accounts, nothing found", f"{LIST}?cari=Wiby", admin
    yield "accounts, refused", f"{LIST}?saring=apa", admin
    yield "account of somebody", page_of(budi), admin
    yield "account of somebody, agency admin", page_of(budi), cast.agency_admin
    yield "account, the own", page_of(admin), admin
    yield "taking a role", take, admin
    yield "switching an account off", page_of(budi, "status/"), admin
    yield "removing a second factor", page_of(budi, "dua-langkah/"), admin
    yield "account without employee", f"{LIST}baru/", admin
    yield "sheet of links", f"{LIST}lembar/", admin
    yield "regions", "/penyewa/", operator(cast)
    yield "new region", "/penyewa/baru/", operator(cast)
    yield "first admin of a region", f"/penyewa/{cast.region.pk}/admin/", operator(cast)
    yield "account of an operator", "/akun/", operator(cast)
    yield "devices of an operator", "/akun/perangkat/", operator(cast)
    yield "second factor of an operator", "/akun/verifikasi-dua-langkah/", operator(cast)
