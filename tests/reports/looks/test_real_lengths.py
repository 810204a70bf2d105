"""Forms and recaps as long as a year makes them: nothing is lost, and nothing stands alone on a sheet."""

from dataclasses import replace

import pytest

from reports.documents.evaluation_form import EvaluatedResult, EvaluationForm
from reports.documents.imprint import Head, Signatory
from reports.documents.pages import agency_html, page_html
from reports.documents.printing import print_pdf
from reports.documents.recap import UnplannedRow
from reports.services.issue.composed import official_language
from reports.services.official_forms.load_evaluation_form import load_evaluation_forms
from tests.appraisal.month import Month
from tests.reports.agency.recaps import recap_of
from tests.reports.looks.prints import pages_of
from tests.reports.printed import some_imprint

pytestmark = pytest.mark.document

SENTENCE = "Pertahankan kunjungan rumah dan kirim rekap tiap Jumat sebelum pukul 14 kepada kepala puskesmas. "
A_YEAR = tuple(f"Bulan {number}: {SENTENCE}" for number in range(1, 13))
HEAD = Head("Pemerintah Kota Kupang")


def form_of(month: Month) -> EvaluationForm:
    month.evaluate()
    [form] = load_evaluation_forms([month.evaluation()], with_feedback=True)
    return form


def printed_form(form: EvaluationForm) -> list[str]:
    with official_language():
        return pages_of(print_pdf(page_html("evaluation_form", some_imprint(HEAD), {"form": form})).pdf)


def with_indicators(form: EvaluationForm, count: int, feedback: tuple[str, ...]) -> EvaluationForm:
    """The first indicator again and again, under one result."""
    item = replace(form.main[0].items[0], indicator=SENTENCE, feedback=feedback)
    return replace(form, main=(EvaluatedResult(SENTENCE, SENTENCE, (item,) * count),))


@pytest.mark.parametrize("count", [1, 3])
def test_a_year_of_feedback_is_printed_whole_under_repeated_heads(month: Month, count: int) -> None:
    form = with_indicators(form_of(month), count, A_YEAR * 2)
    form = replace(form, values=tuple(replace(value, feedback=A_YEAR) for value in form.values[:2]))
    pages = printed_form(form)
    assert sum(page.count("Bulan 12: Pertahankan") for page in pages) == 2 * count + 2
    headless = [page for page in pages if "kepala puskesmas" in page and "Umpan balik berkelanjutan" not in page]
    assert headless == []


def test_the_rating_of_results_stands_on_the_sheet_where_their_table_ends(month: Month) -> None:
    form = form_of(month)
    for count in (1, 3, 5, 7, 9):
        pages = printed_form(with_indicators(form, count, ()))
        [rated] = [page for page in pages if "RATING HASIL KERJA" in page]
        assert "B. Tambahan" in rated, count


@pytest.mark.parametrize("unplanned", range(4))
def test_the_signature_of_a_recap_never_stands_alone(month: Month, unplanned: int) -> None:
    month.evaluate()
    long = Signatory("Kepala " + "Puskesmas dengan Nama yang Panjang " * 6, "Sari Wulandari", "198504172010011012")
    row = UnplannedRow(2, "Citra Lestari", "198504172010011012", "III/a", "Bidan Mahir " * 12, "belum disusun")
    recap = replace(recap_of(month.cast.puskesmas), signatory=long, unplanned=(row,) * unplanned)
    with official_language():
        last = pages_of(print_pdf(agency_html(recap, some_imprint(HEAD))).pdf)[-1]
    assert "Tidak ada pegawai yang dikecualikan" in last
