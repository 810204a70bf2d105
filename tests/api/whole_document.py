"""The OpenAPI document of the product, with rows of a real region as its examples: whoever tries all of it out asks not
only for what is nowhere.
"""

import json
from dataclasses import dataclass
from typing import Any

from drf_spectacular.generators import SchemaGenerator

from agencies.models import AuditEvent
from agencies.services.record_event import record_event
from appraisal.models import Actual, AttendanceRecap
from tests.api.programs import a_token
from tests.appraisal.month import Month
from tests.reports.verify.issued import a_scorecard

#: The person of the document's own examples.
EXAMPLE_NIP = "199001012015011001"


@dataclass(frozen=True, slots=True)
class Tried:
    """What is tried out, and the secrets of who does."""

    document: dict[str, Any]
    secrets: dict[str, str]


def a_region_to_try(month: Month) -> Tried:
    """January of Kupang with everything that the API tells of."""
    AttendanceRecap.objects.create(employee=month.budi, month="2026-01-01", workdays=21, present=20)
    month.evaluate()
    card = a_scorecard(month.evaluation())
    record_event(action=AuditEvent.Action.PERIOD_LOCKED, subject="2026-01")
    actual = Actual.objects.get(employee=month.budi, indicator=month.patients)
    known = {
        "actual_id": actual.pk,
        "agency_code": "1.02.01",
        "code": "2026-01",
        "document_id": card.pk,
        "employee_id": month.budi.pk,
        "indicator_id": month.patients.pk,
        "plan_id": month.plan.pk,
        "agency": "1.02",
        "nip": month.budi.nip,
        "period": "2026-01",
    }
    people = {"region admin": month.cast.region_admin, "agency admin": month.cast.agency_admin}
    assert month.cast.sari.user is not None
    people |= {"rater": month.cast.sari.user}
    secrets = {name: a_token(account)[1].shown for name, account in people.items()}
    return Tried(_with_examples(known, month.budi.nip), secrets)


def generated() -> dict[str, Any]:
    """The document as everybody may read it."""
    generator: Any = SchemaGenerator()  # type: ignore[no-untyped-call]
    document: dict[str, Any] = json.loads(json.dumps(generator.get_schema(request=None, public=True), default=str))
    return document


def _with_examples(known: dict[str, Any], nip: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(json.dumps(generated()).replace(EXAMPLE_NIP, nip))
    for methods in document["paths"].values():
        for operation in methods.values():
            for parameter in operation.get("parameters", []):
                if parameter["in"] in {"path", "query"} and parameter["name"] in known:
                    parameter.pop("examples", None)
                    parameter["example"] = known[parameter["name"]]
    return document
