"""What a verifier decides, and what stands in the way."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from agencies.models import AuditEvent, Delegation, Employee
from appraisal.models import Actual, ActualState, Verification
from appraisal.services.periods.lock_period import lock_period
from appraisal.services.verification.accept_actuals import accept_actual, accept_actuals
from appraisal.services.verification.claims import FlagKind
from appraisal.services.verification.declare_month import declare_month
from appraisal.services.verification.errors import (
    ClaimStateError,
    NoSuchClaimError,
    NotTheVerifierError,
    ReasonMissingError,
    StaleClaimError,
)
from appraisal.services.verification.find_claims import DECIDED, RETURNED, find_claims
from appraisal.services.verification.return_actual import return_actual
from appraisal.services.verification.take_back_verification import take_back_verification
from tests.appraisal.evidence import files
from tests.appraisal.evidence.library import actor, supported
from tests.appraisal.factories import a_period, an_actual
from tests.appraisal.month import Month
from tests.appraisal.verification.claims import FEBRUARY, a_claim, citra_too, state, version
from tests.factories import a_placement, a_plan

TODAY = datetime.date(2026, 3, 2)


def accept(month: Month, actual: Actual, by: Employee | None = None) -> None:
    accept_actual(actual_id=actual.pk, version=version(actual), actor=actor(by or month.cast.sari))


def give_back(month: Month, actual: Actual, reason: str = "Bukti buram.") -> None:
    return_actual(actual_id=actual.pk, version=version(actual), reason=reason, actor=actor(month.cast.sari))


def declare(month: Month, seen: str = "", reason: str = "Cuti melahirkan.", by: Employee | None = None) -> int:
    claim = declare_month(
        plan_id=month.plan.pk,
        indicator_id=month.visits.pk,
        month=datetime.date(2026, 2, 1),
        version=seen,
        reason=reason,
        actor=actor(by or month.cast.sari),
    )
    return claim.actual_id


def take_back(month: Month, actual: Actual) -> None:
    take_back_verification(actual_id=actual.pk, version=version(actual), actor=actor(month.cast.sari))


def waiting(month: Month, by: Employee | None = None) -> list[int]:
    return [claim.actual_id for claim in find_claims(actor=actor(by or month.cast.sari), today=TODAY)]


def test_accepting_is_logged_with_the_value_that_was_seen(month: Month) -> None:
    actual = a_claim(month.budi, month.visits)
    accept(month, actual)
    assert state(actual) == (ActualState.VERIFIED, Decimal(95))
    said = Verification.objects.get(actual=actual)
    assert (said.outcome, said.value, said.decided_by_name) == ("accepted", Decimal(95), "Sari Wulandari")
    assert AuditEvent.objects.get(action="actual_accepted").subject == f"{month.budi.nip}, 2026-02"


def test_accepting_twice_writes_once(month: Month) -> None:
    actual = a_claim(month.budi, month.visits)
    seen = version(actual)
    for _time in range(2):
        accept_actual(actual_id=actual.pk, version=seen, actor=actor(month.cast.sari))
    assert Verification.objects.count() == 1


def test_what_changed_since_it_was_seen_is_not_accepted(month: Month) -> None:
    actual = a_claim(month.budi, month.visits)
    seen = version(actual)
    Actual.objects.filter(pk=actual.pk).update(value=97, updated_at=timezone.now())
    with pytest.raises(StaleClaimError) as refused:
        accept_actual(actual_id=actual.pk, version=seen, actor=actor(month.cast.sari))
    assert refused.value.claim.value == 97
    assert not Verification.objects.exists()


def test_returning_needs_a_reason(month: Month) -> None:
    actual = a_claim(month.budi, month.visits)
    with pytest.raises(ReasonMissingError):
        give_back(month, actual, "  ")
    assert state(actual)[0] == ActualState.REPORTED


def test_what_was_returned_says_why(month: Month) -> None:
    actual = a_claim(month.budi, month.visits)
    give_back(month, actual)
    assert state(actual)[0] == ActualState.RETURNED
    assert Verification.objects.get().reason == "Bukti buram."


def test_what_a_file_brought_can_be_returned_too(month: Month) -> None:
    actual = an_actual(month.budi, month.visits, FEBRUARY, "4")
    give_back(month, actual)
    assert state(actual)[0] == ActualState.RETURNED


@pytest.mark.parametrize("name", ["budi", "citra", "ratna", "dewi"])
def test_nobody_but_the_rater_decides(month: Month, name: str) -> None:
    actual = a_claim(month.budi, month.visits)
    with pytest.raises(NotTheVerifierError):
        accept(month, actual, getattr(month.cast, name))


def test_a_delegate_decides_in_the_raters_name_but_never_on_himself(month: Month) -> None:
    citra_too(month)
    cast = month.cast
    Delegation.objects.create(
        rater=cast.sari,
        delegate=cast.citra,
        kind="plh",
        first_day=timezone.localdate(),
        last_day=timezone.localdate(),
        reason="Dinas luar",
        decided_by=cast.sari.user,
    )
    of_budi, own = a_claim(cast.budi, month.visits), a_claim(cast.citra, month.visits)
    accept(month, of_budi, cast.citra)
    assert Verification.objects.get().decided_by_name == "Citra Lestari"
    with pytest.raises(NotTheVerifierError):
        accept(month, own, cast.citra)


def test_the_rater_is_the_supervisor_on_the_last_day_of_the_month(month: Month) -> None:
    cast = month.cast
    cast.budi.placements.update(last_day=datetime.date(2026, 2, 10))
    a_placement(cast.budi, cast.puskesmas, cast.ratna, first_day=datetime.date(2026, 2, 11))
    actual = a_claim(month.budi, month.visits)
    assert (waiting(month), waiting(month, cast.ratna)) == ([], [actual.pk])
    accept(month, actual, cast.ratna)


def test_the_regional_head_verifies_who_has_no_superior(month: Month) -> None:
    cast = month.cast
    a_plan(cast.ratna, cast.dinas, {month.visits: ("100", "20")})
    actual = a_claim(cast.ratna, month.visits)
    head = actor(cast.regional_head)
    assert [claim.actual_id for claim in find_claims(actor=head, today=TODAY)] == [actual.pk]
    accept_actual(actual_id=actual.pk, version=version(actual), actor=head)
    assert state(actual)[0] == ActualState.VERIFIED


def test_a_month_that_is_in_no_plan_waits_for_nobody(month: Month) -> None:
    actual = a_claim(month.cast.citra, month.visits)
    assert waiting(month) == []
    with pytest.raises(NoSuchClaimError):
        accept(month, actual)


def test_a_locked_month_waits_for_nobody_and_takes_no_decision(month: Month) -> None:
    actual = a_claim(month.budi, month.visits)
    lock_period(period=a_period(FEBRUARY))
    assert waiting(month) == []
    with pytest.raises(ClaimStateError, match=r"Februari 2026 dikunci"):
        accept(month, actual)


def test_a_decision_is_taken_back_while_the_month_is_open(month: Month) -> None:
    for decide in (accept, give_back):
        actual = a_claim(month.budi, month.visits)
        decide(month, actual)
        take_back(month, actual)
        assert state(actual) == (ActualState.REPORTED, Decimal(95))
        assert Verification.objects.latest("pk").outcome == "taken_back"
        actual.delete()


def test_without_a_decision_there_is_none_to_take_back(month: Month) -> None:
    actual = an_actual(month.budi, month.visits, FEBRUARY, "4")
    with pytest.raises(ClaimStateError):
        take_back(month, actual)


def test_a_declared_month_keeps_its_value_in_the_log_and_gets_it_back(month: Month) -> None:
    actual = a_claim(month.budi, month.visits, note="Sesuai daftar hadir")
    declare(month, version(actual))
    assert state(actual) == (ActualState.NOT_APPLICABLE, None)
    assert Verification.objects.get().value == 95
    take_back(month, actual)
    assert state(actual) == (ActualState.REPORTED, Decimal(95))
    assert Actual.objects.get(pk=actual.pk).note == "Sesuai daftar hadir"


def test_a_month_of_which_nothing_was_reported_is_declared_and_opened_again(month: Month) -> None:
    actual = Actual.objects.get(pk=declare(month))
    assert (actual.state, actual.note) == (ActualState.NOT_APPLICABLE, "Cuti melahirkan.")
    take_back(month, actual)
    assert not Actual.objects.filter(pk=actual.pk).exists()


def test_declaring_needs_a_reason_the_rater_and_the_month_as_it_was_seen(month: Month) -> None:
    with pytest.raises(ReasonMissingError):
        declare(month, reason=" ")
    with pytest.raises(NotTheVerifierError):
        declare(month, by=month.cast.ratna)
    a_claim(month.budi, month.visits)
    with pytest.raises(StaleClaimError):
        declare(month)


def test_a_list_accepts_what_it_showed_and_says_what_it_left_out(month: Month) -> None:
    citra_too(month)
    kept, changed = a_claim(month.budi, month.visits), a_claim(month.cast.citra, month.visits)
    seen = {one.pk: version(one) for one in (kept, changed)}
    Actual.objects.filter(pk=changed.pk).update(value=1, updated_at=timezone.now())
    outcome = accept_actuals(seen=seen, actor=actor(month.cast.sari))
    assert [claim.actual_id for claim in outcome.claims] == [kept.pk]
    assert [(one.claim.actual_id, one.why) for one in outcome.left_out] == [
        (changed.pk, "diubah setelah daftar ini dibuka")
    ]


def test_a_list_never_accepts_what_is_not_the_raters(month: Month) -> None:
    actual = a_claim(month.budi, month.visits)
    outcome = accept_actuals(seen={actual.pk: version(actual)}, actor=actor(month.cast.ratna))
    assert (outcome.claims, state(actual)[0]) == ((), ActualState.REPORTED)


def test_the_lists_tell_what_waits_from_what_was_decided(month: Month) -> None:
    returned, accepted = a_claim(month.budi, month.visits), a_claim(month.budi, month.patients)
    give_back(month, returned)
    accept(month, accepted)
    sari = actor(month.cast.sari)
    assert waiting(month) == []
    assert [one.actual_id for one in find_claims(actor=sari, today=TODAY, which=RETURNED)] == [returned.pk]
    assert [one.actual_id for one in find_claims(actor=sari, today=TODAY, which=DECIDED)] == [accepted.pk]


def flags(month: Month) -> set[FlagKind]:
    (claim,) = find_claims(actor=actor(month.cast.sari), today=TODAY)
    return {flag.kind for flag in claim.flags}


def test_a_plain_claim_has_no_flag(month: Month) -> None:
    supported(a_claim(month.budi, month.patients))
    assert flags(month) == set()


def test_what_is_remarkable_is_flagged(month: Month) -> None:
    a_claim(month.budi, month.patients, "950")
    assert flags(month) == {FlagKind.NO_EVIDENCE, FlagKind.IMPLAUSIBLE}


def test_a_figure_far_from_the_months_before_is_flagged(month: Month) -> None:
    for code in ("2025-11", "2025-12"):
        an_actual(month.budi, month.patients, code, "100")
    supported(a_claim(month.budi, month.patients, "20"))
    assert flags(month) == {FlagKind.FAR}


def test_a_file_that_somebody_else_used_is_flagged(month: Month) -> None:
    for actual in (a_claim(month.budi, month.patients), an_actual(month.cast.citra, month.patients, FEBRUARY, "4")):
        supported(actual, files.a_photo(shade=2))
    assert flags(month) == {FlagKind.TWIN}


def test_a_month_that_a_file_declared_has_no_decision_to_take_back(month: Month) -> None:
    actual = a_claim(month.budi, month.visits)
    accept(month, actual)
    Actual.objects.filter(pk=actual.pk).update(state=ActualState.NOT_APPLICABLE, value=None, note="Cuti")
    with pytest.raises(ClaimStateError, match="Tidak ada keputusan"):
        take_back(month, actual)
    assert state(actual) == (ActualState.NOT_APPLICABLE, None)


def test_what_a_file_verified_after_it_was_returned_has_no_decision_to_take_back(month: Month) -> None:
    actual = a_claim(month.budi, month.visits)
    give_back(month, actual)
    Actual.objects.filter(pk=actual.pk).update(state=ActualState.VERIFIED)
    with pytest.raises(ClaimStateError, match="Tidak ada keputusan"):
        take_back(month, actual)
