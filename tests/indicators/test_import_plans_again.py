"""A plans file replaces the plans that it names, and touches nothing that is as it should be."""

import random
from decimal import Decimal

import pytest
from django.utils import timezone

from agencies.models import AuditEvent, RowHistory
from appraisal.models import Period
from indicators.models import Indicator, Plan, PlanItem, PlanState
from indicators.resources import PlanResource
from tests.agencies.importing import counts, statements
from tests.appraisal.factories import a_period
from tests.cast import Cast
from tests.factories import a_placement, a_plan, an_employee
from tests.indicators.plan_file import HEADER, line, refused, take

WEIGHTS = (("A", "50"), ("B", "30"), ("C", "20"))


def lock(code: str) -> None:
    """Lock a period."""
    period: Period = a_period(code)
    Period.objects.filter(pk=period.pk).update(state="locked", locked_at=timezone.now())


def items() -> dict[tuple[str, str], tuple[Decimal | None, list[Decimal | None]]]:
    """Weight and targets of each item, by NIP and code."""
    stored = PlanItem.objects.values_list("plan__employee__nip", "indicator__code", "weight", "targets")
    return {(nip, code): (weight, targets) for nip, code, weight, targets in stored}


def test_importing_again_changes_nothing(measured: Cast) -> None:
    lines = [line(measured.budi.nip, "A", "60"), line(measured.budi.nip, "R", "40", "80-90")]
    take(*lines)
    agreed_at = Plan.objects.get().agreed_at
    before = RowHistory.objects.count()
    assert counts(take(*lines)) == (0, 0, 2)
    assert (Plan.objects.get().agreed_at, RowHistory.objects.count()) == (agreed_at, before)
    assert AuditEvent.objects.count() == 1


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_rows_does_not_matter(measured: Cast, seed: int) -> None:
    people = [measured.budi.nip, measured.citra.nip, measured.sari.nip]
    lines = [line(nip, code, weight, str(number)) for number, nip in enumerate(people, 1) for code, weight in WEIGHTS]
    random.Random(seed).shuffle(lines)
    take(*lines)
    assert items() == {
        (nip, code): (Decimal(weight), [Decimal(number)] * 12)
        for number, nip in enumerate(people, 1)
        for code, weight in WEIGHTS
    }


def test_an_item_that_the_file_no_longer_names_is_removed(measured: Cast) -> None:
    take(line(measured.budi.nip, "A", "60"), line(measured.budi.nip, "B", "40"))
    result = take(line(measured.budi.nip, "A", "100"))
    assert counts(result) == (0, 1, 0)
    assert items().keys() == {(measured.budi.nip, "A")}
    assert [str(warning) for warning in result.warnings] == [
        "1 butir dihapus dari 1 SKP, karena berkas ini tidak lagi menyebutnya."
    ]


def test_removing_an_additional_item_alone_is_recorded(measured: Cast) -> None:
    take(line(measured.budi.nip), line(measured.budi.nip, "B", "", jenis="tambahan"))
    take(line(measured.budi.nip))
    assert AuditEvent.objects.order_by("id").last().details["removed"] == 1  # type: ignore[union-attr]


def test_other_plans_stay_as_they_are(measured: Cast) -> None:
    take(line(measured.budi.nip), line(measured.citra.nip), line(measured.budi.nip, tahun="2027"))
    take(line(measured.budi.nip, "B"))
    assert Plan.objects.count() == 3
    assert items()[measured.citra.nip, "A"] == (Decimal(100), [Decimal(10)] * 12)
    assert PlanItem.objects.get(plan__year=2027).indicator.code == "A"


def test_weights_of_an_agreed_plan_can_be_shifted(measured: Cast) -> None:
    take(line(measured.budi.nip, "A", "60"), line(measured.budi.nip, "B", "40"))
    before = Plan.objects.get().agreed_at
    assert counts(take(line(measured.budi.nip, "C", "70"), line(measured.budi.nip, "B", "30"))) == (1, 1, 0)
    plan = Plan.objects.get()
    assert plan.state == PlanState.AGREED
    assert before is not None
    assert plan.agreed_at is not None
    assert plan.agreed_at > before


