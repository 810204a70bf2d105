"""The screen of personal data, the confirmation of an erasure, and the file with the own data."""

import json

import pytest

from agencies.models import AuditEvent, Employee
from appraisal.models import RaterRole
from tests.appraisal.factories import a_rating
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.personal_data.long_ago import JANUARY, NOTE
from tests.personal_data.reach import REASON, erased
from tests.visitors import page, visitor

LIST, OWN = "/pengaturan/data-pribadi/", "/akun/data-saya/"


def test_the_list_names_who_is_past_retention_with_the_last_day(left: Month, budi: Employee) -> None:
    shown = page(visitor(left.cast.region_admin), LIST)
    assert "Budi Santoso" in shown
    assert "31 Desember 2018" in shown
    assert "Citra Lestari" not in shown


def test_an_empty_list_says_so(kupang: Cast) -> None:
    assert "Belum ada yang melewati masa simpan." in page(visitor(kupang.region_admin), LIST)


def test_the_confirmation_says_what_goes_and_what_stays(left: Month, budi: Employee) -> None:
    shown = page(visitor(left.cast.region_admin), f"{LIST}{budi.pk}/")
    assert "Yang dihapus" in shown
    assert "Yang tetap" in shown
    assert "tidak dapat dibatalkan" in shown


def test_with_a_reason_and_the_number_the_person_is_erased_and_listed_as_done(left: Month, budi: Employee) -> None:
    admin = visitor(left.cast.region_admin)
    form = {"reason": REASON, "nip": f"{budi.nip[:8]} {budi.nip[8:]}"}
    answer = admin.post(f"{LIST}{budi.pk}/", form, follow=True)
    shown = answer.content.decode()
    assert str(budi.key) in shown
    assert "Budi Santoso" not in shown


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"reason": "", "nip": "{nip}"}, "Tulis alasan penghapusan"),
        ({"reason": REASON, "nip": "199001012015011001"}, "berbeda dengan NIP pegawai"),
        ({"reason": "Budi Santoso pensiun", "nip": "{nip}"}, "tidak boleh memuat nama atau NIP"),
    ],
)
def test_what_is_refused_comes_back_as_it_was_typed(
    left: Month, budi: Employee, form: dict[str, str], sentence: str
) -> None:
    said = {name: value.format(nip=budi.nip) for name, value in form.items()}
    answer = visitor(left.cast.region_admin).post(f"{LIST}{budi.pk}/", said)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert said["reason"] in answer.content.decode()
    assert Employee.objects.get(pk=budi.pk).redacted_at is None


def test_somebody_who_still_works_is_not_offered_to_be_erased(kupang: Cast) -> None:
    admin = visitor(kupang.region_admin)
    assert "belum melewati masa simpan" in page(admin, f"{LIST}{kupang.citra.pk}/")
    answer = admin.post(f"{LIST}{kupang.citra.pk}/", {"reason": REASON, "nip": kupang.citra.nip})
    assert answer.status_code == 409


def test_a_second_visit_says_when_it_was_done(left: Month, budi: Employee) -> None:
    erased(left.cast, budi)
    assert "sudah dihapus" in page(visitor(left.cast.region_admin), f"{LIST}{budi.pk}/")


def test_the_account_page_offers_the_own_data(kupang: Cast) -> None:
    assert OWN in page(visitor(kupang.citra), "/akun/")


def test_the_own_data_are_a_file_with_every_section(left: Month, budi: Employee) -> None:
    answer = visitor(budi).get(OWN)
    data = json.loads(answer.content)
    assert "attachment" in answer["Content-Disposition"]
    assert data["identitas"]["nip"] == budi.nip
    assert [one["periode"] for one in data["evaluasi"]] == [JANUARY]
    assert data["realisasi"][0]["catatan"] == NOTE
    assert data["umpan_balik_diterima"][0]["pemberi"] == "Sari Wulandari"
    assert {"penempatan", "skp", "bukti_dukung", "penyampaian_hasil", "dialog_kinerja", "dokumen"} <= data.keys()


def test_the_own_data_tell_nothing_of_a_colleague_who_rated(left: Month, budi: Employee) -> None:
    a_rating(budi, left.cast.citra, "2018-02", 1, role=RaterRole.PEER)
    data = json.loads(visitor(budi).get(OWN).content)
    assert {one["peran"] for one in data["penilaian_perilaku"]} == {"atasan"}
    assert "2018-02" not in str(data["penilaian_perilaku"])


def test_what_the_supervisor_has_not_handed_over_is_not_in_the_file(left: Month, budi: Employee) -> None:
    a_rating(budi, left.cast.sari, "2018-03", 1)
    data = json.loads(visitor(budi).get(OWN).content)
    assert "2018-03" not in str(data["penilaian_perilaku"])


def test_that_the_file_was_taken_is_recorded(kupang: Cast) -> None:
    visitor(kupang.region_admin).get(OWN)
    event = AuditEvent.objects.get(action=AuditEvent.Action.TABLE_EXPORTED)
    assert (event.actor, event.subject) == (kupang.region_admin.key, "data-saya.json")
