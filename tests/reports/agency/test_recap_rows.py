"""The rows of a recap, before anything is printed (domain 5.5)."""

import datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.models import Employee, Placement, PlacementKind
from appraisal.models import Actual, Exclusion, Rating
from indicators.models import PlanVersion
from reports.documents.pages import agency_file_name
from tests.appraisal.colleagues import colleagues_of_budi
from tests.appraisal.factories import an_actual, supervisor_ratings
from tests.appraisal.month import Month
from tests.factories import a_placement
from tests.reports.agency.recaps import paper_of, recap_of, recaps_of


def test_a_row_names_the_person_the_position_the_plan_and_the_rater(month: Month) -> None:
    Employee.objects.filter(pk=month.budi.pk).update(grade="II/c")
    Placement.objects.filter(employee=month.budi).update(position_kind="Fungsional keterampilan")
    month.evaluate()
    [row] = recap_of(month.cast.puskesmas).complete
    assert (row.name, row.nip, row.grade) == ("Budi Santoso", month.budi.nip, "II/c")
    assert (row.position, row.position_kind) == ("Perawat Terampil", "Fungsional keterampilan")
    assert (row.plan_days, row.plan_state) == ("1 Jan s.d. 31 Des 2026", "disepakati")
    assert (row.rater, row.rater_position) == ("Sari Wulandari", "Kepala Puskesmas")
    assert row.rated_at == Rating.objects.latest("updated_at").updated_at


def test_who_rates_as_acting_head_of_the_unit_is_named_as_that_one(month: Month) -> None:
    dewi = month.cast.dewi
    a_placement(dewi, month.cast.puskesmas, kind=PlacementKind.ACTING, position="Kepala Puskesmas")
    Placement.objects.filter(employee=month.budi).update(supervisor=dewi)
    month.evaluate()
    rows = {row.nip: row for row in recap_of(month.cast.puskesmas).incomplete}
    assert rows[month.budi.nip].rater_position == "Plt. Kepala Puskesmas"


def test_what_the_same_person_can_bring_is_told_together(month: Month) -> None:
    Actual.objects.all().delete()
    month.evaluate()
    [row] = recap_of(month.cast.puskesmas).incomplete
    assert {who: len(gaps) for who, gaps in row.lacking.items()} == {
        "Budi Santoso": 2,
        "Budi Santoso dan Sari Wulandari": 1,
    }


def test_the_plan_ends_with_the_last_of_its_places(month: Month) -> None:
    place = Placement.objects.get(employee=month.budi)
    Placement.objects.filter(pk=place.pk).update(last_day=datetime.date(2026, 3, 31))
    place.pk, place.first_day, place.last_day = None, datetime.date(2026, 4, 1), datetime.date(2026, 9, 30)
    place.save(force_insert=True)
    month.evaluate()
    [row] = recap_of(month.cast.puskesmas).complete
    assert row.plan_days == "1 Jan s.d. 30 Sep 2026"


def test_a_month_has_one_column_and_a_quarter_its_months_and_itself(month: Month) -> None:
    for code, actual in (("2026-01", None), ("2026-02", "40")):
        if actual:
            an_actual(month.budi, month.patients, code, actual)
            an_actual(month.budi, month.visits, code, "20")
            supervisor_ratings(month.budi, month.cast.sari, code, 3)
        month.evaluate(code)
    month.evaluate("2026-03")
    month.evaluate("2026-Q1")
    assert recap_of(month.cast.puskesmas).columns == ("Jan",)
    quarter = recap_of(month.cast.puskesmas, "2026-Q1")
    assert quarter.columns == ("Jan", "Feb", "Mar", "TW")
    [row] = quarter.incomplete
    assert row.marks == ("B", "BP", "BL", "BL")


def test_a_year_has_thirteen_columns_and_a_dash_for_a_month_without_an_evaluation(month: Month) -> None:
    month.evaluate()
    month.evaluate("2026")
    year = recap_of(month.cast.puskesmas, "2026")
    [row] = (*year.complete, *year.incomplete)
    assert len(year.columns) == len(row.marks) == 13
    assert (year.columns[0], year.columns[-1]) == ("Jan", "2026")
    assert row.marks[:2] == ("B", "-")


