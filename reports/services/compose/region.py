"""The two-page summary of the region, ready to be printed."""

from collections.abc import Iterator, Sequence

from agencies.models import Region
from agencies.services.load_agency_tree import load_agency_tree
from agencies.tenancy.scope import current_region_id
from appraisal.models import Period
from appraisal.services.scorecards.find_evaluations import evaluated_periods
from reports.documents.data_standing import DataStanding
from reports.documents.pages import region_file_name
from reports.documents.region_pages import region_html
from reports.models import DocumentKind, DocumentRequest
from reports.services.compose.head import load_head, load_region_signatory, requested_period
from reports.services.issue.composed import Composed, Subject
from reports.services.overviews.load_region_overview import load_region_overview


def region_summary_of(period: Period, _subject_ids: Sequence[int] = ()) -> Iterator[Composed]:
    """The summary of the region in scope: what its screen shows, from the same prepared rows."""
    head, signatory = load_head(), load_region_signatory()
    overview = load_region_overview(period=period, evaluated=evaluated_periods(), tree=load_agency_tree())
    region = Region.objects.get(pk=current_region_id())
    yield Composed(
        subject=Subject(DocumentKind.REGION_SUMMARY, head.paper, period.pk),
        file_name=region_file_name(period.code, region.code),
        head=head,
        html=lambda imprint: region_html(overview, signatory, imprint),
        is_provisional=overview.standing is DataStanding.PROVISIONAL,
    )


def requested_region_summary(request: DocumentRequest) -> Composed:
    """The summary that was asked for."""
    [composed] = region_summary_of(requested_period(request))
    return composed
