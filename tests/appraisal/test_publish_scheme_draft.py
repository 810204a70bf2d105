"""Simulating a draft on an evaluated period, and publishing it."""

import datetime
from typing import Any

import pytest

from agencies.models import AuditEvent
from appraisal.models import Evaluation, SchemeDraft, SchemeVersion
from appraisal.services.periods.lock_period import lock_period
from appraisal.services.schemes import simulate_scheme as simulating
from appraisal.services.schemes.load_simulation import load_simulation, name_changes
from appraisal.services.schemes.read_scheme_draft import read_scheme_draft
from appraisal.tasks import simulate_waiting_draft
from tests.appraisal.drafts import a_draft, fields
from tests.appraisal.factories import a_period, a_rubric, a_scheme
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.visitors import page, visitor

ATTENDANCE = {
    "weight": "30",
    "components": [{"source": "rubric:berakhlak", "weight": "50"}, {"source": "attendance", "weight": "50"}],
}
LATER: dict[str, Any] = {"valid_from": "2027-01-01"}


def address(draft: SchemeDraft, what: str) -> str:
    return f"/skema/draf/{draft.pk}/{what}/"


def simulated(month: Month, draft: SchemeDraft) -> Any:
    """The outcome on January, as the page reads it."""
    sent = {"periode": "2026-01", "edition": str(draft.edition)}
    response = visitor(month.cast.region_admin).post(address(draft, "simulasi"), sent)
    assert response.status_code == 302, response.content.decode()
    draft.refresh_from_db()
    return load_simulation(draft, read_scheme_draft(draft).fingerprint)


def publish(cast: Cast, draft: SchemeDraft) -> Any:
    return visitor(cast.region_admin).post(address(draft, "terbitkan"), {"edition": str(draft.edition)})


def test_a_simulation_compares_with_what_is_stored_and_writes_no_evaluation(month: Month) -> None:
    month.evaluate()
    draft = a_draft(month.cast, **LATER, bands={"above": "101", "expected": "90"})
    found = simulated(month, draft)
    assert (found.count("compared"), found.count("predicate"), found.count("rating"), found.changed) == (1, 0, 1, 1)
    assert (found.is_current, Evaluation.objects.count()) == (True, 1)


def test_a_changed_predicate_is_counted_and_listed_with_both(month: Month) -> None:
    month.evaluate()
    draft = a_draft(month.cast, **LATER, bands={"above": "110", "expected": "101.5"})
    found = simulated(month, draft)
    assert found.count("predicate") == 1
    (change,) = name_changes(found.period_code, found.listed)
    assert (change.name, change.predicate_before, change.predicate_after) == ("Budi Santoso", "baik", "sangat_kurang")
    text = page(visitor(month.cast.region_admin), address(draft, "simulasi"))
    assert "1 dari 1 evaluasi akan berbeda." in text


def test_what_would_become_incomplete_is_told_with_the_reason(month: Month) -> None:
    month.evaluate()
    draft = a_draft(month.cast, **LATER, behaviour=ATTENDANCE)
    found = simulated(month, draft)
    assert (found.count("incomplete"), found.count("predicate"), dict(found.gaps)) == (1, 0, {"attendance_absent": 1})
    assert "rekap presensi belum tersedia (1)." in page(visitor(month.cast.region_admin), address(draft, "simulasi"))


def test_rules_of_an_agency_are_simulated_on_its_people_only(month: Month) -> None:
    month.evaluate()
    draft = a_draft(month.cast, month.cast.kecamatan, cap="130")
    found = simulated(month, draft)
    assert (found.count("compared"), found.changed) == (0, 0)


def test_rules_of_the_region_do_not_reach_an_agency_with_its_own(month: Month) -> None:
    a_scheme(month.cast.puskesmas)
    month.evaluate()
    assert simulated(month, a_draft(month.cast, **LATER, cap="130")).count("compared") == 0


def test_a_simulation_of_a_wrong_draft_is_refused(month: Month) -> None:
    month.evaluate()
    draft = a_draft(month.cast, cap="seratus")
    response = visitor(month.cast.region_admin).post(address(draft, "simulasi"), {"periode": "2026-01", "edition": "1"})
    assert response.status_code == 409
    assert "Perbaiki dahulu" in response.content.decode()


def test_a_period_without_evaluations_cannot_be_simulated(month: Month) -> None:
    month.evaluate()
    draft = a_draft(month.cast, **LATER)
    sent = {"periode": "2026-02", "edition": "1"}
    assert visitor(month.cast.region_admin).post(address(draft, "simulasi"), sent).status_code == 404


def test_a_large_region_is_left_to_the_worker(month: Month, monkeypatch: pytest.MonkeyPatch) -> None:
    month.evaluate()
    monkeypatch.setattr(simulating, "MOST_AT_ONCE", 0)
    draft = a_draft(month.cast, **LATER, cap="130")
    assert simulated(month, draft).is_waiting
    client = visitor(month.cast.region_admin)
    assert client.get(address(draft, "simulasi"))["Refresh"] == f"2; url={address(draft, 'simulasi')}"
    simulate_waiting_draft(region_id=month.cast.region.pk, draft_id=draft.pk, edition=1)
    draft.refresh_from_db()
    found = load_simulation(draft, read_scheme_draft(draft).fingerprint)
    assert found is not None
    assert (found.is_done, found.is_current, found.count("compared")) == (True, True, 1)


