"""The tree of units: what it shows, and how the region admin changes it."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from agencies.models import Agency, AuditEvent, RowHistory
from tests.cast import Cast
from tests.factories import an_agency
from tests.visitors import page, visitor

TREE = "/organisasi/"
NEW = "/organisasi/baru/"
PUSKESMAS = "/organisasi/1.02.01/"
UNIT = {"code": "1.02.02", "name": "Puskesmas Alak", "kind": "puskesmas", "parent": "1.02"}


def seen(cast: Cast, who: str = "region_admin") -> str:
    """The tree as somebody of the cast sees it."""
    return page(visitor(getattr(cast, who)), TREE)


def words(markup: str) -> str:
    """What is read, without markup."""
    return " ".join(re.sub(r"<[^>]*>", " ", markup).split())


def saved(cast: Cast, **changed: str) -> HttpResponse:
    """The puskesmas with something else in its form."""
    client = visitor(cast.region_admin)
    hidden = dict(re.findall(r'name="(began_\w+)" value="([^"]*)"', page(client, PUSKESMAS)))
    usual = {"name": "Puskesmas Oesapa", "kind": "dinas", "parent": "1.02"}
    return client.post(PUSKESMAS, {**hidden, **usual, **changed})  # type: ignore[return-value]


def test_each_unit_says_its_people_its_head_and_its_admins(kupang: Cast) -> None:
    text = words(seen(kupang))
    assert "3 unit, 5 pegawai dengan penempatan definitif hari ini." in text
    assert "Pimpinan Ratna Dewi Kepala Dinas Kesehatan Admin uji-agency-admin Pegawai 1 pegawai" in text
    assert "4 dengan unit di bawahnya" in text
    assert "Pimpinan Sari Wulandari Kepala Puskesmas Admin ikut unit di atasnya Pegawai 3 pegawai" in text


def test_without_reports_nobody_is_a_head(kupang: Cast) -> None:
    assert "Pimpinan belum ada Admin admin daerah Pegawai 1 pegawai" in words(seen(kupang))


def test_units_stand_inside_those_above_them(kupang: Cast) -> None:
    text = seen(kupang)
    inside = text.partition("1 unit di bawahnya")[2].partition("</ul>")[0]
    assert "Puskesmas Oesapa" in inside
    assert "Kecamatan Alak" not in inside


def test_an_agency_admin_sees_the_own_units_and_changes_nothing(kupang: Cast) -> None:
    text = seen(kupang, "agency_admin")
    assert "Kecamatan Alak" not in text
    assert "Tambah unit" not in text


@pytest.mark.parametrize("who", ["auditor", "regional_head"])
def test_head_and_auditor_read_all_of_it(kupang: Cast, who: str) -> None:
    assert "Kecamatan Alak" in seen(kupang, who)
    assert "Tambah unit" not in seen(kupang, who)


@pytest.mark.parametrize("who", ["budi", "sari"])
def test_others_are_refused_in_words(kupang: Cast, who: str) -> None:
    answer = visitor(getattr(kupang, who)).get(TREE)
    assert answer.status_code == 403
    assert "Susunan organisasi untuk admin" in answer.content.decode()


@pytest.mark.parametrize("address", [NEW, PUSKESMAS])
@pytest.mark.parametrize("who", ["agency_admin", "auditor", "regional_head", "budi"])
def test_only_the_region_admin_writes(kupang: Cast, who: str, address: str) -> None:
    client = visitor(getattr(kupang, who))
    assert client.get(address).status_code == 403
    assert client.post(address, UNIT).status_code == 403


def test_a_visitor_signs_in_first_and_the_tree_is_read_only(client: Client, kupang: Cast) -> None:
    assert client.get(TREE)["Location"] == "/masuk/?next=/organisasi/"
    assert visitor(kupang.region_admin).post(TREE).status_code == 405


def test_a_unit_is_added_under_another_and_recorded(kupang: Cast) -> None:
    assert visitor(kupang.region_admin).post(NEW, UNIT)["Location"] == TREE
    unit = Agency.objects.get(code="1.02.02")
    assert (unit.name, unit.parent) == ("Puskesmas Alak", kupang.dinas)
    event = AuditEvent.objects.get(action=AuditEvent.Action.AGENCY_CHANGED)
    assert (event.subject, event.actor_name) == ("Puskesmas Alak (1.02.02)", "uji-region-admin")


def test_the_form_of_a_new_unit_begins_under_the_one_that_was_looked_at(kupang: Cast) -> None:
    assert 'value="1.02.01" selected' in page(visitor(kupang.region_admin), f"{NEW}?induk=1.02.01")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"code": "1.02.01"}, "sudah dipakai unit lain"),
        ({"code": "1 02"}, "tanpa spasi"),
        ({"code": "a/b"}, "tanpa spasi"),
        ({"code": "baru"}, "dipakai Timbang"),
        ({"name": " "}, "Isi nama unit"),
        ({"parent": "9.99"}, "tidak ada di daerah Anda"),
    ],
)
def test_a_refused_unit_keeps_what_was_typed(kupang: Cast, changed: dict[str, str], told: str) -> None:
    answer = visitor(kupang.region_admin).post(NEW, {**UNIT, **changed, "kind": "klinik"})
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert 'value="klinik"' in answer.content.decode()


def test_a_unit_gets_another_name_and_place_and_the_old_row_is_kept(kupang: Cast) -> None:
    assert saved(kupang, name="Puskesmas Oesapa Barat", parent="7.01").status_code == 302
    unit = Agency.objects.get(code="1.02.01")
    assert (unit.name, unit.parent) == ("Puskesmas Oesapa Barat", kupang.kecamatan)
    assert RowHistory.objects.filter(table_name="agencies_agency").count() == 1


def test_a_form_without_a_change_writes_nothing(kupang: Cast) -> None:
    assert saved(kupang).status_code == 302
    assert not AuditEvent.objects.exists()


def test_a_unit_below_is_not_offered_as_the_one_above(kupang: Cast) -> None:
    client = visitor(kupang.region_admin)
    assert "Puskesmas Oesapa" not in page(client, "/organisasi/1.02/").partition("<select")[2].partition("</select>")[0]
    refused = client.post("/organisasi/1.02/", {"name": "Dinas", "parent": "1.02.01"})
    assert refused.status_code == 422


def test_too_many_levels_are_refused(kupang: Cast) -> None:
    parent = kupang.puskesmas
    for number in range(18):
        parent = an_agency(f"9.{number}", f"Unit {number}", parent)
    answer = visitor(kupang.region_admin).post(NEW, {**UNIT, "parent": parent.code})
    assert answer.status_code == 422
    assert "paling banyak 20 tingkat" in answer.content.decode()


def test_a_stale_form_shows_both_and_may_be_sent_again(kupang: Cast) -> None:
    client = visitor(kupang.region_admin)
    begun = {"began_name": "Puskesmas Oesapa", "began_kind": "dinas", "began_parent": "1.02"}
    mine = {"name": "Puskesmas Kelapa", "kind": "dinas", "parent": "1.02"}
    saved(kupang, name="Puskesmas Oesapa Barat")
    answer = client.post(PUSKESMAS, {**begun, **mine})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Puskesmas Oesapa Barat" in text.partition("Yang berbeda")[2]
    assert 'value="Puskesmas Kelapa"' in text
    hidden = dict(re.findall(r'name="(began_\w+)" value="([^"]*)"', text))
    assert client.post(PUSKESMAS, {**hidden, **mine}).status_code == 302
    assert Agency.objects.get(code="1.02.01").name == "Puskesmas Kelapa"


def test_an_unknown_unit_and_one_of_another_region_are_not_found(bandung: Cast, kupang: Cast) -> None:
    assert visitor(kupang.region_admin).get("/organisasi/0.00/").status_code == 404
