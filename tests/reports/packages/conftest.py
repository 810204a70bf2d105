"""What the tests of packages share: an evaluated month, and lanes driven by hand."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.utils import timezone

from agencies.models import Agency, User
from agencies.permissions import actor_of
from agencies.tenancy.scope import current_region_id
from reports.models import Bundle, DocumentKind, ReportRun
from reports.services.packages.start_package import Started, start_package
from reports.services.packages.take_part import take_step
from reports.services.render_reports import Order
from tests.appraisal.conftest import month
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.reports.conftest import _a_printer

__all__ = ["_a_printer", "month"]

Start = Callable[..., Started]


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path / "data"


@pytest.fixture
def evaluated(month: Month) -> Month:
    """January of the puskesmas, evaluated."""
    month.evaluate()
    return month


@pytest.fixture
def start(evaluated: Month) -> Start:
    """Ask for a package of January's scorecards; unless told otherwise as the region's admin, for all, as ZIP."""

    def ask(*, by: User | None = None, agency: Agency | None = None, bundle: Bundle = Bundle.ZIP) -> Started:
        order = Order(DocumentKind.SCORECARD, a_period().pk, agency.pk if agency else None)
        return start_package(order=order, bundle=bundle, actor=actor_of(by or evaluated.cast.region_admin))

    return ask


def work_off(run: ReportRun, steps: int = 20) -> ReportRun:
    """Do what the lanes of the workers would do, one step after the other; the run afterwards."""
    with timezone.override("Asia/Makassar"):
        for _step in range(steps):
            take_step(region_id=current_region_id(), run_id=run.pk)
    return ReportRun.objects.get(pk=run.pk)
