"""The recap is of exactly one unit: every number on it is about the people of its list."""

from appraisal.scoring.types import Predicate
from tests.appraisal.month import Month
from tests.appraisal.organisation.situations import people_with
from tests.factories import a_placement, a_plan, an_employee
from tests.reports.agency.recaps import paper_of, recap_of
from tests.reports.agency.test_same_figures import words_of
from tests.visitors import page, visitor


def the_dinas(month: Month) -> str:
    """The paper of the dinas, with one clerk of its own and thirteen people in the puskesmas below it."""
    clerk = an_employee("Juru Arsip")
    a_placement(clerk, month.cast.dinas, month.cast.ratna, position="Arsiparis")
    a_plan(clerk, month.cast.dinas, {month.patients: ("100", "100")})
    people_with(month, {Predicate.BAIK: 12})
    return words_of(paper_of(recap_of(month.cast.dinas)))


def test_head_and_list_count_the_same_people(month: Month) -> None:
    the_dinas(month)
    recap = recap_of(month.cast.dinas)
    assert recap.overview.counts == recap.counts


def test_it_says_of_whom_all_its_numbers_are(month: Month) -> None:
    assert "Dinas Kesehatan saja, tanpa unit di bawahnya." in the_dinas(month)


def test_it_says_where_the_recaps_of_the_units_below_are(month: Month) -> None:
    assert "ada pada admin perangkat daerah dan pimpinan unitnya" in the_dinas(month)


def test_the_people_of_the_units_below_stand_in_no_number(month: Month) -> None:
    text = the_dinas(month)
    assert not [said for said in ("12 dari", "dari 12", "dari 13", "Baik 12", "Puskesmas Oesapa") if said in text]


def test_the_page_that_offers_it_says_where_the_others_are(month: Month) -> None:
    the_dinas(month)
    text = page(visitor(month.cast.region_admin), "/dokumen/unit/1.02/2026-01/rekap/")
    assert "rekap unit di bawahnya ada pada admin perangkat daerah dan pimpinan unitnya" in text
