"""What the schedule delivered: how it reads, and the recommendation that the rater writes afterwards."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies.models import AuditEvent
from appraisal.models import Delivery
from appraisal.services.delivery.deliver_by_schedule import STANDING_RECOMMENDATION, deliver_by_schedule
from appraisal.services.delivery.deliver_evaluation import DeliveryRefusedError, NotTheRaterError, deliver_evaluation
from tests.appraisal.deliveries import ADVICE, acknowledged, acting, address_of, changed, delivered
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.visitors import page, visitor

MARCH = datetime.datetime(2026, 3, 2, 1, tzinfo=datetime.UTC)


@pytest.fixture
def handed(month: Month) -> Month:
    """Budi's January, delivered by the schedule on 2 March."""
    month.evaluate()
    assert deliver_by_schedule(period=a_period(), now=MARCH).delivered == 1
    return month


def recommended(month: Month, text: str = ADVICE) -> Delivery:
    """Sari writes what she has to say."""
    found = month.evaluation()
    return deliver_evaluation(
        evaluation=found, recommendation=text, shown=found.fingerprint, actor=acting(month.cast.sari)
    )


def test_a_second_time_nothing_is_left_to_deliver(handed: Month) -> None:
    assert deliver_by_schedule(period=a_period(), now=MARCH).sentence == "0 hasil disampaikan."
    assert AuditEvent.objects.filter(action="results_delivered").count() == 1


def test_a_new_revision_is_delivered_again_and_the_former_stays(handed: Month) -> None:
    changed(handed)
    handed.evaluate()
    deliver_by_schedule(period=a_period(), now=timezone.now())
    assert list(Delivery.objects.order_by("revision").values_list("revision", flat=True)) == [1, 2]


def test_the_employee_reads_that_the_schedule_delivered_it(handed: Month) -> None:
    text = page(visitor(handed.budi), "/kinerja/?periode=2026-01")
    assert "Jadwal daerah" in text
    assert STANDING_RECOMMENDATION in text


def test_the_employee_takes_note_of_it_like_of_any_other(handed: Month) -> None:
    assert acknowledged(handed, "Sudah saya baca.").is_new


def test_the_rater_writes_the_recommendation_afterwards_and_the_day_stays(handed: Month) -> None:
    delivery = recommended(handed)
    delivery.refresh_from_db()
    assert (delivery.recommendation, delivery.delivered_at) == (ADVICE, MARCH)
    assert delivery.delivered_by_account == handed.cast.sari.user


def test_also_after_the_employee_has_taken_note(handed: Month) -> None:
    acknowledged(handed, "Sudah saya baca.")
    recommended(handed)
    assert (Delivery.objects.get().recommendation, Delivery.objects.get().response) == (ADVICE, "Sudah saya baca.")


def test_once_and_no_second_time(handed: Month) -> None:
    recommended(handed)
    with pytest.raises(DeliveryRefusedError, match="sudah disampaikan"):
        recommended(handed, "Lain lagi")
    assert Delivery.objects.get().recommendation == ADVICE


def test_nobody_but_the_rater_writes_it(handed: Month) -> None:
    found = handed.evaluation()
    with pytest.raises(NotTheRaterError):
        deliver_evaluation(
            evaluation=found, recommendation=ADVICE, shown=found.fingerprint, actor=acting(handed.cast.ratna)
        )


@pytest.mark.parametrize("change", [{"recommendation": "lain"}, {"delivered_at": timezone.now()}, {"revision": 7}])
def test_the_database_refuses_any_other_change(handed: Month, change: dict[str, object]) -> None:
    with pytest.raises(IntegrityError, match="Hasil yang sudah disampaikan"), transaction.atomic():
        Delivery.objects.update(**change)


def test_the_database_refuses_to_name_an_account_a_second_time(month: Month) -> None:
    delivered(month)
    with pytest.raises(IntegrityError, match="Hasil yang sudah disampaikan"), transaction.atomic():
        Delivery.objects.update(recommendation="lain", delivered_by_account=month.cast.ratna.user)


def test_the_page_of_the_rater_asks_for_the_recommendation(handed: Month) -> None:
    client = visitor(handed.cast.sari)
    assert "Tulis rekomendasi" in page(client, f"/evaluasi/2026-01/{handed.plan.pk}/")
    text = page(client, address_of(handed, "sampaikan"))
    assert "menurut jadwal daerah pada 2 Maret 2026" in text
    assert "Hari hasil diterima tetap 2 Maret 2026." in text
    typed = {"recommendation": ADVICE, "shown": handed.evaluation().fingerprint}
    answer = client.post(address_of(handed, "sampaikan"), typed, follow=True)
    assert "Rekomendasi untuk Budi Santoso tersimpan." in answer.content.decode()
    assert "Tulis rekomendasi" not in page(client, f"/evaluasi/2026-01/{handed.plan.pk}/")
