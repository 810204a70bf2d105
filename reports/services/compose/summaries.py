"""The summaries of agencies and of the region, ready to be printed."""

from collections.abc import Iterator, Sequence

from agencies.models import Agency, Region
from agencies.tenancy.scope import current_region_id
from appraisal.models import Period
from reports.documents.pages import agency_file_name, agency_html, region_file_name, region_html
from reports.models import DocumentKind, DocumentRequest
from reports.services.compose.head import load_head
from reports.services.issue.composed import Composed, Subject
from reports.services.load_summaries import load_agency_summaries, load_region_summary


def agency_summaries_of(period: Period, agency_ids: Sequence[int]) -> Iterator[Composed]:
    """The summaries of some agencies, each of exactly that unit; a long one in several parts."""
    head = load_head()
    for agency in Agency.objects.filter(pk__in=agency_ids).order_by("code"):
        for summary in load_agency_summaries(period=period, agency=agency):
            yield Composed(
                subject=Subject(
                    DocumentKind.AGENCY_SUMMARY, head.paper, period.pk, agency_id=agency.pk, part=summary.part
                ),
                file_name=agency_file_name(summary, period.code),
                head=head,
                html=lambda imprint, summary=summary: agency_html(summary, imprint),  # type: ignore[misc]
            )


def requested_period(request: DocumentRequest) -> Period:
    """The period of a document that has one."""
    return Period.objects.get(pk=request.period_id or 0)


def requested_agency_summary(request: DocumentRequest) -> Composed:
    """The part of an agency's summary that was asked for."""
    period = requested_period(request)
    found = agency_summaries_of(period, [request.agency_id] if request.agency_id else [])
    return next(one for one in found if one.subject.part == request.part)


def region_summary_of(period: Period, _subject_ids: Sequence[int] = ()) -> Iterator[Composed]:
    """The summary of the region."""
    head = load_head()
    summary = load_region_summary(period=period)
    region = Region.objects.get(pk=current_region_id())
    yield Composed(
        subject=Subject(DocumentKind.REGION_SUMMARY, head.paper, period.pk),
        file_name=region_file_name(period.code, region.code),
        head=head,
        html=lambda imprint: region_html(summary, imprint),
    )


def requested_region_summary(request: DocumentRequest) -> Composed:
    """The summary that was asked for."""
    [composed] = region_summary_of(requested_period(request))
    return composed
