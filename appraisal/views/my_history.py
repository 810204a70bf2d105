"""Riwayat nilai: every own result over the months and years, as a page and as a file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.files.formulas import CsvWriter
from agencies.views.access import RegionRequest, for_people_of_a_region
from agencies.views.attachment import attachment
from appraisal.services.scorecards.load_history import HEADERS, history_rows, load_history
from appraisal.views.my_performance import own_employee


@require_safe
@for_people_of_a_region
def my_history(request: RegionRequest) -> HttpResponse:
    """The own results by kind of period, newest first."""
    return render(request, "appraisal/my_history.html", {"histories": load_history(own_employee(request))})


@require_safe
@for_people_of_a_region
def history_file(request: RegionRequest) -> HttpResponse:
    """The same as CSV: UTF-8, decimals with a point."""
    rows = list(history_rows(own_employee(request)))
    response = attachment("riwayat-nilai.csv", "text/csv; charset=utf-8")
    CsvWriter(response).writerows([HEADERS, *rows])
    return response
