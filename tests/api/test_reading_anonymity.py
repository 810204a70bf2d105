"""Peers stay anonymous over the API too, also by subtraction; and what a rater drafts is the rater's alone."""

from typing import Any

import pytest
from django.test import Client

from agencies.models import AuditEvent
from agencies.services.record_event import record_event
from appraisal.models import RaterRole, RatingChange, SentRating
from tests.api.programs import program
from tests.appraisal.factories import a_period, a_rating
from tests.appraisal.month import Month
from tests.appraisal.peers.situations import approved, colleagues, counting_peers, gives

RATINGS = "/api/v1/ratings/?period=2026-01"
LOOKERS = ("budi", "sari", "ratna", "agency_admin", "region_admin", "regional_head", "auditor")


def rows(client: Client, address: str = RATINGS) -> list[dict[str, Any]]:
    """What a program reads."""
    found: list[dict[str, Any]] = client.get(address).json()["results"]
    return found


@pytest.mark.parametrize("who", LOOKERS)
def test_that_a_peer_has_rated_changes_nothing_that_others_read(month: Month, who: str) -> None:
    people = colleagues(counting_peers(month), 4)
    approved(month, people)
    for person in people[:3]:
        gives(month, person, 4)
    month.evaluate()
    client = program(getattr(month.cast, who))
    before = rows(client)
    gives(month, people[3], 1)
    assert rows(client) == before
    assert {row["role"] for row in before} <= {"supervisor"}


def test_a_peer_reads_the_own_levels_and_no_others(month: Month) -> None:
    first, second = colleagues(counting_peers(month), 2)
    approved(month, [first, second])
    gives(month, first, 4)
    gives(month, second, 2)
    assert {(row["role"], row["rater"], row["level"]) for row in rows(program(first))} == {("peer", first.nip, 4)}


def test_levels_of_oneself_are_read_by_oneself(month: Month) -> None:
    month.evaluate()
    a_rating(month.budi, month.budi, "2026-01", 5, role=RaterRole.SELF)
    told = [any(row["role"] == "self" for row in rows(program(one))) for one in (month.budi, month.cast.sari)]
    assert told == [True, False]


def test_the_trail_does_not_tell_who_has_rated(month: Month) -> None:
    record_event(action=AuditEvent.Action.PEER_RATING_SENT, subject="2026-01", details={"nomination": 1})
    assert rows(program(month.cast.auditor), "/api/v1/audit/?action=peer_rating_sent") == []


@pytest.mark.parametrize(("who", "seen"), [("sari", 7), ("budi", 0), ("ratna", 0), ("region_admin", 0), ("auditor", 0)])
def test_what_a_rater_has_not_sent_is_the_raters_alone(month: Month, who: str, seen: int) -> None:
    month.evaluate()
    a_draft_of_sari(month)
    assert len(rows(program(getattr(month.cast, who)))) == seen


def test_once_sent_the_levels_are_told(month: Month) -> None:
    month.evaluate()
    a_draft_of_sari(month)
    by = month.cast.sari.user
    SentRating.objects.create(
        period=a_period(), plan=month.plan, rater=month.cast.sari, version="x", sent_by=by, sent_by_name="Sari"
    )
    assert len(rows(program(month.budi))) == 7


def a_draft_of_sari(month: Month) -> None:
    """Sari has changed a row of her sheet, and not sent it."""
    RatingChange.objects.create(
        period=a_period(), plan=month.plan, made_by=month.cast.sari.user, made_by_name="Sari", before={}, after={}
    )
