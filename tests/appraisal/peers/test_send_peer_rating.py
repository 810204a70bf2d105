"""A peer rates: everything at once, sealed, and changed by nobody else."""

import pytest

from agencies.models import AuditEvent, Employee
from agencies.permissions import actor_of
from appraisal.models import RaterNomination, Rating, RubricDimension
from appraisal.services.peers.nominate_rater import NominationRefusedError, NotTheirNominationError
from appraisal.services.peers.peer_periods import PeersClosedError
from appraisal.services.peers.send_peer_rating import LevelsRefusedError, send_peer_rating
from tests.appraisal.factories import BERAKHLAK
from tests.appraisal.month import Month
from tests.appraisal.peers.situations import approved, close_rating, counting_peers, proposed


def levels(level: int = 4, but: int = 0) -> dict[int, int]:
    asked = RubricDimension.objects.filter(code__in=BERAKHLAK[but:])
    return {one.pk: level for one in asked}


def send(nomination: RaterNomination, by: Employee, given: dict[int, int] | None = None) -> None:
    send_peer_rating(nomination_id=nomination.pk, levels=levels() if given is None else given, actor=actor_of(by.user))


def test_all_levels_are_stored_under_the_rater_and_the_role(month: Month) -> None:
    [nomination] = approved(counting_peers(month), [month.cast.citra])
    send(nomination, month.cast.citra)
    rows = Rating.objects.filter(role="peer", rater=month.cast.citra, employee=month.budi)
    assert [row.level for row in rows] == [4] * 7
    nomination.refresh_from_db()
    assert nomination.sent_at is not None


def test_with_one_dimension_missing_nothing_is_stored(month: Month) -> None:
    [nomination] = approved(counting_peers(month), [month.cast.citra])
    with pytest.raises(LevelsRefusedError) as refused:
        send(nomination, month.cast.citra, levels(but=1))
    assert len(refused.value.errors) == 1
    assert not Rating.objects.filter(role="peer").exists()


def test_sending_again_replaces_what_was_sent(month: Month) -> None:
    [nomination] = approved(counting_peers(month), [month.cast.citra])
    send(nomination, month.cast.citra)
    send(nomination, month.cast.citra, levels(2))
    assert set(Rating.objects.filter(role="peer").values_list("level", flat=True)) == {2}


def test_nobody_sends_for_another_rater(month: Month) -> None:
    [nomination] = approved(counting_peers(month), [month.cast.citra])
    for person in (month.cast.sari, month.budi):
        with pytest.raises(NotTheirNominationError):
            send(nomination, person)


def test_who_is_not_approved_yet_does_not_rate(month: Month) -> None:
    with pytest.raises(NominationRefusedError):
        send(proposed(counting_peers(month), month.cast.citra), month.cast.citra)


def test_once_sealed_not_even_the_rater_changes_anything(month: Month) -> None:
    [nomination] = approved(counting_peers(month), [month.cast.citra])
    send(nomination, month.cast.citra)
    close_rating()
    with pytest.raises(PeersClosedError, match="disegel"):
        send(nomination, month.cast.citra, levels(1))
    assert set(Rating.objects.filter(role="peer").values_list("level", flat=True)) == {4}


def test_the_audit_trail_knows_neither_levels_nor_whom_it_was_about(month: Month) -> None:
    [nomination] = approved(counting_peers(month), [month.cast.citra])
    send(nomination, month.cast.citra)
    event = AuditEvent.objects.get(action=AuditEvent.Action.PEER_RATING_SENT)
    assert (event.subject, event.details) == ("2026-01", {"nomination": nomination.pk})
