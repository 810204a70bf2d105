"""Links to a password: one is open, none is kept readable, and not everybody may give one."""

import datetime
import hashlib
import re

import pytest
from django.http import HttpResponse

from agencies.models import AccountLink, AuditEvent, Employee, PlacementKind, Role, User
from agencies.permissions import actor_of
from agencies.services.accounts.give_link import VALID, give_link
from agencies.services.accounts.grant_role import grant_role
from agencies.services.accounts.refused import AccountRefusedError
from tests.agencies.accounts.named import account_of, admin_of, page_of
from tests.cast import Cast
from tests.factories import a_placement, an_agency, an_employee
from tests.visitors import page, visitor

ADDRESS = re.compile(r"http://testserver(/sandi/(\d+)/([\w-]{43})/)")


def given(giver: User, person: Employee | User) -> HttpResponse:
    """The answer to the button."""
    account = account_of(person) if isinstance(person, Employee) else person
    return visitor(giver).post(page_of(account, "tautan/"))  # type: ignore[return-value]


def test_a_link_is_shown_once_and_kept_as_its_digest(kupang: Cast) -> None:
    answer = given(kupang.region_admin, kupang.budi)
    found = ADDRESS.search(answer.content.decode())
    assert found is not None
    assert (int(found[2]), "no-store" in answer["Cache-Control"]) == (kupang.region.pk, True)
    link = AccountLink.objects.get()
    assert link.secret_hash == hashlib.sha256(found[3].encode()).hexdigest()
    assert found[3] not in page(visitor(kupang.region_admin), page_of(account_of(kupang.budi)))


def test_it_leads_to_the_choice_of_a_password(kupang: Cast) -> None:
    link = give_link(user=account_of(kupang.budi), actor=admin_of(kupang))
    assert visitor(kupang.region_admin).get(link.path).status_code == 200


def test_it_is_valid_for_three_days(kupang: Cast) -> None:
    give_link(user=account_of(kupang.budi), actor=admin_of(kupang))
    link = AccountLink.objects.get()
    assert abs(link.expires_at - link.created_at - VALID) < datetime.timedelta(seconds=5)


def test_a_newer_link_ends_the_one_before(kupang: Cast) -> None:
    for _ in range(2):
        give_link(user=account_of(kupang.budi), actor=admin_of(kupang))
    ended = AccountLink.objects.order_by("pk").values_list("ended_at", flat=True)
    assert [moment is not None for moment in ended] == [True, False]


def test_who_only_acts_in_a_unit_is_not_looked_after_by_its_admin(kupang: Cast) -> None:
    guest = an_employee("Yohanes Lay")
    a_placement(guest, an_agency("9.99", "Badan Lain"))
    a_placement(guest, kupang.puskesmas, kind=PlacementKind.ACTING)
    assert given(kupang.agency_admin, guest).status_code == 403
    assert not AccountLink.objects.exists()


def test_a_link_does_not_outlast_the_moment_in_which_its_account_gets_a_role(kupang: Cast) -> None:
    give_link(user=account_of(kupang.citra), actor=actor_of(kupang.agency_admin))
    grant_role(user=account_of(kupang.citra), role=Role.REGION_ADMIN, agency=None, actor=admin_of(kupang))
    assert AccountLink.objects.get().ended_at is not None


def test_links_of_others_stay_open(kupang: Cast) -> None:
    for person in (kupang.budi, kupang.citra):
        give_link(user=account_of(person), actor=admin_of(kupang))
    assert AccountLink.objects.filter(ended_at=None).count() == 2


def test_it_is_recorded_without_its_secret(kupang: Cast) -> None:
    link = give_link(user=account_of(kupang.budi), actor=admin_of(kupang))
    event = AuditEvent.objects.get(action="account_link_given")
    assert (event.subject, event.actor_name) == (f"Budi Santoso ({kupang.budi.nip})", "uji-region-admin")
    assert link.path.split("/")[-2] not in str(event.details)


def test_the_password_that_exists_goes_on(kupang: Cast) -> None:
    before = account_of(kupang.budi).password
    give_link(user=account_of(kupang.budi), actor=admin_of(kupang))
    assert User.objects.get(pk=account_of(kupang.budi).pk).password == before


def test_an_agency_admin_gives_one_to_the_own_people(kupang: Cast) -> None:
    assert given(kupang.agency_admin, kupang.citra).status_code == 200


@pytest.mark.parametrize("who", ["dewi", "auditor", "region_admin", "agency_admin"])
def test_an_agency_admin_gives_none_to_others_and_to_holders_of_roles(kupang: Cast, who: str) -> None:
    assert given(kupang.agency_admin, getattr(kupang, who)).status_code == 403
    assert not AccountLink.objects.exists()


def test_the_service_refuses_an_agency_admin_too(kupang: Cast) -> None:
    with pytest.raises(AccountRefusedError, match="memegang peran"):
        give_link(user=kupang.auditor, actor=actor_of(kupang.agency_admin))


def test_an_agency_admin_gives_none_to_somebody_who_rates_others(kupang: Cast) -> None:
    answer = given(kupang.agency_admin, kupang.sari)
    assert (answer.status_code, "pejabat penilai" in answer.content.decode()) == (422, True)
    assert not AccountLink.objects.exists()


def test_the_region_admin_gives_one_to_a_rater(kupang: Cast) -> None:
    assert given(kupang.region_admin, kupang.sari).status_code == 200


def test_nobody_gives_one_to_the_own_account(kupang: Cast) -> None:
    answer = given(kupang.region_admin, kupang.region_admin)
    assert (answer.status_code, "Ganti kata sandi" in answer.content.decode()) == (422, True)


def test_an_account_that_is_switched_off_gets_none(kupang: Cast) -> None:
    User.objects.filter(pk=account_of(kupang.budi).pk).update(is_active=False)
    answer = given(kupang.region_admin, kupang.budi)
    assert (answer.status_code, "Aktifkan dahulu" in answer.content.decode()) == (422, True)