def test_the_worker_leaves_a_draft_alone_that_was_edited_meanwhile(
    month: Month, monkeypatch: pytest.MonkeyPatch
) -> None:
    month.evaluate()
    monkeypatch.setattr(simulating, "MOST_AT_ONCE", 0)
    draft = a_draft(month.cast, **LATER, cap="130")
    simulated(month, draft)
    visitor(month.cast.region_admin).post(f"/skema/draf/{draft.pk}/", fields(draft, cap="131"))
    simulate_waiting_draft(region_id=month.cast.region.pk, draft_id=draft.pk, edition=1)
    draft.refresh_from_db()
    assert draft.simulated_fingerprint == ""
    assert load_simulation(draft, "x") is None


def test_a_draft_is_published_after_a_simulation_of_its_very_content(month: Month) -> None:
    month.evaluate()
    draft = a_draft(month.cast, **LATER, cap="130")
    assert publish(month.cast, draft).status_code == 409
    simulated(month, draft)
    assert publish(month.cast, draft)["Location"] == "/skema/2/"
    version = SchemeVersion.objects.get(number=2)
    assert (version.document["cap"], version.valid_from) == ("130", datetime.date(2027, 1, 1))
    assert not SchemeDraft.objects.exists()
    assert AuditEvent.objects.get(action="scheme_published").details["simulated"] is True


def test_an_edit_after_the_simulation_asks_for_another_one(month: Month) -> None:
    month.evaluate()
    draft = a_draft(month.cast, **LATER, cap="130")
    simulated(month, draft)
    visitor(month.cast.region_admin).post(f"/skema/draf/{draft.pk}/", fields(draft, cap="131"))
    draft.refresh_from_db()
    response = publish(month.cast, draft)
    assert response.status_code == 409
    assert "Jalankan simulasi atas isi draf ini dahulu" in response.content.decode()
    assert "Draf sudah diubah setelah simulasi ini." in page(
        visitor(month.cast.region_admin), address(draft, "simulasi")
    )


def test_where_nothing_was_evaluated_no_simulation_is_asked(kupang: Cast) -> None:
    a_rubric()
    draft = a_draft(kupang, **LATER, cap="130")
    assert publish(kupang, draft)["Location"] == "/skema/2/"


def test_a_draft_that_says_what_is_in_force_is_not_published(kupang: Cast) -> None:
    a_rubric()
    draft = a_draft(kupang)
    assert "Isi draf ini sama dengan nasional-1 (versi 1)." in publish(kupang, draft).content.decode()


def test_a_wrong_draft_is_not_published(kupang: Cast) -> None:
    a_rubric()
    draft = a_draft(kupang, cap="seratus")
    assert publish(kupang, draft).status_code == 409
    assert SchemeVersion.objects.count() == 1


def test_an_unknown_rubric_is_a_problem_of_the_draft(kupang: Cast) -> None:
    a_rubric()
    behaviour = {"weight": "30", "components": [{"source": "rubric:perilaku", "weight": "100"}]}
    draft = a_draft(kupang, behaviour=behaviour)
    text = page(visitor(kupang.region_admin), f"/skema/draf/{draft.pk}/")
    assert "rubrik ini tidak dikenal. Impor rubriknya dahulu; yang ada: berakhlak." in text


def test_the_last_page_says_whom_it_touches_and_what_stays(month: Month) -> None:
    a_scheme(month.cast.kecamatan)
    month.evaluate()
    lock_period(period=a_period())
    draft = a_draft(month.cast, cap="130")
    text = page(visitor(month.cast.region_admin), address(draft, "terbitkan"))
    assert "Seluruh daerah: 2 unit, 1 SKP yang disepakati" in text
    assert "Tidak berlaku untuk yang memiliki skema sendiri: Kecamatan Alak." in text
    assert "Sudah dikunci dan tidak berubah: Januari 2026." in text


def test_evaluated_open_periods_are_named_before_publishing(month: Month) -> None:
    month.evaluate()
    draft = a_draft(month.cast, cap="130")
    text = page(visitor(month.cast.region_admin), address(draft, "terbitkan"))
    assert "Sudah dievaluasi dan masih terbuka: Januari 2026." in text


def test_the_number_of_statements_does_not_grow_with_the_evaluations(month: Month) -> None:
    from tests.factories import a_plan
    from tests.performance.test_query_counts import statements

    month.evaluate()
    draft = a_draft(month.cast, **LATER, cap="130")
    client = visitor(month.cast.region_admin)
    sent = {"periode": "2026-01", "edition": "1"}
    few = statements(lambda: client.post(address(draft, "simulasi"), sent))
    a_plan(month.cast.citra, month.cast.puskesmas, {month.patients: ("100", "10")})
    month.evaluate()
    assert statements(lambda: client.post(address(draft, "simulasi"), sent)) == few
