"""The service: what is delivered, by whom, in which state; and that it stays as it is."""

import pytest
from django.db import IntegrityError, connection, transaction

from agencies.models import AuditEvent, Placement, PlacementKind
from appraisal.models import Actual, Delivery, Evaluation
from appraisal.services.delivery.deliver_evaluation import DeliveryRefusedError, NotTheRaterError, deliver_evaluation
from appraisal.services.delivery.load_deliveries import may_deliver
from appraisal.services.periods.lock_period import lock_period
from tests.appraisal.deliveries import ADVICE, acknowledged, acting, changed, delivered
from tests.appraisal.factories import a_period, an_actual, supervisor_ratings
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.factories import a_placement, a_plan


def test_the_rater_delivers_the_revision_in_force_with_a_recommendation(month: Month) -> None:
    delivery = delivered(month)
    evaluation = month.evaluation()
    assert (delivery.revision, delivery.fingerprint) == (evaluation.revision, evaluation.fingerprint)
    assert (delivery.recommendation, delivery.delivered_by_id) == (ADVICE, month.cast.sari.pk)


def test_delivering_is_recorded_with_revision_and_fingerprint(month: Month) -> None:
    delivery = delivered(month)
    event = AuditEvent.objects.get(action=AuditEvent.Action.EVALUATION_DELIVERED)
    assert (event.subject, event.actor_name) == (f"{month.budi.nip}, 2026-01", "Sari Wulandari")
    assert event.details == {"fingerprint": delivery.fingerprint, "revision": 1}


@pytest.mark.parametrize("other", ["budi", "citra", "ratna", "dewi", "agency_admin", "region_admin", "auditor"])
def test_nobody_but_the_rater_delivers(month: Month, other: str) -> None:
    month.evaluate()
    evaluation = month.evaluation()
    with pytest.raises(NotTheRaterError):
        deliver_evaluation(
            evaluation=evaluation,
            recommendation=ADVICE,
            shown=evaluation.fingerprint,
            actor=acting(getattr(month.cast, other)),
        )
    assert not Delivery.objects.exists()


def january_of_dewi(cast: Cast, month: Month) -> Evaluation:
    """The head of the kecamatan, who has no supervisor."""
    plan = a_plan(cast.dewi, cast.kecamatan, {month.patients: ("100", "100")})
    an_actual(cast.dewi, month.patients, "2026-01", "100")
    month.evaluate()
    return month.evaluation(plan)


def test_the_regional_head_rates_a_head_of_agency_and_may_deliver(month: Month) -> None:
    evaluation = january_of_dewi(month.cast, month)
    assert may_deliver(acting(month.cast.regional_head), evaluation)


@pytest.mark.parametrize("other", ["dewi", "ratna", "region_admin", "agency_admin", "auditor"])
def test_nobody_else_delivers_to_a_head_of_agency(month: Month, other: str) -> None:
    evaluation = january_of_dewi(month.cast, month)
    assert not may_deliver(acting(getattr(month.cast, other)), evaluation)


def test_the_regional_head_does_not_deliver_in_the_place_of_a_rater(month: Month) -> None:
    month.evaluate()
    assert not may_deliver(acting(month.cast.regional_head), month.evaluation())


def test_an_open_period_is_evaluated_afresh_and_a_changed_result_is_not_delivered(month: Month) -> None:
    month.evaluate()
    before = month.evaluation()
    changed(month)
    with pytest.raises(DeliveryRefusedError, match="Hasil berubah sejak halaman ini dibuka"):
        deliver_evaluation(
            evaluation=before, recommendation=ADVICE, shown=before.fingerprint, actor=acting(month.cast.sari)
        )
    assert (month.evaluation().revision, Delivery.objects.count()) == (2, 0)


def test_evaluating_afresh_is_recorded(month: Month) -> None:
    month.evaluate()
    before = month.evaluation()
    changed(month)
    with pytest.raises(DeliveryRefusedError):
        deliver_evaluation(
            evaluation=before, recommendation=ADVICE, shown=before.fingerprint, actor=acting(month.cast.sari)
        )
    event = AuditEvent.objects.filter(action=AuditEvent.Action.PERIOD_EVALUATED).first()
    assert event is not None
    assert event.details == {"plan": month.plan.pk, "written": 1, "withdrawn": 0}


