"""Riwayat nilai: every own result over the months and years, as a page and as a file."""

import csv

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from agencies.views.access import RegionRequest, for_people_of_a_region
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
    disposition = content_disposition_header(as_attachment=True, filename="riwayat-nilai.csv")
    response = HttpResponse(content_type="text/csv; charset=utf-8", headers={"Content-Disposition": str(disposition)})
    writer = csv.writer(response, lineterminator="\n")
    writer.writerow(HEADERS)
    writer.writerows(rows)
    return response
