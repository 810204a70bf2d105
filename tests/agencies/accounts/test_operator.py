"""The operator makes regions and lets their first admins in, and sees nothing of a region."""

import re

import pytest
from django.http import HttpResponse

from agencies.models import AuditEvent, InstallationEvent, Region, Role, RoleGrant, User
from agencies.tenancy.scope import region_scope
from tests.cast import Cast
from tests.visitors import page, visitor

SANDI = re.compile(r"/sandi/\d+/[\w-]{43}/")
NEW = "/penyewa/baru/"


@pytest.fixture
def operator(db: None) -> User:
    """Without a region."""
    return User.objects.create(region=None, login="operator-uji")


def opened(operator: User, **other: str) -> HttpResponse:
    """The answer to the form, filled in for Kota Kupang, with something else instead."""
    form = {"code": "53.71", "name": "Kota Kupang", "time_zone": "Asia/Makassar", "login": "admin-bkpsdm"}
    return visitor(operator).post(NEW, form | other)  # type: ignore[return-value]


def asked_again(operator: User, region: Region, login: str = "admin-bkpsdm") -> HttpResponse:
    """The answer to the form of the first admin."""
    return visitor(operator).post(f"/penyewa/{region.pk}/admin/", {"login": login})  # type: ignore[return-value]


def test_a_region_comes_with_its_first_admin_and_the_way_in(operator: User) -> None:
    answer = opened(operator)
    assert (answer.status_code, len(set(SANDI.findall(answer.content.decode())))) == (200, 1)
    assert "no-store" in answer["Cache-Control"]
    region = Region.objects.get(code="53.71")
    with region_scope(region.pk):
        assert RoleGrant.objects.get().role == Role.REGION_ADMIN
        events = AuditEvent.objects.filter(actor_name="operator operator-uji").values_list("action", flat=True)
        assert set(events) >= {"region_created", "account_created", "role_granted", "account_link_given"}


def test_the_link_runs_out_in_the_regions_own_time(operator: User) -> None:
    assert re.search(r"pukul \d\d\.\d\d WITA", opened(operator).content.decode())


def test_it_is_recorded_for_the_installation_without_the_admins_name(operator: User) -> None:
    opened(operator)
    found = InstallationEvent.objects.order_by("at").values_list("action", "reason")
    said = "operator operator-uji: 53.71"
    assert list(found) == [("region_created", said), ("first_admin_given", said)]


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"code": "5371"}, "tidak sah"),
        ({"code": ""}, "Isi kode wilayah."),
        ({"code": "5\x003"}, "karakter"),
        ({"name": " "}, "Isi nama daerah."),
        ({"time_zone": "Mars"}, "Zona waktu itu tidak dikenal."),
        ({"login": "Admin BKPSDM"}, "huruf kecil dan angka"),
    ],
)
def test_what_cannot_be_made_is_refused_whole(operator: User, other: dict[str, str], said: str) -> None:
    answer = opened(operator, **other)
    assert (answer.status_code, said.lower() in answer.content.decode().lower()) == (422, True)
    assert not Region.objects.exists()
    assert not User.objects.filter(region__isnull=False).exists()


def test_a_code_that_exists_is_refused(operator: User) -> None:
    opened(operator)
    answer = opened(operator)
    assert (answer.status_code, "sudah ada" in answer.content.decode()) == (422, True)


def test_until_somebody_comes_in_the_link_can_be_given_anew(operator: User) -> None:
    opened(operator)
    assert asked_again(operator, Region.objects.get()).status_code == 200


def test_once_an_admin_can_come_in_the_operator_gives_no_more(operator: User) -> None:
    opened(operator)
    User.objects.filter(login="admin-bkpsdm").update(password="md5$x$y")
    for login in ("admin-bkpsdm", "admin-lain"):
        answer = asked_again(operator, Region.objects.get(), login)
        assert (answer.status_code, "sudah punya admin daerah" in answer.content.decode()) == (422, True)


def test_no_other_account_of_a_region_is_opened_by_an_operator(operator: User) -> None:
    opened(operator)
    region = Region.objects.get()
    User.objects.create(region=region, login="bendahara", password="!")
    assert asked_again(operator, region, "bendahara").status_code == 422


def test_the_list_counts_accounts_and_names_nobody(bandung: Cast, operator: User) -> None:
    shown = page(visitor(operator), "/penyewa/")
    assert all(words in shown for words in ("Kota Bandung", "32.73", "9 dengan kata sandi", "Basis data"))
    assert all(words not in shown for words in (bandung.auditor.login, bandung.budi.name, "Dinas Kesehatan"))


def test_without_regions_the_list_says_what_to_do(operator: User) -> None:
    assert "Belum ada daerah." in page(visitor(operator), "/penyewa/")


def test_an_operator_starts_there(operator: User) -> None:
    assert visitor(operator).get("/")["Location"] == "/penyewa/"


@pytest.mark.parametrize("address", ["/penyewa/", NEW, "/penyewa/1/admin/"])
def test_people_of_a_region_do_not_open_it(kupang: Cast, address: str) -> None:
    assert visitor(kupang.region_admin).get(address).status_code == 403
