"""Every Celery task of the product stands on one of the two bases."""

import pytest
from celery import Celery, Task
from django.utils import timezone

from agencies.models import Agency
from agencies.tenancy.scope import ScopeError, current_region_id
from agencies.tenancy.tasks import RegionTask, SystemTask
from config.celery import app
from tests.isolation.conftest import TwoRegions

THIRD_PARTY = "celery."


@pytest.fixture
def private_app() -> Celery:
    """An application of the test's own, whose messages stay in this process."""
    return Celery("uji", broker="memory://", set_as_current=False)


@pytest.fixture
def task(private_app: Celery) -> Task:
    """A task that tells what it sees."""

    @private_app.task(base=RegionTask, name="uji.lihat")
    def look(*, code: str) -> tuple[int, str, int]:
        return current_region_id(), timezone.get_current_timezone_name(), Agency.objects.filter(code=code).count()

    return look


def test_every_task_stands_on_one_of_the_two_bases() -> None:
    app.loader.import_default_modules()
    other = [
        name
        for name, task in app.tasks.items()
        if not name.startswith(THIRD_PARTY) and not isinstance(task, RegionTask | SystemTask)
    ]
    assert other == [], "Give them base=RegionTask (or SystemTask) from agencies.tenancy.tasks."


def test_the_tasks_of_the_apps_are_among_those_that_are_walked() -> None:
    app.loader.import_default_modules()
    assert "appraisal.evaluate_next" in app.tasks


def test_a_task_runs_in_the_scope_and_the_zone_of_its_region(task: Task, two_regions: TwoRegions) -> None:
    region_id = two_regions.kupang.region.pk
    assert task(region_id=region_id, code="1.02") == (region_id, "Asia/Makassar", 1)


def test_a_task_without_a_region_is_refused(task: Task) -> None:
    with pytest.raises(ScopeError, match="region_id among them"):
        task(code="1.02")


def test_a_task_with_positional_arguments_is_refused(task: Task) -> None:
    with pytest.raises(ScopeError, match="takes keywords only"):
        task(1, code="1.02")


def test_a_task_without_a_region_is_not_even_enqueued(task: Task) -> None:
    with pytest.raises(ScopeError, match="region_id among them"):
        task.delay(code="1.02")


def test_a_task_with_an_argument_that_it_does_not_take_is_not_even_enqueued(task: Task) -> None:
    with pytest.raises(TypeError, match="kode"):
        task.delay(region_id=1, kode="1.02")


def test_a_task_can_be_enqueued_with_its_region(task: Task, private_app: Celery) -> None:
    task.delay(region_id=1, code="1.02")
    with private_app.connection_for_read() as link:
        message = link.SimpleQueue(private_app.conf.task_default_queue).get(timeout=1)
    assert message.payload[1] == {"region_id": 1, "code": "1.02"}


def test_a_system_task_has_no_scope(private_app: Celery) -> None:
    task = private_app.task(base=SystemTask, name="uji.semua")(current_region_id)
    with pytest.raises(ScopeError, match="No region is in scope"):
        task()
