"""Evaluations with all that their documents can say: a plan from a dialogue, a unit's predicate, words of the rater."""

import datetime
import io

from django.utils import timezone

from appraisal.models import Delivery, Evaluation, OrganisationRating
from indicators.models import BehaviourExpectation, PlanItem, PlanResult, PlanVersion, PlanVersionItem, VersionState
from reports.services.compose.evaluations import (
    FOR_THE_PEOPLE,
    compose_evaluation_documents,
    compose_evaluation_forms,
)
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.reports.printed import as_issued, text_of

JANUARY = datetime.date(2026, 1, 1)
RECOMMENDATION = "Kirim rekap kunjungan tiap Jumat sebelum pukul 14."


def a_dialogue(month: Month) -> PlanVersion:
    """Budi's plan as both agreed on it: one result with both indicators, and an expectation."""
    now = timezone.now()
    version = PlanVersion.objects.create(
        employee=month.budi,
        agency=month.cast.puskesmas,
        year=2026,
        plan=month.plan,
        state=VersionState.AGREED,
        supervisor=month.cast.sari,
        employee_agreed_at=now,
        supervisor_agreed_at=now,
    )
    result = PlanResult.objects.create(
        version=version, text="Pasien terlayani tanpa antre", supports_text="Layanan kesehatan bermutu"
    )
    for item in PlanItem.objects.filter(plan=month.plan).order_by("id"):
        PlanVersionItem.objects.create(
            version=version, result=result, indicator=item.indicator, weight=item.weight, targets=item.targets
        )
    BehaviourExpectation.objects.create(version=version, value="BP", text="Sambut warga sebelum ditanya.")
    return version


def a_predicate(month: Month, predicate: str = "baik", *, code: str = "2026-01") -> OrganisationRating:
    """What Ratna set for the puskesmas."""
    return OrganisationRating.objects.create(
        period=a_period(code),
        agency=month.cast.puskesmas,
        predicate=predicate,
        source="Perjanjian kinerja",
        reason="Target tercapai.",
        decided_by=month.cast.ratna.user,
        decided_by_name=month.cast.ratna.name,
    )


def delivered(month: Month, text: str = RECOMMENDATION) -> Delivery:
    """Budi's January, handed over by Sari."""
    evaluation = month.evaluation()
    return Delivery.objects.create(
        period=evaluation.period,
        plan=month.plan,
        revision=evaluation.revision,
        fingerprint=evaluation.fingerprint,
        recommendation=text,
        delivered_by=month.cast.sari,
        delivered_by_account=month.cast.sari.user,
        delivered_at=datetime.datetime(2026, 2, 3, 9, tzinfo=datetime.UTC),
    )


def form_of(evaluation: Evaluation, part: int = FOR_THE_PEOPLE) -> bytes:
    """The form as it would be issued."""
    return as_issued(next(compose_evaluation_forms([evaluation], part=part)))


def document_of(evaluation: Evaluation) -> bytes:
    """The document as it would be issued."""
    return as_issued(next(compose_evaluation_documents([evaluation])))


def words(pdf: bytes) -> str:
    """What a reader finds in it."""
    return text_of(io.BytesIO(pdf))