def test_an_incomplete_result_is_not_delivered(month: Month) -> None:
    Actual.objects.filter(indicator=month.visits).delete()
    with pytest.raises(DeliveryRefusedError, match="Hasil belum lengkap"):
        delivered(month)


def test_a_recommendation_of_spaces_is_none(month: Month) -> None:
    with pytest.raises(DeliveryRefusedError, match="Tulis rekomendasi perbaikan"):
        delivered(month, " \n ")


def test_a_revision_is_delivered_once(month: Month) -> None:
    delivered(month)
    with pytest.raises(DeliveryRefusedError, match=r"Hasil ini sudah disampaikan pada \d+ \w+ \d{4} pukul .+\."):
        delivered(month, "Tulisan kedua.")
    assert Delivery.objects.get().recommendation == ADVICE


def test_a_later_revision_is_delivered_again_and_the_former_stays(month: Month) -> None:
    delivered(month)
    changed(month)
    delivered(month, "Pertahankan laporan mingguan.")
    assert list(Delivery.objects.values_list("revision", "recommendation")) == [
        (1, ADVICE),
        (2, "Pertahankan laporan mingguan."),
    ]


def test_a_locked_period_is_delivered_as_it_stands(month: Month) -> None:
    month.evaluate()
    lock_period(period=a_period())
    evaluation = month.evaluation()
    delivery = deliver_evaluation(
        evaluation=evaluation, recommendation=ADVICE, shown=evaluation.fingerprint, actor=acting(month.cast.sari)
    )
    assert delivery.revision == 1


def test_a_corrected_placement_takes_the_delivery_from_the_former_rater(month: Month) -> None:
    month.evaluate()
    Placement.objects.filter(employee=month.budi).update(supervisor=month.cast.ratna)
    evaluation = month.evaluation()
    with pytest.raises(NotTheRaterError):
        deliver_evaluation(
            evaluation=evaluation, recommendation=ADVICE, shown=evaluation.fingerprint, actor=acting(month.cast.sari)
        )


def test_a_plan_that_left_the_period_is_not_delivered(month: Month) -> None:
    month.evaluate()
    evaluation = month.evaluation()
    Placement.objects.filter(employee=month.budi).delete()
    with pytest.raises(DeliveryRefusedError, match="tidak lagi dinilai"):
        deliver_evaluation(
            evaluation=evaluation, recommendation=ADVICE, shown=evaluation.fingerprint, actor=acting(month.cast.sari)
        )


def test_an_acting_post_is_delivered_by_its_own_rater(month: Month) -> None:
    a_placement(month.budi, month.cast.dinas, month.cast.ratna, kind=PlacementKind.ACTING)
    acting_plan = a_plan(month.budi, month.cast.dinas, {month.visits: ("100", "20")}, kind=PlacementKind.ACTING)
    supervisor_ratings(month.budi, month.cast.ratna, "2026-01", 3)
    month.evaluate()
    evaluation = month.evaluation(acting_plan)
    assert may_deliver(acting(month.cast.ratna), evaluation)
    assert not may_deliver(acting(month.cast.sari), evaluation)


@pytest.mark.parametrize(
    "change", [{"recommendation": "lain"}, {"revision": 7}, {"fingerprint": "0" * 64}, {"delivered_by": None}]
)
def test_the_database_refuses_to_change_what_was_delivered(month: Month, change: dict[str, object]) -> None:
    delivered(month)
    with pytest.raises(IntegrityError, match="Hasil yang sudah disampaikan"), transaction.atomic():
        Delivery.objects.update(**change)


def test_the_database_refuses_to_remove_a_delivery(month: Month) -> None:
    delivered(month)
    with pytest.raises(IntegrityError, match="Hasil yang sudah disampaikan"), transaction.atomic():
        Delivery.objects.all().delete()


@pytest.mark.parametrize("change", ["acknowledged_at = NULL, response = ''", "response = 'lain'"])
def test_the_database_refuses_to_take_an_acknowledgement_back(month: Month, change: str) -> None:
    delivered(month)
    acknowledged(month, "Sudah saya baca.")
    with (
        pytest.raises(IntegrityError, match="Hasil yang sudah disampaikan"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE appraisal_delivery SET {change}")
