"""Before an indicator's draft is published: whose results it would have changed, by name."""

import re

import pytest
from django.test import Client

from appraisal.models import Evaluation
from appraisal.services.impact import ask_simulation, foresee_indicator
from appraisal.services.impact.simulate_indicator import period_of
from indicators.models import CataloguePublication, IndicatorDraft
from indicators.services.catalogue.impact import ImpactState
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.indicators.catalogue.drafts import a_draft, typed
from tests.visitors import outside_any_scope, page, visitor


@pytest.fixture
def evaluated(month: Month) -> Month:
    """January, evaluated."""
    month.evaluate()
    return month


def turned_round(month: Month, **said: object) -> IndicatorDraft:
    """A draft by which fewer patients are better; nothing else of scoring changes."""
    return a_draft(month.cast, indicator=month.patients, **{"direction": "lower", "pattern": "count", **said})


def address(draft: IndicatorDraft) -> str:
    """Where it is published."""
    return f"/indikator/draf/{draft.pk}/terbitkan/"


def full(draft: IndicatorDraft) -> str:
    """Everything it would change."""
    return f"/indikator/draf/{draft.pk}/akibat/"


def admin(month: Month) -> Client:
    """The browser of the dinas' admin."""
    return visitor(month.cast.agency_admin)


def proof_on(text: str) -> str:
    """The simulation that a page shows, as its form names it."""
    found = re.search(r'name="akibat" value="(\w+)"', text)
    return found[1] if found else ""


def publish(month: Month, draft: IndicatorDraft, seen: str) -> int:
    """What publishing answers to somebody who saw a simulation."""
    answer = admin(month).post(address(draft), {"edition": draft.edition, "note": "", "akibat": seen})
    return int(answer.status_code)


def test_the_publication_says_how_many_results_would_change(evaluated: Month) -> None:
    text = page(admin(evaluated), address(turned_round(evaluated)))
    assert "capaian indikator ini berbeda pada 1 dari 1 evaluasi" in text
    assert "Seandainya draf ini sudah berlaku pada Januari 2026" in text


def test_the_changed_are_listed_with_before_and_after(evaluated: Month) -> None:
    text = page(admin(evaluated), full(turned_round(evaluated)))
    assert "Budi Santoso" in text
    assert "95,00" in text  # 95 of 100 patients
    assert "105,00" in text  # fewer would have been better: 2 x 100 - 95
    assert "Puskesmas Oesapa" in text


def test_nothing_is_written(evaluated: Month) -> None:
    before = list(Evaluation.objects.values())
    page(admin(evaluated), full(turned_round(evaluated)))
    assert list(Evaluation.objects.values()) == before


def test_other_words_change_nobodys_figure_and_say_so(evaluated: Month) -> None:
    draft = turned_round(evaluated, direction="higher", name="Pasien yang dilayani")
    text = page(admin(evaluated), address(draft))
    assert "Yang berubah hanya uraian." in text
    assert publish(evaluated, draft, "") == 302


def test_without_an_evaluation_there_is_nothing_to_see_first(month: Month) -> None:
    draft = turned_round(month)
    assert "Belum ada evaluasi yang memakai indikator ini" in page(admin(month), address(draft))
    assert publish(month, draft, "") == 302


def test_who_has_seen_it_publishes(evaluated: Month) -> None:
    draft = turned_round(evaluated)
    assert publish(evaluated, draft, proof_on(page(admin(evaluated), address(draft)))) == 302
    assert CataloguePublication.objects.exists()


@pytest.mark.parametrize("seen", ["", "0" * 32])
def test_who_has_not_seen_it_is_shown_it_first(evaluated: Month, seen: str) -> None:
    assert publish(evaluated, turned_round(evaluated), seen) == 409
    assert not CataloguePublication.objects.exists()


def test_what_was_seen_of_an_older_period_is_not_enough(evaluated: Month) -> None:
    draft = turned_round(evaluated)
    seen = proof_on(page(admin(evaluated), address(draft)))
    evaluated.evaluate("2026-02")
    assert publish(evaluated, draft, seen) == 409


def test_another_pattern_shows_on_a_longer_period(evaluated: Month) -> None:
    evaluated.evaluate("2026-Q1")
    draft = turned_round(evaluated, direction="higher", pattern="position")
    assert "Triwulan I 2026" in page(admin(evaluated), address(draft))


def test_everybody_who_is_measured_can_be_seen_by_name(evaluated: Month) -> None:
    text = page(admin(evaluated), full(turned_round(evaluated)) + "?daftar=semua")
    assert "1 pegawai dengan SKP tahun 2026 yang memakai indikator ini." in text
    assert "Budi Santoso" in text


def test_many_are_left_to_the_worker(evaluated: Month, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foresee_indicator, "MOST_AT_ONCE", 0)
    draft = turned_round(evaluated)
    text = page(admin(evaluated), address(draft))
    assert "Hitung akibat" in text
    assert publish(evaluated, draft, "") == 409
    admin(evaluated).post(full(draft), {"edition": draft.edition})
    waiting = admin(evaluated).get(address(draft))
    assert waiting["Refresh"].startswith("2;")
    ask_simulation.simulate_waiting_change(draft_id=draft.pk, edition=draft.edition)
    assert publish(evaluated, draft, proof_on(page(admin(evaluated), address(draft)))) == 302


def test_a_draft_that_was_saved_again_meanwhile_is_not_simulated(evaluated: Month) -> None:
    draft = turned_round(evaluated)
    assert admin(evaluated).post(full(draft), {"edition": "7"}).status_code == 409


def test_what_cannot_be_computed_is_told(evaluated: Month, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foresee_indicator, "MOST_AT_ONCE", 0)
    draft = turned_round(evaluated)
    change = ask_simulation.change_of(draft)
    assert change is not None
    period = period_of(change)
    assert period is not None
    ask_simulation.keep(change, period, {"state": ImpactState.FAILED, "error": "kehabisan waktu"})
    assert "kehabisan waktu" in page(admin(evaluated), address(draft))


def test_a_wording_draft_cannot_be_simulated(evaluated: Month) -> None:
    draft = turned_round(evaluated, direction="higher")
    assert admin(evaluated).post(full(draft), {"edition": draft.edition}).status_code == 409


@pytest.mark.parametrize("who", ["budi", "sari", "auditor"])
def test_others_are_told_who_may(evaluated: Month, who: str) -> None:
    assert visitor(getattr(evaluated.cast, who)).get(full(turned_round(evaluated))).status_code == 403


def test_another_region_knows_no_such_draft(bandung: Cast, evaluated: Month) -> None:
    draft = turned_round(evaluated)
    assert outside_any_scope(visitor(bandung.region_admin), full(draft)).status_code == 404


def test_nobody_looks_without_signing_in(evaluated: Month) -> None:
    assert Client().get(full(turned_round(evaluated)))["Location"].startswith("/masuk/")


def test_it_is_read_or_asked_for_and_nothing_else(evaluated: Month) -> None:
    assert admin(evaluated).put(full(turned_round(evaluated)), typed()).status_code == 405
