"""The four regions as ``load_demo`` leaves them: complete but for the named cases, and proven."""

import datetime

import pytest

from agencies.models import AuditEvent, Employee, Region, User
from appraisal.management.commands.import_data import KINDS
from appraisal.models import Delivery, Evaluation, Period, PeriodState, RatingOverride
from appraisal.scoring import GroupUse, RaterGroup, RubricBasis, read_snapshot, score
from appraisal.services.evaluation.find_unplanned import places_without_evaluation
from appraisal.services.evaluation.verify_evaluations import verify_evaluations
from config.demo.accounts import sign_ins
from config.demo.book import Book, books
from tests.demo.conftest import Demo

BOOKS = list(books())
every_region = pytest.mark.parametrize("book", BOOKS, ids=[book.name for book in BOOKS])


def test_it_prints_a_sign_in_for_each_role_of_each_region(demo: Demo) -> None:
    for book in BOOKS:
        logins = sign_ins(book).values()
        assert User.objects.filter(region__code=book.code, login__in=logins).count() == len(logins)
        assert all(f" {login}" in demo.printed for login in logins)
    assert max(map(len, demo.printed.splitlines())) < 80


def test_a_second_time_changes_nothing_and_prints_the_sign_ins_again(demo: Demo) -> None:
    regions = list(Region.objects.values_list("code", "created_at"))
    again = demo.load()
    assert demo.printed.endswith(again)
    assert "Memuat" not in again
    assert list(Region.objects.values_list("code", "created_at")) == regions


@every_region
def test_all_accounts_have_the_same_hash(demo: Demo, book: Book) -> None:
    hashes = set(User.objects.filter(region__code=book.code).values_list("password", flat=True))
    assert hashes == {User.objects.get(region=None).password}


@every_region
def test_only_the_named_cases_are_incomplete_until_october(demo: Demo, book: Book) -> None:
    with demo.inside(book):
        incomplete = Evaluation.objects.latest().filter(complete=False, period__last_day__lt=datetime.date(2026, 11, 1))
        found = set(incomplete.values_list("employee__nip", "period__code"))
    leaves = {(case.who, month) for case in book.cases.leaves for month in case.months}
    silent = {(case.who, case.month) for case in book.cases.not_reported}
    named = {(book.figures[who].nip, f"2026-{month:02}") for who, month in leaves | silent}
    months = {pair for pair in found if pair[1][-2:].isdigit()}
    assert months <= named
    assert {nip for nip, _period in found} <= {nip for nip, _period in named}


@every_region
def test_a_missing_report_is_treated_as_the_regions_scheme_says(demo: Demo, book: Book) -> None:
    case = book.cases.not_reported[0]
    with demo.inside(book):
        of_month = Evaluation.objects.latest().filter(period__code=f"2026-{case.month:02}")
        complete = of_month.get(employee__nip=book.figures[case.who].nip).complete
    assert complete == (book.scheme.missing_policy != "incomplete")


@every_region
def test_only_the_newcomer_has_no_plan_in_october(demo: Demo, book: Book) -> None:
    with demo.inside(book):
        places = places_without_evaluation(period=Period.objects.get(code="2026-10"))
        assert [place.employee.nip for place in places] == [book.figures[case.who].nip for case in book.cases.newcomers]


@every_region
def test_months_until_september_are_locked_and_november_is_half_done(demo: Demo, book: Book) -> None:
    with demo.inside(book):
        locked = Period.objects.filter(state=PeriodState.LOCKED)
        assert locked.filter(kind="month").count() == 9
        assert set(locked.exclude(kind="month").values_list("code", flat=True)) == set(book.facts["longer_periods"])
        assert not Period.objects.filter(report_until=None).exists()
        november = Evaluation.objects.latest().filter(period__code="2026-11")
        assert november.filter(complete=True).exists()
        assert november.filter(complete=False).count() > november.count() / 3
        supervisor = Employee.objects.get(nip=book.figures[book.facts["supervisor"]].nip)
        assert {plan.behaviour_score is None for plan in november.filter(rater=supervisor)} == {True, False}


