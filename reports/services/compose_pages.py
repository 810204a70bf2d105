"""From what is asked for to pages ready to be printed: the same for this process, the worker and the browser."""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation

from agencies.dates import moment
from agencies.models import Agency, Region
from agencies.tenancy.scope import current_region_id
from appraisal.documents.scorecard import Scorecard
from appraisal.models import Evaluation, Period
from appraisal.services.scorecards.load_scorecard import load_scorecards
from reports.documents.pages import (
    Filing,
    Imprint,
    Page,
    agency_page,
    content_key,
    government_of,
    region_page,
    scorecard_file_name,
    scorecard_page,
)
from reports.models import ReportKind
from reports.services.load_summaries import load_agency_summaries, load_region_summary


def compose_pages(
    *, kind: ReportKind, period: Period, subject_ids: Sequence[int], made_at: datetime.datetime
) -> Iterator[Page]:
    """The pages of some plans or agencies (or of the region, which needs no subject), in the region in scope."""
    region = _region()
    imprint = Imprint(government_of(region.code, region.name), moment(made_at))
    yield from _COMPOSERS[kind](period, subject_ids, imprint)


@dataclass(frozen=True, slots=True)
class ComposedScorecard:
    """One revision's scorecard: what it is filed under, its content as a key, and its page once it is wanted."""

    card: Scorecard
    filing: Filing
    government: str

    @property
    def file_name(self) -> str:
        """The name under which people get it."""
        return scorecard_file_name(self.card.identity.period_code, self.filing)

    @property
    def content_key(self) -> str:
        """The digest of all that it shows but the moment of printing."""
        with _official_language():
            return content_key(self.card, self.government)

    def page(self, made_at: datetime.datetime) -> Page:
        """Ready to be printed."""
        with _official_language():
            return scorecard_page(self.card, self.filing, Imprint(self.government, moment(made_at)))


def compose_scorecard(*, evaluation: Evaluation) -> ComposedScorecard:
    """The scorecard of one revision of the region in scope."""
    region = _region()
    with _official_language():
        [card] = load_scorecards([evaluation])
    return ComposedScorecard(card, _filing(evaluation), government_of(region.code, region.name))


def _scorecards(period: Period, plan_ids: Sequence[int], imprint: Imprint) -> Iterator[Page]:
    latest = Evaluation.objects.filter(period=period, plan_id__in=plan_ids).latest()
    evaluations = list(latest.select_related("employee", "agency").order_by("plan_id"))
    for evaluation, card in zip(evaluations, load_scorecards(evaluations), strict=True):
        yield scorecard_page(card, _filing(evaluation), imprint)


def _agencies(period: Period, agency_ids: Sequence[int], imprint: Imprint) -> Iterator[Page]:
    for agency in Agency.objects.filter(pk__in=agency_ids).order_by("code"):
        for summary in load_agency_summaries(period=period, agency=agency):
            yield agency_page(summary, period.code, imprint)


def _the_region(period: Period, _subject_ids: Sequence[int], imprint: Imprint) -> Iterator[Page]:
    yield region_page(load_region_summary(period=period), period.code, _region().code, imprint)


_COMPOSERS: Mapping[ReportKind, Callable[[Period, Sequence[int], Imprint], Iterator[Page]]] = {
    ReportKind.SCORECARDS: _scorecards,
    ReportKind.AGENCY: _agencies,
    ReportKind.REGION: _the_region,
}


def _official_language() -> AbstractContextManager[None]:
    """Paper is Indonesian, and the same for every reader, whatever language the page around it speaks."""
    return translation.override(settings.LANGUAGE_CODE)


def _region() -> Region:
    return Region.objects.get(pk=current_region_id())


def _filing(evaluation: Evaluation) -> Filing:
    kind = evaluation.placement_kind
    return Filing(evaluation.employee.nip, evaluation.agency.code, "" if kind == "definitive" else kind)
