"""The door to a region's rows, and the worker's door to all of them."""

import threading
from collections.abc import Callable
from contextvars import copy_context
from typing import Any

import pytest
from django.db import ProgrammingError, connection, connections, transaction

from agencies.models import Agency, InstallationEvent, RowHistory
from agencies.tenancy.scope import ScopeError, current_region_id, region_scope
from agencies.tenancy.system import all_regions
from tests.factories import a_region, an_agency
from tests.isolation.conftest import TwoRegions

OUTSIDE = "No region is in scope"


def refuses() -> bool:
    """Whether the database refuses a region-owned table; the transaction goes on."""
    try:
        with transaction.atomic():
            Agency.objects.exists()
    except ProgrammingError as error:
        return OUTSIDE in str(error)
    return False


def fail_after_adding_an_agency() -> None:
    """Leave a scope by an exception."""
    an_agency("9.01")
    raise ZeroDivisionError


@pytest.mark.parametrize("no_region", [None, "", "53.71", True, 1.0])
def test_a_scope_needs_the_id_of_a_region(db: None, no_region: Any) -> None:
    with pytest.raises(ScopeError, match="needs the id of a region"), region_scope(no_region):
        pass


def test_a_scope_knows_its_region(two_regions: TwoRegions) -> None:
    with region_scope(two_regions.kupang.region.pk):
        assert current_region_id() == two_regions.kupang.region.pk


def test_outside_a_scope_there_is_no_current_region() -> None:
    with pytest.raises(ScopeError, match="Wrap the work in region_scope"):
        current_region_id()


def test_the_same_region_nested_is_a_savepoint(two_regions: TwoRegions) -> None:
    region_id = two_regions.kupang.region.pk
    with region_scope(region_id):
        with pytest.raises(ZeroDivisionError), region_scope(region_id):
            fail_after_adding_an_agency()
        assert not Agency.objects.filter(code="9.01").exists()


def test_leaving_a_nested_scope_leaves_the_outer_one(two_regions: TwoRegions) -> None:
    with region_scope(two_regions.kupang.region.pk):
        with region_scope(two_regions.kupang.region.pk):
            pass
        assert Agency.objects.count() == 1


def test_another_region_nested_is_refused(two_regions: TwoRegions) -> None:
    with (
        region_scope(two_regions.kupang.region.pk),
        pytest.raises(ScopeError, match="cannot be entered inside it"),
        region_scope(two_regions.bandung.region.pk),
    ):
        pass


def test_after_a_scope_the_outer_transaction_is_refused_again(two_regions: TwoRegions) -> None:
    with transaction.atomic():
        with region_scope(two_regions.kupang.region.pk):
            pass
        assert refuses()


def test_after_an_exception_the_outer_transaction_is_refused_again(two_regions: TwoRegions) -> None:
    with transaction.atomic():
        with pytest.raises(ZeroDivisionError), region_scope(two_regions.kupang.region.pk):
            1 / 0  # noqa: B018 - raises
        assert refuses()


def test_an_exception_takes_the_rows_back(two_regions: TwoRegions) -> None:
    with pytest.raises(ZeroDivisionError), region_scope(two_regions.kupang.region.pk):
        fail_after_adding_an_agency()
    with region_scope(two_regions.kupang.region.pk):
        assert not Agency.objects.filter(code="9.01").exists()


def test_a_scope_marked_for_rollback_is_left_quietly(two_regions: TwoRegions) -> None:
    with region_scope(two_regions.kupang.region.pk):
        an_agency("9.01")
        transaction.set_rollback(True)
    assert refuses()


def test_two_scopes_one_after_the_other_see_their_own_rows(two_regions: TwoRegions) -> None:
    seen = []
    for inhabited in (two_regions.kupang, two_regions.bandung):
        with region_scope(inhabited.region.pk):
            seen.append(set(Agency.objects.values_list("region_id", flat=True)))
    assert seen == [{two_regions.kupang.region.pk}, {two_regions.bandung.region.pk}]


def test_a_thread_does_not_inherit_the_scope(two_regions: TwoRegions) -> None:
    with region_scope(two_regions.kupang.region.pk):
        assert in_a_thread(refuses)


