"""Every address x method x relation: the same as the committed matrix, no fault of the server, all headers there."""

import os
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.urls import reverse

from agencies.models import ApiScope
from agencies.tenancy.scope import region_scope
from tests.appraisal.factories import a_period
from tests.hardening import matrix
from tests.hardening.answers import faults_of
from tests.hardening.breaches import breaches, named_here
from tests.hardening.stage import ACTORS, Stage, set_up_relations
from tests.isolation.addresses import ADDRESSES
from tests.isolation.test_every_url import QUERIES, arguments_of

FREEZES = bool(os.environ.get("FREEZE_ACCESS_MATRIX"))
FROZEN = matrix.read()

#: Whose row is a rater who is silent, and so has handed the rating to nobody.
RATER_WITHOUT_STAND_IN = frozenset({"take-over"})


@pytest.fixture
def address(stage: Stage, name: str) -> Iterator[str]:
    """The address, of a row that is there while the test runs."""
    with transaction.atomic():
        arguments = arguments_of(stage.cast, ADDRESSES[name])
        with region_scope(stage.cast.region.pk):
            set_up_relations(stage, with_stand_in=name not in RATER_WITHOUT_STAND_IN)
            if name in QUERIES:
                a_period()
            stage.narrow.scopes = [ApiScope.ATTENDANCE_WRITE if name == "api-audit" else ApiScope.AUDIT_READ]
            stage.narrow.save(update_fields=["scopes"])
        yield reverse(name, kwargs=dict(arguments))
        transaction.set_rollback(True)


def outcomes(stage: Stage, name: str, method: str, address: str) -> dict[str, str]:
    """What everybody is told; each finds everything as the others have found it."""
    found = {}
    for actor in stage.asked(address):
        with transaction.atomic():
            answer = stage.ask(actor, method, address, QUERIES.get(name, {}))
            faults = list(faults_of(answer, is_personal=not ADDRESSES[name].is_public))
            assert not faults, f"{actor}, {method} {address}: {faults}"
            found[actor] = matrix.outcome(answer)
            transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_everybody_is_told_what_the_matrix_says(stage: Stage, name: str, address: str) -> None:
    found = {f"{name} {method.upper()}": outcomes(stage, name, method, address) for method in ADDRESSES[name].methods}
    broken = {key: list(breaches(name, key.rpartition(" ")[2], row)) for key, row in found.items()}
    assert not any(broken.values()), broken
    if FREEZES:
        matrix.write({**matrix.read(), **found})
        return
    said = {
        key: {actor: told for actor, told in FROZEN.get(key, {}).items() if actor in row} for key, row in found.items()
    }
    assert found == said, "A right has changed. Is it meant? Then write the matrix anew (docs/access.md, top)."


def test_the_matrix_has_every_address_and_no_other() -> None:
    assert list(matrix.read()) == matrix.rows()


def test_the_rules_name_only_addresses_that_are_there() -> None:
    assert named_here() - set(ADDRESSES) == set()


@pytest.mark.parametrize(
    ("name", "method", "changed", "said"),
    [
        ("scorecard", "GET", {"foreign admin": "403"}, "another region learns that the row exists"),
        ("scorecard", "GET", {"former rater": "open"}, "former rater is let in"),
        ("scorecard", "GET", {"anonymous": "open"}, "anonymous is let in"),
        ("scorecard", "GET", {"operator": "open"}, "operator is let in"),
        ("rate-employee", "POST", {"employee": "422"}, "employee is let in"),
        ("rate-employee", "POST", {"region admin": "409"}, "region admin is let in"),
        ("lock-period", "POST", {"auditor": "open"}, "auditor is let in"),
        ("api-evaluations", "GET", {"narrow token": "open"}, "narrow token is let in"),
        ("help", "GET", {"employee": "500"}, "employee: a fault of the server"),
    ],
)
def test_a_wrong_right_is_found(name: str, method: str, changed: dict[str, str], said: str) -> None:
    row = {**dict.fromkeys(ACTORS, "403"), "foreign admin": "404", **changed}
    assert list(breaches(name, method, row)) == [said]
