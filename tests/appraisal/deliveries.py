"""Handing over Budi's January, in as few words as a test needs."""

from agencies.models import Employee, User
from agencies.permissions import Actor, actor_of
from appraisal.models import Actual, Delivery
from appraisal.services.delivery.acknowledge_evaluation import Acknowledgement, acknowledge_evaluation
from appraisal.services.delivery.deliver_evaluation import deliver_evaluation
from tests.appraisal.month import Month

ADVICE = "Jadwalkan dua kunjungan tambahan tiap pekan; kita tinjau bersama pada 2 Maret."


def acting(person: Employee | User) -> Actor:
    """Somebody of the cast as the services see them."""
    account = person.user if isinstance(person, Employee) else person
    assert account is not None
    return actor_of(account)


def delivered(month: Month, text: str = ADVICE) -> Delivery:
    """Budi's January as it stands now, delivered by Sari."""
    month.evaluate()
    evaluation = month.evaluation()
    return deliver_evaluation(
        evaluation=evaluation, recommendation=text, shown=evaluation.fingerprint, actor=acting(month.cast.sari)
    )


def acknowledged(month: Month, note: str = "") -> Acknowledgement:
    """Budi takes note of the revision in force."""
    evaluation = month.evaluation()
    return acknowledge_evaluation(
        evaluation=evaluation, revision=evaluation.revision, response=note, actor=acting(month.budi)
    )


def changed(month: Month) -> None:
    """An actual is corrected: the next evaluation makes another revision."""
    Actual.objects.filter(indicator=month.visits).update(value=18)


def address_of(month: Month, act: str) -> str:
    """``sampaikan`` or ``ketahui`` of Budi's January."""
    return f"/evaluasi/2026-01/{month.plan.pk}/{act}/"
