"""Roles are given and taken by the region admin; the region never loses its last one."""

import pytest
from django.http import HttpResponse

from agencies.models import AuditEvent, IdentityProvider, Role, RoleGrant, User
from agencies.permissions import actor_of
from agencies.services.accounts.grant_role import grant_role
from agencies.services.accounts.refused import AccountRefusedError
from agencies.services.accounts.take_role import take_role
from tests.agencies.accounts.named import account_of, admin_of, another_admin, page_of
from tests.cast import Cast
from tests.factories import a_role, an_account
from tests.visitors import page, visitor

ONLY_ONE = "satu-satunya admin daerah"


def granted(cast: Cast, account: User, role: str, agency: str = "") -> HttpResponse:
    """The answer to the form of the page."""
    form = {"role": role, "agency": agency}
    return visitor(cast.region_admin).post(page_of(account, "beri/"), form)  # type: ignore[return-value]


def taken(cast: Cast, grant: RoleGrant) -> HttpResponse:
    """The answer to the confirmation."""
    address = page_of(grant.user, f"cabut/{grant.pk}/")
    return visitor(cast.region_admin).post(address)  # type: ignore[return-value]


def own_grant(cast: Cast) -> RoleGrant:
    """The region admin's."""
    return RoleGrant.objects.get(user=cast.region_admin)


def test_a_role_works_from_the_next_request_on(kupang: Cast) -> None:
    client = visitor(kupang.citra)
    assert client.get("/organisasi/").status_code == 403
    assert granted(kupang, account_of(kupang.citra), "agency_admin", "1.02.01").status_code == 302
    assert client.get("/organisasi/").status_code == 200


def test_a_role_that_is_taken_is_gone_at_the_next_request(kupang: Cast) -> None:
    client = visitor(kupang.agency_admin)
    assert client.get("/organisasi/").status_code == 200
    assert taken(kupang, RoleGrant.objects.get(user=kupang.agency_admin)).status_code == 302
    assert client.get("/organisasi/").status_code == 403


def test_both_are_recorded_with_names(kupang: Cast) -> None:
    granted(kupang, account_of(kupang.citra), "agency_admin", "1.02.01")
    taken(kupang, RoleGrant.objects.get(user=kupang.citra.user))
    subject = f"Citra Lestari ({kupang.citra.nip}), admin perangkat daerah: Puskesmas Oesapa (1.02.01)"
    events = AuditEvent.objects.order_by("at").values_list("action", "subject", "actor_name")
    assert list(events) == [
        ("role_granted", subject, "uji-region-admin"),
        ("role_taken", subject, "uji-region-admin"),
    ]


def test_a_role_that_is_held_already_is_given_once(kupang: Cast) -> None:
    for _ in range(2):
        assert granted(kupang, kupang.auditor, "auditor").status_code == 302
    assert RoleGrant.objects.filter(user=kupang.auditor).count() == 1


@pytest.mark.parametrize(
    ("role", "agency", "said"),
    [
        ("", "", "Pilih peran."),
        ("raja", "", "Peran itu tidak dikenal."),
        ("agency_admin", "", "Pilih unit yang dikelola"),
        ("agency_admin", "9.99", "Unit itu tidak ada"),
        ("regional_head", "", "tidak merangkap peran lain"),
        ("auditor", "", "tidak merangkap peran lain"),
    ],
)
def test_what_cannot_be_granted_is_refused_with_a_sentence(kupang: Cast, role: str, agency: str, said: str) -> None:
    answer = granted(kupang, kupang.agency_admin, role, agency)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert RoleGrant.objects.filter(user=kupang.agency_admin).count() == 1


def test_who_examines_is_given_no_other_role(kupang: Cast) -> None:
    assert granted(kupang, kupang.auditor, "region_admin").status_code == 422


@pytest.mark.parametrize("role", list(Role))
def test_nobody_grants_a_role_to_the_own_account(kupang: Cast, role: Role) -> None:
    assert granted(kupang, kupang.region_admin, role.value, "1.02").status_code == 422
    assert RoleGrant.objects.filter(user=kupang.region_admin).count() == 1


def test_an_agency_admin_grants_and_takes_nothing(kupang: Cast) -> None:
    actor, grant = actor_of(kupang.agency_admin), own_grant(kupang)
    with pytest.raises(AccountRefusedError, match="admin daerah"):
        grant_role(user=account_of(kupang.budi), role=Role.AGENCY_ADMIN, agency=kupang.puskesmas, actor=actor)
    with pytest.raises(AccountRefusedError, match="admin daerah"):
        take_role(grant=grant, actor=actor)


def test_an_account_that_is_switched_off_is_given_no_role(kupang: Cast) -> None:
    account = account_of(kupang.citra)
    User.objects.filter(pk=account.pk).update(is_active=False)
    assert granted(kupang, account, "agency_admin", "1.02").status_code == 422


def test_the_last_region_admin_keeps_the_role(kupang: Cast) -> None:
    answer = taken(kupang, own_grant(kupang))
    assert (answer.status_code, ONLY_ONE in answer.content.decode()) == (422, True)
    assert RoleGrant.objects.filter(user=kupang.region_admin).exists()


@pytest.mark.parametrize("facts", [{"is_active": False}, {"password": "!"}, {"password": ""}])
def test_an_admin_who_cannot_come_in_does_not_count(kupang: Cast, facts: dict[str, object]) -> None:
    User.objects.filter(pk=another_admin().pk).update(**facts)
    assert taken(kupang, own_grant(kupang)).status_code == 422


def test_with_an_identity_provider_no_password_is_needed(kupang: Cast) -> None:
    User.objects.filter(pk=another_admin().pk).update(password="!")
    IdentityProvider.objects.create(name="SSO", issuer="https://sso.go.id", client_id="timbang", is_active=True)
    assert taken(kupang, own_grant(kupang)).status_code == 302


def test_with_another_admin_the_own_role_is_given_up_after_a_warning(kupang: Cast) -> None:
    another_admin()
    grant = own_grant(kupang)
    shown = page(visitor(kupang.region_admin), page_of(kupang.region_admin, f"cabut/{grant.pk}/"))
    assert "Ini peran Anda sendiri." in shown
    assert taken(kupang, grant)["Location"] == "/"


def test_a_role_of_another_account_is_not_found_under_this_one(kupang: Cast) -> None:
    other = a_role(an_account("lain"), Role.AGENCY_ADMIN, kupang.dinas)
    client = visitor(kupang.region_admin)
    assert client.post(page_of(kupang.auditor, f"cabut/{other.pk}/")).status_code == 404


def test_taking_what_is_gone_records_nothing(kupang: Cast) -> None:
    grant = RoleGrant.objects.get(user=kupang.agency_admin)
    for _ in range(2):
        take_role(grant=grant, actor=admin_of(kupang))
    assert AuditEvent.objects.filter(action="role_taken").count() == 1