def test_who_is_excluded_stands_in_a_list_of_its_own_and_in_no_figure(month: Month) -> None:
    colleagues_of_budi(month, 1)
    Actual.objects.filter(employee__name="Rekan 00", indicator=month.visits).delete()
    month.evaluate()
    counts = recap_of(month.cast.puskesmas).counts
    Exclusion.objects.create(
        employee=Employee.objects.get(name="Rekan 00"),
        kind="leave",
        first_day=datetime.date(2026, 1, 1),
        reason="Cuti melahirkan",
        decided_by=month.cast.agency_admin,
        decided_by_name="Admin",
    )
    recap = recap_of(month.cast.puskesmas)
    assert [(one.name, one.kind, one.days) for one in recap.exclusions] == [("Rekan 00", "Cuti", "sejak 1 Jan 2026")]
    assert [row.is_excluded for row in recap.incomplete] == [True]
    assert recap.counts == counts


def test_a_plan_that_is_still_discussed_says_so(month: Month) -> None:
    month.evaluate()
    PlanVersion.objects.create(employee=month.cast.citra, agency=month.cast.puskesmas, year=2026, state="discussed")
    states = {row.name: row.plan_state for row in recap_of(month.cast.puskesmas).unplanned}
    assert states == {"Citra Lestari": "dibahas", "Sari Wulandari": "belum disusun"}


def test_the_head_of_the_unit_signs(month: Month) -> None:
    month.evaluate()
    signatory = recap_of(month.cast.puskesmas).signatory
    assert (signatory.title, signatory.name, signatory.nip) == (
        "Kepala Puskesmas",
        "Sari Wulandari",
        month.cast.sari.nip,
    )


def test_a_unit_without_anybody_is_signed_by_hand_and_says_that_nobody_is_there(month: Month) -> None:
    month.evaluate()
    month.cast.dewi.placements.all().delete()
    recap = recap_of(month.cast.kecamatan)
    assert recap.signatory.name == ""
    assert "Belum ada pegawai di sini pada periode ini." in paper_of(recap)


def test_a_long_list_comes_in_several_files_and_the_last_is_signed(month: Month) -> None:
    colleagues_of_budi(month, 2)
    parts = recaps_of(month.cast.puskesmas, rows=3)
    pages = [paper_of(part) for part in parts]
    assert [agency_file_name(part) for part in parts] == [
        f"ringkasan-opd_2026-01_1.02.01_bagian-{number}-dari-2.pdf" for number in (1, 2)
    ]
    assert ["Budi Santoso" in page for page in pages] == [True, False]
    assert ["Citra Lestari" in page for page in pages] == [False, True]
    assert ["Sebaran predikat" in page for page in pages] == [True, False]
    assert ["Tanda tangan" in page for page in pages] == [False, True]


def test_rows_are_numbered_through_all_parts(month: Month) -> None:
    colleagues_of_budi(month, 2)
    parts = recaps_of(month.cast.puskesmas, rows=2)
    evaluated = [row.number for part in parts for row in part.complete]
    assert evaluated + [row.number for part in parts for row in part.unplanned] == [1, 2, 3, 4, 5]


def test_what_people_write_stays_words(month: Month) -> None:
    name = 'Budi <script>alert(1)</script> & "Santoso" \u202eabc \U0001f600 ' + "a" * 90
    Employee.objects.filter(pk=month.budi.pk).update(name=name)
    month.evaluate()
    page = paper_of(recap_of(month.cast.puskesmas))
    assert "<script>" not in page
    assert "Budi &lt;script&gt;alert(1)&lt;/script&gt; &amp; &#34;Santoso&#34;" in page


def test_the_number_of_statements_does_not_depend_on_the_number_of_people(month: Month) -> None:
    counts = []
    for prefix in ("Rekan", "Kawan"):
        colleagues_of_budi(month, 4, prefix)
        Actual.objects.filter(employee__name__startswith=prefix, indicator=month.visits).delete()
        month.evaluate()
        with CaptureQueriesContext(connection) as asked:
            recap_of(month.cast.puskesmas)
        counts.append(len(asked))
    assert counts[0] == counts[1]
