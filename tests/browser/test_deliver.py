"""A result is handed over by keyboard, and taken note of on a phone without script."""

import pytest
from playwright.sync_api import expect

from agencies.tenancy.scope import region_scope
from appraisal.models import Evaluation
from appraisal.services.delivery.deliver_evaluation import deliver_evaluation
from tests.appraisal.deliveries import acting
from tests.browser.accessibility import complaints_about
from tests.browser.conftest import Visits
from tests.cast import Cast

pytestmark = pytest.mark.browser

ADVICE = "Jadwalkan dua kunjungan tambahan tiap pekan; kita tinjau bersama pada 2 Maret."


def january_of_budi(cast: Cast) -> Evaluation:
    """Complete, in its second revision."""
    with region_scope(cast.region.pk):
        return Evaluation.objects.latest().select_related("period", "employee").get(employee=cast.budi)


def delivered(cast: Cast) -> Evaluation:
    """The same, handed over by Sari."""
    evaluation = january_of_budi(cast)
    with region_scope(cast.region.pk):
        deliver_evaluation(
            evaluation=evaluation, recommendation=ADVICE, shown=evaluation.fingerprint, actor=acting(cast.sari)
        )
    return evaluation


def test_a_supervisor_delivers_by_keyboard(visits: Visits, puskesmas: Cast) -> None:
    plan = january_of_budi(puskesmas).plan_id
    page = visits.open(f"/evaluasi/2026-01/{plan}/", puskesmas.sari, width=1280, height=800)
    page.get_by_role("link", name="Sampaikan hasil").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/sampaikan/")
    page.get_by_role("textbox", name="Rekomendasi perbaikan").focus()
    page.keyboard.type(ADVICE)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Sampaikan hasil")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Hasil disampaikan kepada Budi Santoso pada")).to_be_visible()
    expect(page.locator(".delivery .comment-text")).to_have_text(ADVICE)


def test_an_employee_takes_note_on_a_phone_without_script(visits: Visits, puskesmas: Cast) -> None:
    delivered(puskesmas)
    page = visits.open("/kinerja/", puskesmas.budi, width=360, javascript=False)
    expect(page.get_by_text("Mengetahui bukan berarti menyetujui.")).to_be_visible()
    page.get_by_label("Catatan Anda").fill("Sudah saya baca.")
    page.get_by_role("button", name="Catat sudah diketahui").click()
    expect(page.get_by_text("Tercatat: Anda mengetahui hasil ini pada")).to_be_visible()
    expect(page.get_by_text("Sudah saya baca.")).to_be_visible()


def test_an_empty_recommendation_is_announced(visits: Visits, puskesmas: Cast) -> None:
    plan = january_of_budi(puskesmas).plan_id
    page = visits.open(f"/evaluasi/2026-01/{plan}/sampaikan/", puskesmas.sari, width=320)
    page.eval_on_selector("form.delivery-form", "form => { form.noValidate = true; }")
    page.get_by_role("button", name="Sampaikan hasil").click()
    assert page.title().startswith("Galat:")
    assert complaints_about(page) == []


def test_a_delivered_result_is_accessible(visits: Visits, puskesmas: Cast) -> None:
    plan = delivered(puskesmas).plan_id
    for path, person in (("/kinerja/", puskesmas.budi), (f"/evaluasi/2026-01/{plan}/sampaikan/", puskesmas.sari)):
        assert complaints_about(visits.open(path, person, width=320)) == []