def test_a_thread_with_the_context_of_a_scope_must_open_its_own(two_regions: TwoRegions) -> None:
    with region_scope(two_regions.kupang.region.pk):
        assert in_a_thread(copy_context().run, refuses)


def test_a_thread_with_the_context_of_a_scope_can_open_its_own(two_regions: TwoRegions) -> None:
    region_id = two_regions.kupang.region.pk

    def rows() -> int:
        with region_scope(region_id):
            return Agency.objects.count()

    with region_scope(region_id):
        assert in_a_thread(copy_context().run, rows) == 0  # this test's rows are not committed


@pytest.mark.django_db(transaction=True)
def test_a_kept_connection_forgets_the_scope_with_its_transaction() -> None:
    region = a_region()
    with region_scope(region.pk):
        backend = backend_id()
    assert (backend_id(), refuses()) == (backend, True)


def test_the_row_history_knows_the_actor_of_a_scope(two_regions: TwoRegions) -> None:
    with region_scope(two_regions.kupang.region.pk, actor="kunci-akun"):
        Agency.objects.update(name="Dinkes")
        assert RowHistory.objects.get().changed_by == "kunci-akun"


def test_the_row_history_of_a_command_has_no_actor(two_regions: TwoRegions) -> None:
    with region_scope(two_regions.kupang.region.pk):
        Agency.objects.update(name="Dinkes")
        assert RowHistory.objects.get().changed_by == ""


def test_the_web_login_cannot_see_all_regions(two_regions: TwoRegions) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), all_regions("laporan nasional"):
        pass


def test_all_regions_are_refused_inside_a_scope(two_regions: TwoRegions) -> None:
    with (
        region_scope(two_regions.kupang.region.pk),
        pytest.raises(ScopeError, match="open already"),
        all_regions("laporan nasional"),
    ):
        pass


def test_all_regions_need_a_reason(db: None) -> None:
    with pytest.raises(ScopeError, match="needs a reason"), all_regions(" "):
        pass


@pytest.fixture
def two_agencies(db: None) -> None:
    """One agency in each of two regions, written by the worker."""
    for code in ("53.71", "32.73"):
        region = a_region_of_the_worker(code)
        with region_scope(region, using="worker"):
            Agency.objects.using("worker").create(code="1.02", name="Dinas Kesehatan")


def a_region_of_the_worker(code: str) -> int:
    """A region that the worker's transaction sees."""
    with connections["worker"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO agencies_region (code, name, time_zone, created_at) VALUES (%s, %s, 'Asia/Jakarta', now())"
            " RETURNING id",
            [code, code],
        )
        region_id: int = cursor.fetchone()[0]
    return region_id


worker = pytest.mark.django_db(databases=["default", "worker"])


@worker
def test_the_worker_sees_all_regions(two_agencies: None) -> None:
    with all_regions("laporan nasional", using="worker"):
        assert Agency.objects.using("worker").count() == 2


@worker
def test_the_worker_says_why(two_agencies: None) -> None:
    with pytest.raises(ZeroDivisionError), all_regions("laporan nasional", using="worker"):
        1 / 0  # noqa: B018 - raises
    assert InstallationEvent.objects.using("worker").get().reason == "laporan nasional"


@worker
def test_the_worker_outside_all_regions_is_refused(two_agencies: None) -> None:
    with all_regions("laporan nasional", using="worker"):
        pass
    with pytest.raises(ProgrammingError, match=OUTSIDE):
        Agency.objects.using("worker").exists()


@worker
def test_no_region_can_be_entered_among_all_regions(two_agencies: None) -> None:
    with (
        all_regions("laporan nasional", using="worker"),
        pytest.raises(ScopeError, match="All regions are in scope"),
        region_scope(1, using="worker"),
    ):
        pass


def in_a_thread(ask: Callable[..., object], *arguments: object) -> object:
    """What a function answers in a thread of its own, with a connection of its own."""
    answers: list[object] = []

    def run() -> None:
        try:
            answers.append(ask(*arguments))
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    [answer] = answers
    return answer


def backend_id() -> int:
    """The process of the server behind the connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend: int = cursor.fetchone()[0]
    return backend
