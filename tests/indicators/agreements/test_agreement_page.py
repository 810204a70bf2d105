"""The agreement of a unit: who reads and who writes it, what its buttons do, what is stored and what is refused."""

import datetime
import html
import re
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agencies.files.values import NumberRange
from agencies.models import AuditEvent
from indicators.models import Direction, Indicator, Pattern, UnitAgreement, UnitAgreementItem
from indicators.services.agreements.grid import targets_of
from indicators.services.agreements.load_agreement import MOST_ROWS
from tests.cast import Cast
from tests.factories import an_indicator
from tests.indicators.agreements.grids import ADDRESS, an_agreement, key_of, sent
from tests.visitors import outside_any_scope, page, visitor


def told(answer: Any, status: int) -> str:
    """The text of an answer that has a status."""
    assert answer.status_code == status, answer.status_code
    text: str = answer.content.decode()
    return html.unescape(text)


def value_of(text: str, name: str) -> str:
    """What stands in an input."""
    return str(re.findall(rf'name="{name}" value="([^"]*)"', text)[0])


@pytest.fixture
def admin(kupang: Cast) -> Client:
    """Who writes the agreement of the dinas."""
    return visitor(kupang.agency_admin)


@pytest.fixture
def stored(kupang: Cast) -> UnitAgreement:
    """A with 60 percent and targets, B with 35 percent and none."""
    return an_agreement(kupang)


def test_a_visitor_is_sent_to_the_sign_in(client: Client, kupang: Cast) -> None:
    assert client.get(ADDRESS)["Location"] == f"/masuk/?next={ADDRESS}"


def test_it_shows_what_is_stored_and_what_the_weights_lack(admin: Client, stored: UnitAgreement) -> None:
    text = page(admin, ADDRESS)
    assert "95,00, kurang 5,00" in text
    assert value_of(text, f"{key_of(stored, 'A')}-tahun") == "120"
    assert value_of(text, f"{key_of(stored, 'B')}-bobot") == "35,00"


def test_its_people_and_the_readers_of_the_region_read_it(kupang: Cast, stored: UnitAgreement) -> None:
    for person in (kupang.ratna, kupang.budi, kupang.regional_head, kupang.auditor):
        text = page(visitor(person), ADDRESS)
        assert "kurang 5,00" in text
        assert "<input" not in text.split("<main")[1]


def test_somebody_of_another_unit_may_not_read_it(kupang: Cast, stored: UnitAgreement) -> None:
    assert "untuk pegawainya" in told(visitor(kupang.dewi).get(ADDRESS), 403)


@pytest.mark.parametrize("who", ["ratna", "budi", "regional_head", "auditor"])
def test_who_only_reads_it_cannot_save_it(kupang: Cast, stored: UnitAgreement, who: str) -> None:
    assert "diisi oleh adminnya" in told(visitor(getattr(kupang, who)).post(ADDRESS, sent(stored)), 403)


def test_an_agency_admin_does_not_write_for_another_agency(kupang: Cast, admin: Client) -> None:
    assert admin.post("/perjanjian/7.01/2026/", {}).status_code == 403


@pytest.mark.parametrize("address", ["/perjanjian/9.99/2026/", "/perjanjian/1.02/1999/", "/perjanjian/1.02/2090/"])
def test_a_unit_or_a_year_that_is_not_there_is_404(admin: Client, address: str) -> None:
    assert admin.get(address).status_code == 404


def test_an_agreement_of_another_region_is_404(bandung: Cast, kupang: Cast) -> None:
    code = "9.99"
    kupang.kecamatan.code = code
    kupang.kecamatan.save(update_fields=["code"])
    answer = outside_any_scope(visitor(bandung.region_admin), f"/perjanjian/{code}/2026/")
    assert answer.status_code == 404


def test_saving_stores_weights_and_targets_and_records_it(admin: Client, stored: UnitAgreement) -> None:
    changes = {"A-bobot": "62,5", "B-bobot": "", "B-t03": "1.250.000", "B-t06": "12,5"}
    assert admin.post(ADDRESS, sent(stored, changes))["Location"] == ADDRESS
    first, second = stored.items.order_by("id")
    assert first.weight == Decimal("62.5")
    assert (second.weight, second.targets[2], second.targets[5]) == (None, Decimal(1_250_000), Decimal("12.5"))
    event = AuditEvent.objects.get(action=AuditEvent.Action.AGREEMENT_SAVED)
    assert event.subject == "perjanjian kinerja Dinas Kesehatan 2026"
    assert event.details == {
        "edition": 2, "items": 2, "weights": "62,50", "added": 0, "changed": 2, "removed": 0,
    }  # fmt: skip


