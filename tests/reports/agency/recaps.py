"""Recaps as their tests ask for them."""

from agencies.models import Agency
from agencies.services.load_agency_tree import load_agency_tree
from appraisal.services.scorecards.find_evaluations import evaluated_periods
from reports.documents.imprint import Head, pending
from reports.documents.pages import agency_html
from reports.documents.recap import AgencyRecap
from reports.services.issue.composed import official_language
from reports.services.recap.load_recap import load_agency_recaps
from tests.appraisal.factories import a_period


def recaps_of(agency: Agency, code: str = "2026-01", *, rows: int | None = None) -> list[AgencyRecap]:
    """Every part of the recap of an agency."""
    tree = load_agency_tree()
    node = tree.find(agency.code)
    assert node
    with official_language():
        return list(
            load_agency_recaps(
                period=a_period(code),
                node=node,
                tree=tree,
                evaluated=list(evaluated_periods()),
                rows_a_document=rows,
            )
        )


def recap_of(agency: Agency, code: str = "2026-01") -> AgencyRecap:
    """The recap of an agency that comes in one part."""
    [recap] = recaps_of(agency, code)
    return recap


def paper_of(recap: AgencyRecap) -> str:
    """Its page, before it is issued."""
    with official_language():
        return agency_html(recap, pending(Head("Pemerintah Kota Kupang")))
