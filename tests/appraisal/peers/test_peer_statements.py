"""The pages on raters cost the same number of statements for few people as for many."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from appraisal.models import Evaluation
from appraisal.services.peers.sealed import held_back_of
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.appraisal.peers.situations import approved, colleagues, counting_peers, gives
from tests.factories import a_placement, an_employee
from tests.visitors import visitor


def statements(client: Client, address: str) -> int:
    """How many one request costs."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_statements_do_not_grow_with_people(month: Month) -> None:
    approved(counting_peers(month), colleagues(month, 2))
    asked = [
        (visitor(month.budi), "/rekan-penilai/?periode=2026-01"),
        (visitor(month.cast.sari), "/rekan-penilai/usulan/?periode=2026-01"),
    ]
    few = [statements(client, address) for client, address in asked]
    more = [an_employee(f"Tambahan {number}") for number in range(10)]
    for person in more:
        a_placement(person, month.cast.puskesmas, month.cast.sari)
    approved(month, more)
    assert [statements(client, address) for client, address in asked] == few


def test_asking_what_waits_costs_nothing_without_weights_and_three_with(month: Month) -> None:
    month.evaluate()
    assert asked_of(month) == 0
    gives(counting_peers(month), month.cast.citra, 4)
    month.evaluate()
    assert asked_of(month) == 3


def asked_of(month: Month) -> int:
    rows = list(Evaluation.objects.filter(period=a_period()).latest().select_related("scheme"))
    with CaptureQueriesContext(connection) as captured:
        held_back_of(rows)
    return len(captured)