def test_a_sum_that_is_not_100_is_stored_with_a_warning(admin: Client, stored: UnitAgreement) -> None:
    text = told(admin.post(ADDRESS, sent(stored, {"A-t01": "12.500"}), follow=True), 200)
    assert "Tersimpan. Jumlah bobot 95,00, kurang 5,00." in text
    assert "A, Januari: Dibaca 12500" in text


def test_the_same_again_is_no_new_edition(admin: Client, stored: UnitAgreement) -> None:
    admin.post(ADDRESS, sent(stored))
    stored.refresh_from_db()
    assert stored.edition == 1
    assert not AuditEvent.objects.filter(action=AuditEvent.Action.AGREEMENT_SAVED).exists()


def test_an_input_that_cannot_be_read_refuses_all_and_keeps_all(admin: Client, stored: UnitAgreement) -> None:
    answer = admin.post(ADDRESS, sent(stored, {"A-t02": "dua belas", "B-t01": "77"}))
    text = told(answer, 422)
    assert "<title>Galat:" in text
    assert "A, Februari: Isi dengan angka" in text
    assert value_of(text, f"{key_of(stored, 'B')}-t01") == "77"
    assert value_of(text, f"{key_of(stored, 'A')}-t02") == "dua belas"
    assert stored.items.get(indicator__code="B").targets == [None] * 12


def test_a_stale_save_shows_both_values_and_loses_neither(admin: Client, kupang: Cast, stored: UnitAgreement) -> None:
    visitor(kupang.region_admin).post(ADDRESS, sent(stored, {"A-bobot": "65"}))
    answer = admin.post(ADDRESS, sent(stored, {"A-bobot": "61", "B-t01": "5"}))
    text = told(answer, 409)
    row = re.findall(r"A, Bobot</th>.*?</tr>", text, re.DOTALL)[0]
    assert re.findall(r">([0-9,]+)</td>", row) == ["61", "65,00"]
    assert value_of(text, f"{key_of(stored, 'B')}-t01") == "5"
    assert stored.items.get(indicator__code="A").weight == 65
    edition = value_of(text, "edition")
    assert admin.post(ADDRESS, sent(stored, {"A-bobot": "61"}) | {"edition": edition}).status_code == 302
    assert stored.items.get(indicator__code="A").weight == 61


def test_a_row_is_filled_with_a_pattern_and_not_yet_stored(admin: Client, stored: UnitAgreement) -> None:
    key = key_of(stored, "B")
    answer = admin.post(ADDRESS, sent(stored, {"B-tahun": "100", "B-pola": "even-month"}, isi=key))
    text = told(answer, 200)
    assert [value_of(text, f"{key}-t{month:02}") for month in (1, 8, 9, 12)] == ["8", "8", "9", "9"]
    assert "Belum disimpan" in text
    assert stored.items.get(indicator__code="B").targets == [None] * 12


def test_a_pattern_that_does_not_suit_is_refused_in_its_row(admin: Client, stored: UnitAgreement) -> None:
    answer = admin.post(ADDRESS, sent(stored, {"B-pola": "even-month"}, isi=key_of(stored, "B")))
    assert "Isi dahulu jumlah setahun" in told(answer, 422)


def test_the_rest_of_the_weights_is_levelled_and_not_yet_stored(admin: Client, stored: UnitAgreement) -> None:
    text = told(admin.post(ADDRESS, sent(stored, {"B-bobot": ""}, ratakan="ya")), 200)
    assert value_of(text, f"{key_of(stored, 'B')}-bobot") == "40,00"
    assert "100,00, lengkap" in text
    refused = admin.post(ADDRESS, sent(stored, {"A-bobot": "100", "B-bobot": ""}, ratakan="ya"))
    assert "sudah 100 atau lebih" in told(refused, 422)


def test_indicators_are_added_from_the_own_catalogue_and_that_above(kupang: Cast, stored: UnitAgreement) -> None:
    own = an_indicator(kupang.puskesmas, "P-1", name="Kunjungan rumah")
    an_indicator(kupang.kecamatan, "KA-1", name="Surat selesai")
    address, client = "/perjanjian/1.02.01/2026/", visitor(kupang.agency_admin)
    text = page(client, address)
    assert re.findall(r'<option value="\d+">(\S+) ·', text) == ["P-1", "A", "B"]
    added = told(client.post(address, {"baris": "", "edition": "0", "indikator_baru": own.pk, "tambah": "ya"}), 200)
    assert value_of(added, "baris") == str(own.pk)
    client.post(address, {"baris": str(own.pk), "edition": "0", f"{own.pk}-bobot": "100"})
    assert UnitAgreementItem.objects.get(agreement__agency=kupang.puskesmas).weight == 100


