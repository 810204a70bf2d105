"""An erasure that is asked for twice at the same moment is done once."""

import threading

import pytest
from django.db import connection

from agencies.models import AuditEvent, Employee, Region
from agencies.services.personal_data.redact_rows import RedactionRefusedError, redact_rows
from agencies.tenancy.scope import region_scope
from tests.factories import a_placement, a_region, an_agency, an_employee
from tests.personal_data.long_ago import LAST_DAY, TODAY
from tests.personal_data.reach import REASON

pytestmark = pytest.mark.django_db(transaction=True)


def erase(region: Region, person: Employee, begun: threading.Barrier, refused: list[str]) -> None:
    """As one of the two requests does."""
    try:
        with region_scope(region.pk):
            begun.wait(20)
            redact_rows(employee=person, reason=REASON, today=TODAY, actor=None)
    except RedactionRefusedError as refusal:
        refused.append(str(refusal))
    finally:
        connection.close()


def test_the_second_of_two_learns_that_it_is_done() -> None:
    region = a_region()
    with region_scope(region.pk):
        person = an_employee("Budi Santoso")
        a_placement(person, an_agency("1.02", "Dinas Kesehatan"), first_day=LAST_DAY, last_day=LAST_DAY)
    begun, refused = threading.Barrier(2), list[str]()
    requests = [threading.Thread(target=erase, args=(region, person, begun, refused)) for _ in range(2)]
    for request in requests:
        request.start()
    for request in requests:
        request.join()
    assert ["sudah dihapus" in sentence for sentence in refused] == [True]
    with region_scope(region.pk):
        assert AuditEvent.objects.filter(action=AuditEvent.Action.PERSON_REDACTED).count() == 1
