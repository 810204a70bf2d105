"""Writing feedback in the browser: quiet hints while typing, starters, and the same without scripts."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from agencies.tenancy.scope import region_scope
from appraisal.models import CheckIn, Feedback
from tests.appraisal.check_ins.talks import a_talk
from tests.appraisal.feedback.words import STRENGTH
from tests.browser.conftest import Visits
from tests.cast import Cast

pytestmark = pytest.mark.browser

ABOUT_THE_PERSON = "Anda malas pada 3 November."


def writing_to_budi(visits: Visits, cast: Cast, *, javascript: bool = True) -> Page:
    """Sari's page of feedback for Budi, on a phone."""
    address = f"/umpan-balik/beri/?untuk={cast.budi.pk}"
    return visits.open(address, cast.sari, width=360, height=740, javascript=javascript)


def given(cast: Cast) -> list[str]:
    """What was stored."""
    with region_scope(cast.region.pk):
        return list(Feedback.objects.values_list("strength", flat=True))


def test_a_hint_appears_while_typing_and_does_not_stop_the_sending(visits: Visits, puskesmas: Cast) -> None:
    page = writing_to_budi(visits, puskesmas)
    page.get_by_label("Yang sudah baik").fill(ABOUT_THE_PERSON)
    expect(page.locator("#saran-strength")).to_contain_text("menilai orangnya")
    page.get_by_role("button", name="Kirim umpan balik").click()
    expect(page.get_by_role("status").first).to_contain_text("terkirim")
    assert given(puskesmas) == [ABOUT_THE_PERSON]


def test_a_hint_goes_away_with_its_word(visits: Visits, puskesmas: Cast) -> None:
    page = writing_to_budi(visits, puskesmas)
    field = page.get_by_label("Yang sudah baik")
    field.fill(ABOUT_THE_PERSON)
    expect(page.locator("#saran-strength .wording")).to_have_count(1)
    field.fill(STRENGTH)
    expect(page.locator("#saran-strength .wording")).to_have_count(0)


def test_a_starter_is_put_where_one_writes(visits: Visits, puskesmas: Cast) -> None:
    page = writing_to_budi(visits, puskesmas)
    page.get_by_text("Awal kalimat").first.click()
    page.get_by_role("button", name="Lanjutkan").click()
    page.keyboard.type("rekap mingguan")
    assert page.get_by_label("Yang sudah baik").input_value() == "Lanjutkan rekap mingguan, karena …"


def test_without_scripts_the_hints_come_back_once(visits: Visits, puskesmas: Cast) -> None:
    page = writing_to_budi(visits, puskesmas, javascript=False)
    page.get_by_label("Yang sudah baik").fill(ABOUT_THE_PERSON)
    page.get_by_role("button", name="Kirim umpan balik").click()
    expect(page.locator("#saran-strength")).to_contain_text("menilai orangnya")
    page.get_by_role("button", name="Kirim juga").click()
    assert given(puskesmas) == [ABOUT_THE_PERSON]


def test_the_page_of_a_late_note_is_accessible_and_keeps_it(visits: Visits, puskesmas: Cast) -> None:
    with region_scope(puskesmas.region.pk):
        talk = a_talk(puskesmas)
    page = visits.open(f"/dialog-kinerja/{talk.pk}/", puskesmas.budi, width=320)
    with region_scope(puskesmas.region.pk):
        CheckIn.objects.filter(pk=talk.pk).update(edition=2, topic="Ditulis lebih dulu")
    page.get_by_text("Ubah catatan Anda").click()
    page.get_by_label("Catatan Anda").fill("Isian yang terlambat.")
    page.get_by_role("button", name="Simpan catatan").click()
    expect(page.get_by_label("Catatan Anda")).to_have_value("Isian yang terlambat.")
    assert Axe().run(page).response["violations"] == []
