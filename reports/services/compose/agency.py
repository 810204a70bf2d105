"""The recap of an agency, ready to be printed."""

from collections.abc import Iterator, Sequence

from agencies.services.load_agency_tree import AgencyNode, AgencyTree, load_agency_tree
from appraisal.models import Period
from appraisal.services.scorecards.find_evaluations import evaluated_periods
from reports.documents.data_standing import DataStanding
from reports.documents.imprint import Head
from reports.documents.pages import agency_file_name, agency_html
from reports.documents.recap import AgencyRecap
from reports.models import DocumentKind, DocumentRequest
from reports.services.compose.head import load_head, requested_period
from reports.services.compose.senders import Senders
from reports.services.issue.composed import Composed, Subject
from reports.services.recap.load_recap import RecapPeople, load_agency_recaps


def agency_summaries_of(period: Period, agency_ids: Sequence[int], *, only: int | None = None) -> Iterator[Composed]:
    """The recaps of some agencies, each of exactly that unit; a long one in several parts, or ``only`` one of them."""
    head, tree, evaluated = load_head(), load_agency_tree(), list(evaluated_periods())
    for node in sorted((one for one in tree.nodes if one.id in agency_ids), key=lambda one: one.code):
        for recap in load_agency_recaps(period=period, node=node, tree=tree, evaluated=evaluated, only=only):
            yield _recap(recap, period.pk, node.id, Senders(head, tree).head_of(node.id))


def agency_part_of(
    period: Period, node: AgencyNode, part: int, *, tree: AgencyTree, evaluated: Sequence[Period], people: RecapPeople
) -> Composed:
    """One part of the recap of an agency of which people and surroundings are known."""
    [recap] = load_agency_recaps(period=period, node=node, tree=tree, evaluated=evaluated, only=part, people=people)
    return _recap(recap, period.pk, node.id, Senders(load_head(), tree).head_of(node.id))


def requested_agency_summary(request: DocumentRequest) -> Composed:
    """The part of an agency's recap that was asked for."""
    [composed] = agency_summaries_of(requested_period(request), [request.agency_id or 0], only=request.part)
    return composed


def _recap(recap: AgencyRecap, period_id: int, agency_id: int, head: Head) -> Composed:
    return Composed(
        subject=Subject(DocumentKind.AGENCY_SUMMARY, head.paper, period_id, agency_id=agency_id, part=recap.part),
        file_name=agency_file_name(recap),
        head=head,
        html=lambda imprint: agency_html(recap, imprint),
        parts=recap.parts,
        is_provisional=recap.overview.standing is DataStanding.PROVISIONAL,
    )
