"""A package by the key that addresses name, for the tests of rights."""

import uuid

from reports.models import Bundle, DocumentKind, ReportRun
from tests.appraisal.factories import a_period
from tests.cast import Cast
from tests.isolation.named_rows import budis_january

NO_PACKAGE = uuid.UUID(int=7)


def a_package_of_the_dinas(cast: Cast) -> dict[str, uuid.UUID]:
    """January's scorecards of the dinas, asked for by its admin."""
    run = ReportRun.objects.create(
        kind=DocumentKind.SCORECARD,
        period=a_period(),
        agency=cast.dinas,
        bundle=Bundle.ZIP,
        requested_by=cast.agency_admin,
        requested_by_name="Admin",
    )
    return {"key": run.key}


def january_of_the_region(cast: Cast) -> dict[str, object]:
    """An evaluated month."""
    return {"code": budis_january(cast)["code"]}
