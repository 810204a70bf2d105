"""A year's result reaches its employee with the judgement that it was given."""

from functools import partial

import pytest
from django.utils import timezone

from appraisal.models import Actual, Delivery
from appraisal.services.delivery.deliver_by_schedule import deliver_by_schedule
from appraisal.services.delivery.deliver_evaluation import DeliveryRefusedError, deliver_evaluation
from appraisal.services.judgement.find_judgements import refusal_to_deliver
from appraisal.services.judgement.judge_year import JudgementRefusedError
from appraisal.services.periods.lock_period import lock_period
from tests.appraisal.deliveries import ADVICE, acting
from tests.appraisal.factories import a_period
from tests.appraisal.judgement.year import NOTE, YEAR, Year, judge
from tests.visitors import page, visitor


def deliver(year: Year, period: str = YEAR) -> Delivery:
    """Sari delivers Budi's result as it stands."""
    evaluation = year.evaluation(period=period)
    return deliver_evaluation(
        evaluation=evaluation, recommendation=ADVICE, shown=evaluation.fingerprint, actor=acting(year.cast.sari)
    )


def test_a_year_is_not_delivered_by_hand_before_it_was_judged(year: Year) -> None:
    with pytest.raises(DeliveryRefusedError, match="Tetapkan penilaian akhir Tahun 2025"):
        deliver(year)
    assert not Delivery.objects.exists()


def test_a_quarter_needs_no_judgement(year: Year) -> None:
    assert deliver(year, "2025-Q4").revision == 1


def test_a_judged_year_is_delivered(year: Year) -> None:
    judge(year)
    assert deliver(year).fingerprint == year.evaluation().fingerprint


def test_what_changed_since_it_was_judged_is_judged_again_first(year: Year) -> None:
    judge(year)
    Actual.objects.filter(employee=year.cast.budi, month__month=7).update(value=60)
    year.evaluate()
    with pytest.raises(DeliveryRefusedError, match="berubah sejak penilaian akhir"):
        deliver(year)


def test_a_year_that_was_locked_unjudged_asks_for_its_unlock(year: Year) -> None:
    lock_period(period=a_period(YEAR))
    with pytest.raises(DeliveryRefusedError, match="Minta pembukaan"):
        deliver(year)


def test_a_delivered_judgement_stands(year: Year) -> None:
    judge(year)
    deliver(year)
    with pytest.raises(JudgementRefusedError, match="sudah disampaikan"):
        judge(year, note="Tulisan kedua.")


def test_a_result_that_changed_after_its_delivery_is_judged_again(year: Year) -> None:
    judge(year)
    deliver(year)
    Actual.objects.filter(employee=year.cast.budi, month__month=7).update(value=60)
    year.evaluate()
    assert judge(year).edition == 2


def test_the_page_of_delivery_leads_to_the_judgement(year: Year) -> None:
    text = page(visitor(year.cast.sari), f"/evaluasi/2025/{year.plan.pk}/sampaikan/")
    assert f'href="/penetapan/2025/{year.plan.pk}/"' in text
    assert 'name="recommendation"' not in text


def test_delivering_unjudged_is_409_and_keeps_what_was_typed(year: Year) -> None:
    fields = {"recommendation": ADVICE, "shown": year.evaluation().fingerprint}
    answer = visitor(year.cast.sari).post(f"/evaluasi/2025/{year.plan.pk}/sampaikan/", fields)
    assert answer.status_code == 409
    assert ADVICE in answer.content.decode()


def test_the_employee_reads_the_note_after_the_delivery(year: Year) -> None:
    judge(year)
    address = f"/evaluasi/2025/{year.plan.pk}/"
    assert NOTE not in page(visitor(year.cast.budi), address)
    deliver(year)
    for shown in (address, "/kinerja/?periode=2025"):
        text = page(visitor(year.cast.budi), shown)
        assert "Pertimbangan penilaian akhir" in text
        assert NOTE in text


def test_a_note_on_another_revision_is_not_told_with_this_one(year: Year) -> None:
    judge(year)
    deliver(year)
    Actual.objects.filter(employee=year.cast.budi, month__month=7).update(value=60)
    year.evaluate()
    judge(year, note="Setelah koreksi Juli.")
    assert "Setelah koreksi Juli." not in page(visitor(year.cast.budi), f"/evaluasi/2025/{year.plan.pk}/?revisi=1")


def test_what_the_schedule_delivered_may_get_its_recommendation_without_a_judgement(year: Year) -> None:
    found, period = year.evaluation(), a_period(YEAR)
    refusal = partial(
        refusal_to_deliver,
        period=period,
        plan_id=year.plan.pk,
        revision=found.revision,
        fingerprint=found.fingerprint,
    )
    assert refusal()
    deliver_by_schedule(period=period, now=timezone.now())
    assert not refusal()