def test_a_retired_indicator_is_not_offered_and_stays_where_it_stands(kupang: Cast, stored: UnitAgreement) -> None:
    new_year = datetime.date(2026, 1, 1)
    Indicator.objects.filter(code__in=["A"]).update(retired_from=new_year)
    an_indicator(kupang.dinas, "C")
    Indicator.objects.filter(code="C").update(retired_from=new_year)
    text = page(visitor(kupang.agency_admin), ADDRESS)
    assert "<option" not in text.split("indikator-baru")[-1] or "C ·" not in text
    assert value_of(text, f"{key_of(stored, 'A')}-bobot") == "60,00"


def test_a_row_is_taken_out_and_leaves_with_the_save(admin: Client, stored: UnitAgreement) -> None:
    key, kept = key_of(stored, "B"), key_of(stored, "A")
    text = told(admin.post(ADDRESS, sent(stored, keluarkan=key)), 200)
    assert value_of(text, "baris") == kept
    admin.post(ADDRESS, sent(stored) | {"baris": kept})
    assert list(stored.items.values_list("indicator__code", flat=True)) == ["A"]


def test_the_year_before_is_copied_with_its_figures(kupang: Cast, admin: Client) -> None:
    before = an_agreement(kupang, year=2025)
    Indicator.objects.filter(code="B").update(retired_from=datetime.date(2026, 1, 1))
    text = told(admin.post(ADDRESS, {"baris": "", "edition": "0", "salin": "ya"}), 200)
    key = key_of(before, "A")
    assert (value_of(text, f"{key}-bobot"), value_of(text, f"{key}-t12")) == ("60,00", "10")
    assert "1 indikator ditambahkan. Belum disimpan. 1 indikator tidak disalin karena sudah berhenti." in text


def test_an_indicator_of_another_unit_cannot_be_smuggled_in(kupang: Cast, admin: Client) -> None:
    strange = an_indicator(kupang.kecamatan, "KA-1")
    text = told(admin.post(ADDRESS, {"baris": str(strange.pk), "edition": "0"}, follow=True), 200)
    assert "tidak lagi dapat dipakai unit ini" in text
    assert not UnitAgreementItem.objects.exists()


def test_a_range_is_stored_by_both_bounds(kupang: Cast, admin: Client) -> None:
    wait = an_indicator(kupang.dinas, "R", direction=Direction.RANGE, pattern=Pattern.POSITION)
    admin.post(ADDRESS, {"baris": str(wait.pk), "edition": "0", f"{wait.pk}-t06": "80 s.d. 90"})
    item = UnitAgreementItem.objects.get()
    assert targets_of(item.targets, item.upper_targets)[5] == NumberRange(Decimal(80), Decimal(90))


def test_two_first_saves_do_not_hide_each_other(kupang: Cast, admin: Client, stored: UnitAgreement) -> None:
    assert admin.post(ADDRESS, sent(stored, {"A-bobot": "50"}) | {"edition": "0"}).status_code == 409


def statements_of(client: Client) -> int:
    """How many statements the grid costs."""
    with CaptureQueriesContext(connection) as captured:
        page(client, ADDRESS)
    return len(captured)


def test_a_longer_grid_costs_no_more_statements(kupang: Cast, admin: Client, stored: UnitAgreement) -> None:
    few = statements_of(admin)
    for number in range(40):
        indicator = an_indicator(kupang.dinas, f"DK-{number:02}")
        UnitAgreementItem.objects.create(agreement=stored, indicator=indicator, targets=[None] * 12)
    assert statements_of(admin) == few


def test_the_longest_form_can_be_sent() -> None:
    fields_a_row = 1 + 1 + 12 + 1  # weight, year, months, pattern
    assert MOST_ROWS * fields_a_row + 10 <= settings.DATA_UPLOAD_MAX_NUMBER_FIELDS


def test_an_agreement_ends_where_its_form_would(kupang: Cast, admin: Client) -> None:
    keys = [str(an_indicator(kupang.dinas, f"DK-{number:02}").pk) for number in range(MOST_ROWS + 1)]
    data = {"baris": ",".join(keys[:-1]), "edition": "0", "indikator_baru": keys[-1], "tambah": "ya"}
    assert "paling banyak 60 indikator" in told(admin.post(ADDRESS, data), 422)