@every_region
def test_a_period_is_proven_from_its_snapshots(demo: Demo, book: Book) -> None:
    with demo.inside(book):
        code = book.facts["longer_periods"][-1]
        proof = verify_evaluations(period=Period.objects.get(code=code))
    assert proof.checked > 60
    assert list(proof.differences) == []


@every_region
def test_every_kind_of_predicate_but_the_worst_is_seen_in_october(demo: Demo, book: Book) -> None:
    with demo.inside(book):
        found = set(Evaluation.objects.latest().filter(period__code="2026-10").values_list("predicate", flat=True))
    assert {"sangat_baik", "baik", "butuh_perbaikan"} <= found


@every_region
def test_a_rater_set_another_rating_with_a_reason(demo: Demo, book: Book) -> None:
    with demo.inside(book):
        override = RatingOverride.objects.get()
        evaluation = Evaluation.objects.latest().get(period=override.period, plan=override.plan)
        computed = {
            "result": evaluation.computed_result_rating,
            "behaviour": evaluation.computed_behaviour_rating,
        }
        assert computed[override.axis] != override.rating
        assert override.rating in {evaluation.result_rating, evaluation.behaviour_rating}
        told = AuditEvent.objects.get(action=AuditEvent.Action.RATING_OVERRIDDEN)
        assert (told.reason, bool(told.actor)) == (override.reason, True)


@every_region
def test_one_named_result_is_acknowledged_and_one_waits_for_it(demo: Demo, book: Book) -> None:
    with demo.inside(book):
        for case in book.cases.deliveries:
            evaluation = Evaluation.objects.latest().get(
                period__code=case.period, employee__nip=book.figures[case.who].nip
            )
            delivery = Delivery.objects.get(fingerprint=evaluation.fingerprint, period=evaluation.period)
            assert (delivery.acknowledged_at is not None, delivery.response) == (bool(case.response), case.response)


@every_region
def test_the_results_of_september_are_delivered_and_most_are_acknowledged(demo: Demo, book: Book) -> None:
    with demo.inside(book):
        delivered = Delivery.objects.filter(period__code="2026-09")
        complete = Evaluation.objects.latest().filter(period__code="2026-09", complete=True)
        assert delivered.count() == complete.count()
        assert delivered.count() / 2 < delivered.exclude(acknowledged_at=None).count() < delivered.count()


@every_region
@pytest.mark.parametrize(("kind", "name"), [("schemes", "skema.toml"), ("rubrics", "rubrik.csv")])
def test_scheme_and_rubric_say_nothing_new_when_they_are_imported_again(
    demo: Demo, book: Book, kind: str, name: str
) -> None:
    with demo.inside(book):
        saved = KINDS[kind]().import_file(book.bytes_of(name), name=name).saved
    assert saved is not None
    assert (saved.new, saved.updated) == (0, 0)
    assert saved.unchanged > 0


@pytest.mark.parametrize(("who", "use"), [("euis", GroupUse.COUNTED), ("neneng", GroupUse.TOO_FEW_RATERS)])
def test_peers_count_in_a_quarter_from_three_and_are_left_out_below(demo: Demo, who: str, use: GroupUse) -> None:
    book = next(book for book in BOOKS if book.scheme.groups.peer)
    with demo.inside(book):
        quarter = Evaluation.objects.latest().filter(period__code="2026-Q3")
        sheet, _context = read_snapshot(quarter.get(employee__nip=book.figures[who].nip).snapshot)
    (rubric,) = score(sheet, book.scheme).rubrics
    assert {group.group: group.use for group in rubric.own.groups}[RaterGroup.PEER] is use
    assert rubric.basis is RubricBasis.OWN
