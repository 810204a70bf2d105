"""The list of accounts: whom it shows to whom, and how it is narrowed."""

import pytest
from django.utils import timezone

from agencies.dates import long_date
from agencies.models import Role, SecondFactor, SignedInDevice, User
from tests.agencies.accounts.named import LIST, a_newcomer, account_of
from tests.cast import Cast
from tests.factories import a_role, an_account
from tests.visitors import outside_any_scope, page, visitor


def test_the_region_admin_sees_everybody_and_what_they_may(kupang: Cast) -> None:
    shown = page(visitor(kupang.region_admin), LIST)
    people = (kupang.budi.name, kupang.dewi.name, kupang.auditor.login)
    assert all(words in shown for words in (*people, "Admin perangkat daerah, Dinas Kesehatan", "tanpa pegawai"))


def test_an_agency_admin_sees_the_people_of_the_own_units_without_a_role(kupang: Cast) -> None:
    shown = page(visitor(kupang.agency_admin), LIST)
    assert kupang.budi.name in shown
    assert all(words not in shown for words in (kupang.dewi.name, kupang.auditor.login, 'name="peran"'))


def test_a_person_with_a_role_is_not_the_agency_admins(kupang: Cast) -> None:
    a_role(account_of(kupang.citra), Role.AGENCY_ADMIN, kupang.puskesmas)
    assert kupang.citra.name not in page(visitor(kupang.agency_admin), LIST)


@pytest.mark.parametrize(
    ("asked", "found", "left_out"),
    [
        ("cari=citra", "Citra Lestari", "Budi Santoso"),
        ("cari=uji-aud", "uji-auditor", "Budi Santoso"),
        ("peran=auditor", "uji-auditor", "uji-regional-head"),
        ("opd=7.01", "Dewi Anggraini", "Budi Santoso"),
        ("opd=1.02", "uji-agency-admin", "Dewi Anggraini"),
        ("saring=peran", "uji-auditor", "Budi Santoso"),
        ("saring=tanpa-pegawai", "uji-auditor", "Budi Santoso"),
        ("saring=tanpa-akun", "Eka Saputra", "Budi Santoso"),
        ("saring=tanpa-sandi", "baru-saja", "Budi Santoso"),
        ("saring=nonaktif", "tidak-dipakai", "Budi Santoso"),
    ],
)
def test_it_is_narrowed(kupang: Cast, asked: str, found: str, left_out: str) -> None:
    a_newcomer(kupang)
    User.objects.filter(pk=an_account("baru-saja").pk).update(password="!x")
    User.objects.filter(pk=an_account("tidak-dipakai").pk).update(is_active=False)
    shown = page(visitor(kupang.region_admin), f"{LIST}?{asked}")
    assert (found in shown, left_out in shown) == (True, False)


@pytest.mark.parametrize("asked", ["opd=9", "peran=raja", "saring=apa", "cari=" + "x" * 161])
def test_what_cannot_be_asked_is_refused_with_a_sentence(kupang: Cast, asked: str) -> None:
    answer = visitor(kupang.region_admin).get(f"{LIST}?{asked}")
    assert (answer.status_code, "Daftar tidak dapat ditampilkan." in answer.content.decode()) == (422, True)


def test_it_says_how_an_account_comes_in(kupang: Cast) -> None:
    user, now = account_of(kupang.budi), timezone.now()
    SecondFactor.objects.create(user=user, sealed_secret="x", confirmed_at=now)
    SignedInDevice.objects.create(user=user, session_key="k", agent="Chrome", way="password", seen_at=now)
    shown = page(visitor(kupang.region_admin), f"{LIST}?cari=budi")
    assert "dua langkah" in shown
    assert long_date(timezone.localdate()) in shown


@pytest.mark.parametrize("who", ["auditor", "regional_head", "budi"])
def test_nobody_else_opens_it(kupang: Cast, who: str) -> None:
    assert visitor(getattr(kupang, who)).get(LIST).status_code == 403


def test_an_account_of_another_region_is_not_there(bandung: Cast, kupang: Cast) -> None:
    assert outside_any_scope(visitor(bandung.region_admin), f"{LIST}{kupang.auditor.pk}/").status_code == 404


def test_an_account_that_is_not_the_agency_admins_is_refused(kupang: Cast) -> None:
    client = visitor(kupang.agency_admin)
    assert [client.get(f"{LIST}{one.pk}/").status_code for one in (kupang.auditor, account_of(kupang.dewi))] == [
        403
    ] * 2
