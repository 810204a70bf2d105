"""A region of the demo comes into being: through the product's own importers and services, in one transaction."""

import datetime
from collections.abc import Callable, Mapping

from django.db import transaction

from agencies.models import Region
from agencies.permissions import Actor
from agencies.tenancy.scope import region_scope
from appraisal.management.commands.import_data import KINDS, LIMITS, ImportsFiles
from appraisal.models import Period
from appraisal.period_codes import parse_period_code
from appraisal.services.create_region import create_region
from appraisal.services.evaluation.evaluate_period import evaluate_period
from appraisal.services.periods.ensure_period import ensure_periods
from appraisal.services.periods.lock_period import lock_period
from config.demo.accounts import create_accounts, set_passwords
from config.demo.ahead import Ahead
from config.demo.book import Book
from config.demo.events import Events
from config.demo.letterheads import write_letterhead
from config.demo.people import YEAR
from config.demo.running import Running
from config.demo.underway import Underway
from config.demo.year import AGENCIES, OPEN_MONTH, Year

LAST_LOCKED = datetime.date(YEAR, 9, 30)
"""October is complete and still open; the month after it is under way."""
LAST_LOCKED_MONTH = f"{YEAR}-09"


@transaction.atomic
def load_region(book: Book, *, password: str) -> Region:
    """Make a region of the demo with its whole year; ``password`` is the hash for all of its accounts."""
    region = create_region(code=book.code, name=book.name, time_zone=book.facts["time_zone"])
    Region.objects.filter(pk=region.pk).update(accent=book.facts["accent"])
    with region_scope(region.pk):
        admin = _import_files(book, region)
        set_passwords(region, password)
        write_letterhead(book)
        periods = _periods(book, admin)
        for period in periods.values():
            evaluate_period(region_id=region.pk, period_id=period.pk, actor=admin)
        events = Events(book)
        for case in book.cases.ratings:
            events.set_rating(case)
        for code in {case.period for case in book.cases.ratings}:
            evaluate_period(region_id=region.pk, period_id=periods[code].pk, actor=admin)
        for delivered in book.cases.deliveries:
            events.deliver(delivered)
        for period in periods.values():
            if period.last_day <= LAST_LOCKED:
                lock_period(period=period, actor=admin)
        events.deliver_all(LAST_LOCKED_MONTH)
        Ahead(book).prepare()
        Underway(book).prepare()
        Running(book).prepare()
    return region


def _import_files(book: Book, region: Region) -> Actor | None:
    """Import everything; all but the first file in the name of the region admin, whose account needs the agencies."""
    resources: Mapping[str, Callable[..., ImportsFiles]] = KINDS
    admin = None
    for kind, name, content in Year(book).files():
        resources[kind](actor=admin).import_file(content, name=name, limits=LIMITS)
        if name == AGENCIES:
            admin = create_accounts(book, region)
    return admin


def _periods(book: Book, admin: Actor | None) -> Mapping[str, Period]:
    """The months until the one under way, then the longer periods that the region evaluates, with their deadlines."""
    codes = [*(f"{YEAR}-{month:02}" for month in range(1, OPEN_MONTH + 1)), *book.facts["longer_periods"]]
    ensure_periods(spans=[parse_period_code(code) for code in codes], actor=admin)
    periods = {period.code: period for period in Period.objects.filter(code__in=codes)}
    for period in periods.values():
        period.report_until = period.last_day + datetime.timedelta(days=book.facts["report_days"])
        period.rate_until = period.last_day + datetime.timedelta(days=book.facts["rate_days"])
    Period.objects.bulk_update(periods.values(), ["report_until", "rate_until"])
    return {code: periods[code] for code in codes}
