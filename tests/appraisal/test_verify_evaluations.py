"""Proof: what is stored follows from its own snapshot."""

from decimal import Decimal

import pytest

from appraisal.models import Evaluation, EvaluationItem
from appraisal.services.evaluation.verify_evaluations import Verification, verify_evaluations
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month


@pytest.fixture
def proven(month: Month) -> Month:
    """An evaluated month."""
    month.evaluate()
    return month


def verified() -> Verification:
    """The verification of January."""
    return verify_evaluations(period=a_period())


def test_an_untouched_period_has_no_difference(proven: Month) -> None:
    outcome = verified()
    assert (outcome.checked, outcome.differences) == (1, [])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("final_score", Decimal("100.71")),
        ("result_score", Decimal("101.01")),
        ("behaviour_rating", "above"),
        ("predicate", "sangat_baik"),
        ("plan_days", 30),
        ("position", "Kepala"),
    ],
)
def test_a_changed_figure_is_found(proven: Month, field: str, value: object) -> None:
    Evaluation.objects.update(**{field: value})
    assert field in verified().differences[0].text


@pytest.mark.parametrize("field", ["employee", "rater", "superior", "agency", "placement_kind"])
def test_whose_evaluation_it_is_and_who_stood_where_is_proven_as_well(proven: Month, field: str) -> None:
    elsewhere = {"agency": proven.cast.dinas, "placement_kind": "plt"}
    Evaluation.objects.update(**{field: elsewhere.get(field, proven.cast.dewi)})
    assert verified().differences[0].text.startswith(f"{field} tersimpan ")


def test_an_evaluation_moved_to_another_period_is_found(proven: Month) -> None:
    Evaluation.objects.update(period=a_period("2026-02"))
    outcome = verify_evaluations(period=a_period("2026-02"))
    assert "period tersimpan 2026-02, hasil hitung ulang 2026-01." in [one.text for one in outcome.differences]


@pytest.mark.parametrize("field", ["employee_id", "agency_id"])
def test_an_evaluation_of_nobody_or_nowhere_is_found_and_not_left_out(proven: Month, field: str) -> None:
    Evaluation.objects.update(**{field: 2_000_000_000})
    outcome = verified()
    assert (outcome.checked, len(outcome.differences)) == (1, 1)


def test_a_changed_item_figure_is_found(proven: Month) -> None:
    EvaluationItem.objects.filter(attainment=95).update(attainment=Decimal("95.01"))
    assert "1.02/IKU-1" in verified().differences[0].text


def test_a_removed_item_is_found(proven: Month) -> None:
    EvaluationItem.objects.filter(attainment=95).delete()
    assert "1.02/IKU-1" in verified().differences[0].text


def test_a_changed_snapshot_is_found(proven: Month) -> None:
    evaluation = Evaluation.objects.get()
    Evaluation.objects.update(snapshot=evaluation.snapshot.replace('"95"', '"96"'))
    assert "sidik" in verified().differences[0].text


def test_the_proof_holds_when_name_and_nip_are_redacted(proven: Month) -> None:
    employee = proven.budi
    employee.name, employee.nip = "(dihapus)", "999999999999999999"
    employee.save()
    assert verified().differences == []
