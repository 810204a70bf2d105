"""What the screens of documents cost in statements: the same for two documents and for thirty."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reports.models import Document
from tests.appraisal.month import Month
from tests.reports.verify.issued import a_document, a_scorecard
from tests.visitors import visitor

ADDRESSES: dict[str, tuple[Callable[[Month, Document], tuple[Client, str]], int]] = {
    "register, region admin": (lambda month, _card: (visitor(month.cast.region_admin), "/dokumen/"), 9),
    "register, agency admin": (lambda month, _card: (visitor(month.cast.agency_admin), "/dokumen/"), 10),
    "register, supervisor": (lambda month, _card: (visitor(month.cast.sari), "/dokumen/"), 10),
    "document, employee": (lambda month, card: (visitor(month.budi), f"/dokumen/{card.pk}/"), 9),
    "verification": (lambda _month, card: (Client(), f"/v/{card.token}/"), 4),
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_statements_do_not_grow_with_documents(month: Month, name: str) -> None:
    month.evaluate()
    card = a_scorecard(month.evaluation())
    open_page, most = ADDRESSES[name]
    client, address = open_page(month, card)
    few = statements(client, address)
    for _number in range(30):
        a_document(employee=month.budi, agency=month.cast.puskesmas)
    assert statements(client, address) == few
    assert few <= most


def statements(client: Client, address: str) -> int:
    """How many a page costs, savepoints aside."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in asked)