def test_a_draft_becomes_agreed_even_if_its_items_are_the_same(measured: Cast) -> None:
    take(line(measured.budi.nip))
    Plan.objects.update(state=PlanState.DRAFT)
    assert counts(take(line(measured.budi.nip))) == (0, 1, 0)
    assert Plan.objects.get().state == PlanState.AGREED


def test_a_file_without_rows_changes_nothing(measured: Cast) -> None:
    assert counts(take()) == (0, 0, 0)


def test_a_dry_run_writes_nothing(measured: Cast) -> None:
    take(line(measured.budi.nip))
    assert counts(take(line(measured.budi.nip, target="11"), line(measured.citra.nip), dry_run=True)) == (1, 1, 0)
    assert items() == {(measured.budi.nip, "A"): (Decimal(100), [Decimal(10)] * 12)}


def test_a_refused_file_leaves_no_plan_behind(measured: Cast) -> None:
    refused(line(measured.budi.nip), line(measured.citra.nip, weight="99"))
    assert not Plan.objects.exists()


def test_a_changed_target_of_a_locked_month_is_refused_with_the_period(measured: Cast) -> None:
    take(line(measured.budi.nip))
    lock("2026-01")
    (error,) = refused(line(measured.citra.nip, target=""), line(measured.budi.nip, t01="11", t02="12"))
    assert error.startswith('Baris 3, kolom t01: tertulis "11". Tersimpan 10, dan periode 2026-01 sudah dikunci.')
    assert items()[measured.budi.nip, "A"] == (Decimal(100), [Decimal(10)] * 12)


def test_a_changed_range_of_a_locked_month_is_shown_as_it_is_stored(measured: Cast) -> None:
    take(line(measured.budi.nip, "R", target="80-90,5"))
    lock("2026-01")
    (error,) = refused(line(measured.budi.nip, "R", target="80-90,5", t01="80-91,5"))
    assert 'tertulis "80 s.d. 91,5". Tersimpan 80 s.d. 90,5, dan' in error


def test_an_unchanged_target_of_a_locked_month_passes(measured: Cast) -> None:
    take(line(measured.budi.nip))
    lock("2026-01")
    assert counts(take(line(measured.budi.nip))) == (0, 0, 1)


def test_open_months_can_change_beside_a_locked_one(measured: Cast) -> None:
    take(line(measured.budi.nip))
    lock("2026-01")
    assert counts(take(line(measured.budi.nip, t02="11"))) == (0, 1, 0)


def test_a_new_plan_with_targets_in_a_locked_month_is_refused(measured: Cast) -> None:
    lock("2026-Q1")
    errors = refused(line(measured.budi.nip))
    assert [error.split(":")[0] for error in errors] == [f"Baris 2, kolom t0{month}" for month in (1, 2, 3)]
    assert "periode 2026-Q1 sudah dikunci" in errors[0]


def test_removing_an_item_with_targets_in_a_locked_month_is_refused(measured: Cast) -> None:
    take(line(measured.budi.nip, "A", "60"), line(measured.budi.nip, "B", "40"))
    lock("2026-S2")
    (error,) = refused(line(measured.budi.nip, "A", "100"))
    assert error.startswith("1 butir bertarget tidak ada di berkas ini, sedangkan periode 2026-S2 sudah dikunci.")


def test_many_rows_take_no_more_statements_than_few(measured: Cast) -> None:
    people = [an_employee(f"Pegawai {number}", account=False) for number in range(70)]
    for person in people:
        a_placement(person, measured.dinas)
    few, many = (
        [line(person.nip, code, weight) for person in some for code, weight in WEIGHTS]
        for some in (people[:4], people[4:])
    )
    assert statements(PlanResource, HEADER, many) == statements(PlanResource, HEADER, few)
    assert statements(PlanResource, HEADER, many) == statements(PlanResource, HEADER, few)


def test_a_plan_made_by_hand_is_replaced_too(measured: Cast) -> None:
    indicator = Indicator.objects.get(code="A")
    a_plan(measured.budi, measured.puskesmas, {indicator: ("100", "5")})
    assert counts(take(line(measured.budi.nip, target="6"))) == (0, 1, 0)
