"""A month evaluated from rows to rows."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.models import AuditEvent, Placement
from appraisal.models import Actual, ActualState, Evaluation, EvaluationItem, RatingOverride
from appraisal.services.evaluation.period_facts import NoSchemeError
from appraisal.services.periods.lock_period import PeriodStateError, lock_period
from indicators.models import IndicatorVersion, PlanItem
from tests.appraisal.factories import a_period, a_rating, a_scheme, an_actual, supervisor_ratings
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.factories import a_placement, a_plan, an_employee, an_indicator


def test_a_month_is_evaluated_to_the_published_figures(month: Month) -> None:
    month.evaluate()
    evaluation = month.evaluation()
    figures = (evaluation.result_score, evaluation.behaviour_score, evaluation.final_score, evaluation.predicate)
    assert figures == (Decimal("101.00"), Decimal("100.00"), Decimal("100.70"), "baik")


def test_each_item_keeps_its_figures(month: Month) -> None:
    month.evaluate()
    items = EvaluationItem.objects.filter(plan=month.plan).order_by("plan_item_id")
    assert list(items.values_list("actual", "target", "attainment")) == [
        (Decimal(95), Decimal(100), Decimal("95.00")),
        (Decimal(22), Decimal(20), Decimal("110.00")),
    ]


def test_evaluating_again_with_the_same_inputs_writes_nothing(month: Month) -> None:
    month.evaluate()
    before = list(Evaluation.objects.values())
    report = month.evaluate()
    assert (report.tally.written, report.tally.unchanged) == (0, 1)
    assert list(Evaluation.objects.values()) == before


def test_a_changed_actual_makes_a_new_revision_and_keeps_the_old_one(month: Month) -> None:
    month.evaluate()
    Actual.objects.filter(indicator=month.patients).update(value=100)
    month.evaluate()
    revisions = Evaluation.objects.filter(plan=month.plan).order_by("revision")
    assert list(revisions.values_list("revision", "is_latest", "result_score")) == [
        (1, False, Decimal("101.00")),
        (2, True, Decimal("104.00")),
    ]


def test_a_missing_month_makes_the_evaluation_incomplete_and_never_zero(month: Month) -> None:
    Actual.objects.filter(indicator=month.patients).delete()
    report = month.evaluate()
    evaluation = month.evaluation()
    assert (report.tally.incomplete, evaluation.complete, evaluation.predicate) == (1, False, "")
    assert evaluation.result_score == Decimal("110.00")


def test_a_returned_actual_counts_as_not_reported(month: Month) -> None:
    Actual.objects.filter(indicator=month.patients).update(state=ActualState.RETURNED)
    month.evaluate()
    assert not month.evaluation().complete


def test_a_month_declared_not_applicable_is_not_due(month: Month) -> None:
    Actual.objects.filter(indicator=month.patients).delete()
    an_actual(month.budi, month.patients, "2026-01", None)
    month.evaluate()
    states = EvaluationItem.objects.filter(plan=month.plan).order_by("plan_item_id").values_list("state", flat=True)
    assert (month.evaluation().complete, list(states)) == (True, ["not_applicable", "measured"])


def test_ratings_of_somebody_who_is_not_the_rater_do_not_count(month: Month) -> None:
    citra_plan = a_plan(month.cast.citra, month.cast.puskesmas, {month.patients: ("100", "10")})
    an_actual(month.cast.citra, month.patients, "2026-01", "10")
    supervisor_ratings(month.cast.citra, month.cast.ratna, "2026-01", 5)
    month.evaluate()
    assert not month.evaluation(citra_plan).complete


def test_who_has_no_agreed_plan_is_named_and_gets_no_evaluation(month: Month) -> None:
    report = month.evaluate()
    assert (month.cast.citra.nip, month.cast.citra.name) in report.without_plan
    assert not Evaluation.objects.filter(employee=month.cast.citra).exists()


def test_rater_superior_position_and_agency_are_recorded_as_they_were(month: Month) -> None:
    month.evaluate()
    evaluation = month.evaluation()
    recorded = (evaluation.rater, evaluation.superior, evaluation.position, evaluation.agency)
    assert recorded == (month.cast.sari, month.cast.ratna, "Perawat Terampil", month.cast.puskesmas)


def test_the_rater_is_the_supervisor_on_the_last_day(month: Month) -> None:
    Placement.objects.filter(employee=month.budi).update(last_day=datetime.date(2026, 1, 20))
    a_placement(month.budi, month.cast.puskesmas, month.cast.ratna, first_day=datetime.date(2026, 1, 21))
    month.evaluate()
    evaluation = month.evaluation()
    assert (evaluation.rater, evaluation.complete) == (month.cast.ratna, False)


def test_an_agency_means_its_sub_units_too_and_nobody_else(month: Month) -> None:
    dewi_plan = a_plan(month.cast.dewi, month.cast.kecamatan, {month.patients: ("100", "10")})
    report = month.evaluate(agency=month.cast.dinas)
    assert report.tally.evaluated == 1
    assert not Evaluation.objects.filter(plan=dewi_plan).exists()


def test_an_override_changes_rating_and_predicate_but_no_score(month: Month) -> None:
    month.evaluate()
    RatingOverride.objects.create(
        period=a_period(),
        plan=month.plan,
        axis="behaviour",
        rating="below",
        reason="Dua kali tidak hadir apel tanpa kabar.",
        decided_by=month.cast.sari.user,
    )
    month.evaluate()
    evaluation = month.evaluation()
    ratings = (evaluation.computed_behaviour_rating, evaluation.behaviour_rating, evaluation.predicate)
    assert (ratings, evaluation.final_score) == (("expected", "below", "kurang"), Decimal("100.70"))


def test_the_agencys_own_scheme_wins_over_the_regions(month: Month) -> None:
    a_scheme(month.cast.dinas, name="dinkes", cap="105", bands={"above": "104", "expected": "90"})
    month.evaluate()
    assert month.evaluation().result_score == Decimal("99.00")


def test_an_agency_without_any_scheme_is_named(kupang: Cast) -> None:
    indicator = an_indicator(kupang.dinas)
    a_plan(kupang.budi, kupang.puskesmas, {indicator: ("100", "1")})
    month = Month(kupang, None, indicator, indicator)  # type: ignore[arg-type]
    with pytest.raises(NoSchemeError, match=r"1\.02\.01"):
        month.evaluate()


def test_a_corrected_indicator_is_scored_by_its_new_version(month: Month) -> None:
    month.evaluate()
    version = IndicatorVersion.objects.get(indicator=month.patients)
    IndicatorVersion.objects.create(
        indicator=month.patients,
        number=2,
        name=version.name,
        unit="orang",
        direction="lower",
        pattern="count",
        aspect="time",
    )
    month.evaluate()
    assert month.evaluation().result_score == Decimal("107.00")


def test_a_plan_that_no_longer_takes_part_is_withdrawn_and_its_revision_kept(month: Month) -> None:
    month.evaluate()
    Placement.objects.filter(employee=month.budi).update(first_day=datetime.date(2026, 2, 1))
    report = month.evaluate()
    assert report.tally.withdrawn == 1
    assert Evaluation.objects.filter(plan=month.plan, is_latest=False).count() == 1


def test_a_withdrawn_plan_that_returns_gets_a_new_revision(month: Month) -> None:
    month.evaluate()
    Placement.objects.filter(employee=month.budi).update(first_day=datetime.date(2026, 2, 1))
    month.evaluate()
    Placement.objects.filter(employee=month.budi).update(first_day=datetime.date(2026, 1, 1))
    month.evaluate()
    assert month.evaluation().revision == 2


def test_a_locked_period_is_not_evaluated(month: Month) -> None:
    lock_period(period=a_period())
    with pytest.raises(PeriodStateError, match="sudah dikunci"):
        month.evaluate()


def test_a_run_that_wrote_is_recorded_and_one_that_did_not_is_not(month: Month) -> None:
    month.evaluate()
    month.evaluate()
    assert AuditEvent.objects.filter(action=AuditEvent.Action.PERIOD_EVALUATED).count() == 1


def test_the_number_of_statements_does_not_depend_on_the_number_of_people(month: Month) -> None:
    month.evaluate()
    with CaptureQueriesContext(
        connection,
    ) as one:
        Actual.objects.filter(employee=month.budi, indicator=month.patients).update(value=1)
        month.evaluate()
    for number in range(20):
        person = an_employee(f"Pegawai {number}")
        a_placement(person, month.cast.puskesmas, month.cast.sari)
        a_plan(person, month.cast.puskesmas, {month.patients: ("100", "10")})
        an_actual(person, month.patients, "2026-01", "9")
        a_rating(person, month.cast.sari, "2026-01", 4)
    with CaptureQueriesContext(connection) as many:
        Actual.objects.filter(employee=month.budi, indicator=month.patients).update(value=2)
        month.evaluate()
    assert len(many) == len(one)


def test_targets_of_other_months_play_no_part(month: Month) -> None:
    PlanItem.objects.filter(plan=month.plan, indicator=month.patients).update(
        targets=[Decimal(100)] + [Decimal(1)] * 11
    )
    month.evaluate()
    assert month.evaluation().result_score == Decimal("101.00")
