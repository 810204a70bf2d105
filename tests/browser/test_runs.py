"""The page of a run moves by itself while it runs, and comes to rest with it."""

import pytest
from playwright.sync_api import expect

from agencies.tenancy.scope import region_scope
from appraisal.models import EvaluationRun, RunState
from appraisal.services.runs.steer_run import Steering
from tests.appraisal.runs.situations import PLANS, a_shown_run, steered
from tests.browser.conftest import Visits
from tests.cast import Cast

pytestmark = pytest.mark.browser


@pytest.fixture
def run(puskesmas: Cast) -> EvaluationRun:
    """Three of eight chunks are done."""
    with region_scope(puskesmas.region.pk):
        return a_shown_run(puskesmas)


def test_the_figures_move_without_a_reload_until_the_state_changes(
    visits: Visits, puskesmas: Cast, run: EvaluationRun
) -> None:
    page = visits.open(f"/proses/{run.key}/", puskesmas.region_admin)
    page.evaluate("window.same = true")
    with region_scope(puskesmas.region.pk):
        run.chunks.filter(number=4).update(state="done", written=PLANS)
    expect(page.get_by_text("2.048 dari 4.096")).to_be_visible()
    assert page.evaluate("window.same === true")
    with region_scope(puskesmas.region.pk):
        steered(run, puskesmas.region_admin, Steering.CANCEL)
    expect(page.get_by_text("Proses ini berhenti setelah 2.048 dari 4.096 SKP.")).to_be_visible()
    expect(page.get_by_role("button", name="Jeda proses")).to_be_hidden()


def test_pausing_needs_no_script(visits: Visits, puskesmas: Cast, run: EvaluationRun) -> None:
    page = visits.open(f"/proses/{run.key}/", puskesmas.region_admin, javascript=False)
    page.get_by_role("button", name="Jeda proses").click()
    expect(page.get_by_text("Proses dijeda. Bagian yang sedang dihitung diselesaikan dulu.")).to_be_visible()
    expect(page.get_by_role("button", name="Lanjutkan proses")).to_be_visible()
    with region_scope(puskesmas.region.pk):
        assert EvaluationRun.objects.get(pk=run.pk).state == RunState.PAUSED
