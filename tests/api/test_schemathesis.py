"""Schemathesis over the whole API with all its checks: no fault of the server, and no answer that the document does not
know.

Each caller tries every operation with the examples, at the edges of what the document allows and beyond them, and at
random from a fixed seed. ``SCHEMATHESIS_EXAMPLES=200`` tries longer.
"""

import os
from collections.abc import Iterator
from contextvars import Context
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import settings
from schemathesis.config import SchemathesisConfig
from schemathesis.core.result import Ok
from schemathesis.pytest.lazy import get_all_tests

from agencies.api.throttles import PerCaller
from tests.api.whole_document import Tried, a_region_to_try
from tests.appraisal.month import Month

FEW = 3
EXAMPLES = int(os.environ.get("SCHEMATHESIS_EXAMPLES", FEW))
SEED = 5371
RUN = settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None)

#: Answers that the checks would take for faults, and are none. No check is switched off.
EXPECTED = {
    "positive_data_acceptance": {
        "expected-statuses": [
            *("2xx", "3xx", "401", "403", "404", "409"),
            # A code, a cursor or a day can be well written and mean nothing here: an agency that the region lacks.
            "400",
            # A tag in the right form that is not the one of the row (RFC 9110 15.5.13).
            "412",
            # Rows in the right form that say something that cannot be taken: a NIP that nobody has, a locked month.
            "422",
        ]
    },
    # If-Match is asked for by 428 (RFC 6585), which the check does not know of.
    "missing_required_header": {"expected-statuses": ["400", "401", "403", "406", "415", "422", "428"]},
    "negative_data_rejection": {
        "expected-statuses": [
            *("400", "401", "403", "404", "405", "406", "415", "422", "428"),
            # A key that was used for another request refuses whatever comes under it, readable or not.
            "409",
            # A malformed If-Match matches no row.
            "412",
        ]
    },
}


@pytest.fixture
def tried(month: Month, monkeypatch: pytest.MonkeyPatch) -> Tried:
    """Kupang in January; nobody is asked to slow down."""
    rates = dict.fromkeys(("token", "account", "unknown"))  # no rate at all
    monkeypatch.setattr(PerCaller, "THROTTLE_RATES", rates)
    return a_region_to_try(month)


@pytest.fixture
def product() -> Iterator[Any]:
    """The product in this process and in the test's transaction, which no request may close."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield get_wsgi_application()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("caller", ["region admin", "agency admin", "rater", "nobody"])
def test_every_answer_is_one_that_the_document_knows(
    tried: Tried, product: Any, caller: str, subtests: pytest.Subtests
) -> None:
    # The edges of every parameter are the same for everybody, and many: the first caller tries them for all.
    phases = {"coverage": {"enabled": caller == "region admin" or EXAMPLES > FEW}}
    config = SchemathesisConfig.from_dict({"seed": SEED, "checks": EXPECTED, "phases": phases})
    api: Any = schemathesis.openapi.from_dict(tried.document, config=config)
    api.app = product
    secret = tried.secrets.get(caller)
    # The checks read bytes as they come, and nothing in between unpacks them.
    headers = {"Accept-Encoding": "identity"} | ({"Authorization": f"Bearer {secret}"} if secret else {})

    def is_answered_as_documented(case: Any) -> None:
        # Outside any scope, as a server meets the request.
        Context().run(case.call_and_validate, headers=headers)

    for found in get_all_tests(schema=api, test_func=is_answered_as_documented, settings=RUN, given_kwargs={}):
        assert isinstance(found, Ok)
        operation, try_it = found.ok()
        with subtests.test(operation.label):
            try_it()
