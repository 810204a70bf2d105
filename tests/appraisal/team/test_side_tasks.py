"""What else waits for a rater: claims, proposed peers, requests for feedback, next steps."""

from django.utils import timezone

from agencies.models import Employee
from appraisal.models import ActualState, CheckIn, FeedbackRequest, NextStep, RaterNomination
from tests.appraisal.delegation.delegating import handed_over, in_days
from tests.appraisal.factories import a_period, an_actual
from tests.appraisal.month import Month
from tests.appraisal.peers.situations import close_rating, counting_peers
from tests.appraisal.team.test_rating_tasks import TASKS, tasks
from tests.visitors import page, visitor


def a_step(month: Month, owner: NextStep.Owner, due: int = 5) -> NextStep:
    """Something that was agreed in a talk on Budi's plan."""
    talk = CheckIn.objects.create(plan=month.plan, held_on=in_days(-1), opened_by=month.cast.sari.user)
    return NextStep.objects.create(check_in=talk, text="Menyediakan alat", owner=owner, due_on=in_days(due))


def a_nomination(month: Month, rater: Employee) -> RaterNomination:
    """Budi proposes somebody for January."""
    return RaterNomination.objects.create(
        period=a_period(), employee=month.budi, rater=rater, role="peer", proposed_by=month.budi.user
    )


def test_reported_actuals_wait_to_be_verified(month: Month) -> None:
    an_actual(month.budi, month.patients, "2026-02", "90", ActualState.REPORTED)
    an_actual(month.budi, month.visits, "2026-02", "19", ActualState.REPORTED)
    assert "Verifikasi 2 realisasi" in tasks(month)
    assert "Dari 1 pegawai, yang terlama Februari 2026." in page(visitor(month.cast.sari), TASKS)


def test_actuals_of_somebody_elses_people_do_not_count(month: Month) -> None:
    an_actual(month.cast.dewi, month.patients, "2026-02", "90", ActualState.REPORTED)
    assert not [text for text in tasks(month) if "Verifikasi" in text]


def test_a_proposed_peer_waits_for_a_decision(month: Month) -> None:
    a_nomination(month, month.cast.citra)
    assert "Putuskan 1 usulan penilai rekan atau bawahan" in tasks(month)


def test_who_is_proposed_does_not_decide(month: Month) -> None:
    handed_over(month.cast, month.cast.dewi)
    a_nomination(month, month.cast.dewi)
    assert "Putuskan 1 usulan" not in page(visitor(month.cast.dewi), TASKS)


def asked_for_sari(month: Month) -> RaterNomination:
    """Sari is to rate Budi as a colleague."""
    counting_peers(month)
    asked = a_nomination(month, month.cast.sari)
    RaterNomination.objects.filter(pk=asked.pk).update(
        state="approved", decided_by=month.cast.ratna.user, decided_at=timezone.now()
    )
    return asked


def test_whoever_is_asked_to_rate_a_colleague_finds_it_among_the_tasks(month: Month) -> None:
    asked_for_sari(month)
    assert "Nilai 1 rekan atau atasan" in tasks(month)
    assert 'href="/rekan-penilai/tugas/"' in page(visitor(month.cast.sari), TASKS)


def test_a_colleague_who_was_rated_waits_no_longer(month: Month) -> None:
    RaterNomination.objects.filter(pk=asked_for_sari(month).pk).update(sent_at=timezone.now())
    assert "Nilai 1 rekan atau atasan" not in tasks(month)


def test_after_the_close_no_colleague_waits(month: Month) -> None:
    asked_for_sari(month)
    close_rating()
    assert "Nilai 1 rekan atau atasan" not in tasks(month)


def test_a_request_for_feedback_waits(month: Month) -> None:
    FeedbackRequest.objects.create(employee=month.budi, asked=month.cast.sari, question="Bagaimana laporan saya?")
    assert "Jawab 1 permintaan umpan balik" in tasks(month)


def test_the_own_next_steps_wait_and_those_of_the_employee_do_not(month: Month) -> None:
    a_step(month, NextStep.Owner.EMPLOYEE)
    assert not [text for text in tasks(month) if "langkah" in text]
    a_step(month, NextStep.Owner.RATER)
    assert "Selesaikan 1 langkah Anda dari dialog kinerja" in tasks(month)


def test_a_step_that_is_late_says_so(month: Month) -> None:
    a_step(month, NextStep.Owner.RATER, due=-2)
    assert "Lewat jatuh tempo" in page(visitor(month.cast.sari), TASKS)


def test_nothing_of_it_waits_once_it_is_done(month: Month) -> None:
    step = a_step(month, NextStep.Owner.RATER)
    step.done_at = step.check_in.opened_at
    step.save()
    assert not [text for text in tasks(month) if "langkah" in text]
