"""In which language a program is answered: as its Accept-Language says (RFC 9110 12.5.4)."""

import pytest
from django.test import Client
from django.utils import translation

from agencies.files.errors import FileRefused
from agencies.permissions import actor_of
from appraisal.resources import ActualResource
from appraisal.services.periods.lock_period import lock_period
from tests.api.programs import program
from tests.api.sending import ACTUALS, ATTENDANCE, RATINGS, a_level_row, a_recap_row, an_actual_row, errors_of, sent
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month

NOWHERE = "/api/v1/pegawai/"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "id"),
        ("en", "en"),
        ("en-GB", "en"),
        ("EN;q=0.4", "en"),
        ("fr, en;q=0.2", "en"),
        ("en-US, en;q=0.9, id;q=0.95", "en"),
        ("id, en;q=0.9", "id"),
        ("en;q=0.8, id;q=0.9", "id"),
        ("fr", "id"),
        ("*", "id"),
        ("en, *;q=0.5", "en"),
        ("tidak; benar", "id"),
    ],
)
def test_a_program_is_answered_in_the_language_that_it_prefers(
    client: Client, db: None, header: str, language: str
) -> None:
    assert client.get(NOWHERE, headers={"accept-language": header})["Content-Language"] == language


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("en;q=0", "id"),
        ("en;q=0.000", "id"),
        ("en;q=0, *", "id"),
        ("*, en;q=0", "id"),
        ("en-GB;q=0, fr", "id"),
        ("id;q=0", "en"),
        ("id;q=0, *;q=0.1", "en"),
        ("id;q=0, en;q=0", "id"),
        ("*;q=0", "id"),
        ("en;q=0.1, *;q=0", "en"),
    ],
)
def test_a_language_of_no_weight_is_not_acceptable(client: Client, db: None, header: str, language: str) -> None:
    assert client.get(NOWHERE, headers={"accept-language": header})["Content-Language"] == language


@pytest.mark.parametrize(
    ("other", "indonesian", "english"),
    [
        ({"nip": "123"}, "NIP harus 18 angka", "A NIP has 18 digits"),
        ({"nip": "199001012015011099"}, "NIP ini belum terdaftar", "This NIP is not registered"),
        ({"period": "Januari"}, "Isi dengan bulan", "Enter a month"),
        ({"value": "1,5"}, "Tulis angka desimal biasa", "Write a plain decimal"),
        ({"value": None}, "Isi nilai, atau isi status not_applicable", "Enter a value, or the status not_applicable"),
        ({"agency": "9.99"}, "Tidak ada perangkat daerah", "There is no agency with this code"),
        ({"indicator": "IKU-9"}, "tidak memiliki indikator ini", "has no such indicator"),
        ({"indicator": ""}, "Kolom ini wajib diisi", "This column must be filled in"),
    ],
)
def test_a_refused_actual_is_told_in_the_language_of_the_request(
    month: Month, other: dict[str, object], indonesian: str, english: str
) -> None:
    client = program(month.cast.region_admin)
    for language, said in (("id", indonesian), ("en", english)):
        [error] = errors_of(sent(client, ACTUALS, an_actual_row(month) | other, mode="each", language=language))
        assert said in error


@pytest.mark.parametrize(
    ("other", "indonesian", "english"),
    [
        ({"present": 22}, "Hari hadir melebihi", "The days present exceed"),
        ({"tl1": 1000}, "Isi dengan bilangan bulat 0 sampai 999", "Enter a whole number from 0 to 999"),
    ],
)
def test_a_refused_recap_is_told_in_the_language_of_the_request(
    month: Month, other: dict[str, object], indonesian: str, english: str
) -> None:
    client = program(month.cast.region_admin)
    for language, said in (("id", indonesian), ("en", english)):
        [error] = errors_of(sent(client, ATTENDANCE, a_recap_row(month) | other, mode="each", language=language))
        assert said in error


def test_somebody_of_another_unit_is_refused_in_the_language_of_the_request(month: Month) -> None:
    client = program(month.cast.agency_admin)
    row = a_recap_row(month, nip=month.cast.dewi.nip)
    [error] = errors_of(sent(client, ATTENDANCE, row, mode="each", language="en"))
    assert "In that month this employee had no place in the agencies that you administer." in error


def test_a_locked_month_is_refused_in_the_language_of_the_request(month: Month) -> None:
    month.evaluate()
    lock_period(period=a_period("2026-01"), actor=actor_of(month.cast.region_admin))
    client = program(month.cast.region_admin)
    [error] = errors_of(sent(client, ACTUALS, an_actual_row(month), language="en"))
    assert error.startswith("rows/0/period: The period 2026-01 is locked")


def test_a_refused_level_is_told_in_the_language_of_the_request(month: Month) -> None:
    client = program(month.cast.sari)
    [error] = errors_of(sent(client, RATINGS, a_level_row(month, level=6), mode="each", language="en"))
    assert error == "level: Enter a whole number from 1 to 5."


def test_a_request_sent_again_is_answered_in_the_language_of_the_first(month: Month) -> None:
    client = program(month.cast.region_admin)
    row = an_actual_row(month, nip="123")
    first = sent(client, ACTUALS, row, key="malam-1", language="en")
    again = sent(client, ACTUALS, row, key="malam-1", language="id")
    assert (again["Idempotency-Replayed"], again.content) == ("true", first.content)


def test_a_file_is_refused_in_indonesian_whoever_brings_it(month: Month) -> None:
    with translation.override("en"), pytest.raises(FileRefused, match="NIP harus 18 angka"):
        ActualResource().import_file(
            b"nip,periode,kode_opd,kode_indikator,nilai,status,catatan\n123,2026-01,1.02,IKU-1,5,,\n", name="r.csv"
        )
