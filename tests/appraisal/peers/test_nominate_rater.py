"""Who may be asked to rate somebody, by whom, and how long."""

import pytest

from agencies.models import AuditEvent, Employee
from agencies.permissions import actor_of
from appraisal.models import RaterNomination
from appraisal.services.peers.decide_nomination import approve_all, decide_nomination
from appraisal.services.peers.nominate_rater import (
    NominationRefusedError,
    NotTheirNominationError,
    nominate_rater,
)
from appraisal.services.peers.peer_periods import PeersClosedError
from appraisal.services.peers.withdraw_nomination import withdraw_nomination
from appraisal.services.periods.lock_period import lock_period, unlock_period
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.appraisal.peers.situations import close_rating, colleagues, counting_peers, proposed
from tests.factories import a_placement, an_employee


def nominate(month: Month, rater: Employee, by: Employee | None = None) -> RaterNomination:
    who = by or month.budi
    return nominate_rater(period=a_period(), employee_id=month.budi.pk, rater_id=rater.pk, actor=actor_of(who.user))


def test_a_colleague_is_proposed_as_peer_and_waits_for_the_supervisor(month: Month) -> None:
    made = nominate(counting_peers(month), month.cast.citra)
    assert (made.role, made.state) == ("peer", "proposed")
    assert AuditEvent.objects.filter(action=AuditEvent.Action.RATER_NOMINATED).count() == 1


def test_who_stands_under_the_employee_is_a_subordinate(month: Month) -> None:
    below = an_employee("Juru Rawat")
    a_placement(below, month.cast.puskesmas, month.budi)
    assert nominate(counting_peers(month), below).role == "subordinate"


def test_nobody_names_the_supervisor_or_themselves(month: Month) -> None:
    counting_peers(month)
    for person in (month.cast.sari, month.budi):
        with pytest.raises(NominationRefusedError, match="Pilih rekan atau bawahan"):
            nominate(month, person)


def test_without_a_weight_nobody_is_asked(month: Month) -> None:
    with pytest.raises(NominationRefusedError, match="tidak memberi bobot"):
        nominate(month, month.cast.citra)


def test_whom_the_supervisor_names_is_approved_at_once(month: Month) -> None:
    made = nominate(counting_peers(month), month.cast.citra, by=month.cast.sari)
    assert (made.state, made.decided_by_id) == ("approved", month.cast.sari.user_id)


def test_a_stranger_names_nobody(month: Month) -> None:
    with pytest.raises(NotTheirNominationError):
        nominate(counting_peers(month), month.cast.dewi, by=month.cast.citra)


def test_naming_twice_changes_nothing(month: Month) -> None:
    counting_peers(month)
    assert nominate(month, month.cast.citra).pk == nominate(month, month.cast.citra).pk
    assert AuditEvent.objects.filter(action=AuditEvent.Action.RATER_NOMINATED).count() == 1


def test_a_proposal_is_withdrawn_and_made_again(month: Month) -> None:
    made = nominate(counting_peers(month), month.cast.citra)
    withdraw_nomination(nomination_id=made.pk, actor=actor_of(month.budi.user))
    assert nominate(month, month.cast.citra).state == "proposed"


def test_what_was_decided_is_not_withdrawn(month: Month) -> None:
    made = nominate(counting_peers(month), month.cast.citra, by=month.cast.sari)
    with pytest.raises(NominationRefusedError, match="sudah diputuskan"):
        withdraw_nomination(nomination_id=made.pk, actor=actor_of(month.budi.user))


def test_who_was_declined_is_not_proposed_again_by_the_employee(month: Month) -> None:
    made = proposed(counting_peers(month), month.cast.citra)
    sari = actor_of(month.cast.sari.user)
    decide_nomination(nomination_id=made.pk, approves=False, reason="Beda unit kerja.", actor=sari)
    with pytest.raises(NominationRefusedError, match="sudah tidak disetujui"):
        nominate(month, month.cast.citra)
    assert nominate(month, month.cast.citra, by=month.cast.sari).state == "approved"


def test_declining_needs_a_reason(month: Month) -> None:
    made = proposed(counting_peers(month), month.cast.citra)
    with pytest.raises(NominationRefusedError, match="Tulis alasan"):
        decide_nomination(nomination_id=made.pk, approves=False, reason=" ", actor=actor_of(month.cast.sari.user))


def test_nobody_decides_about_themselves(month: Month) -> None:
    made = proposed(counting_peers(month), month.cast.citra)
    for person in (month.budi, month.cast.citra):
        with pytest.raises(NotTheirNominationError):
            decide_nomination(nomination_id=made.pk, approves=True, reason="", actor=actor_of(person.user))


def test_all_proposals_of_a_person_are_approved_at_once_with_one_event(month: Month) -> None:
    for person in colleagues(counting_peers(month), 3):
        proposed(month, person)
    assert approve_all(period=a_period(), employee_id=month.budi.pk, actor=actor_of(month.cast.sari.user)) == 3
    assert set(RaterNomination.objects.values_list("state", flat=True)) == {"approved"}
    assert AuditEvent.objects.filter(action=AuditEvent.Action.NOMINATION_DECIDED).count() == 1


def test_a_sealed_period_takes_no_nomination_not_even_opened_again(month: Month) -> None:
    counting_peers(month)
    lock_period(period=a_period())
    unlock_period(period=a_period(), reason="Koreksi realisasi.")
    with pytest.raises(PeersClosedError, match="disegel"):
        nominate(month, month.cast.citra)


def test_after_the_last_day_for_ratings_nobody_is_asked(month: Month) -> None:
    counting_peers(month)
    close_rating()
    with pytest.raises(PeersClosedError):
        nominate(month, month.cast.citra)
