"""Overviews, and documents in the browser."""

from django.urls import path

import appraisal.urls  # noqa: F401 - registers the converter of period codes
from reports.views.agency_overview import agency_overview
from reports.views.region_overview import region_overview
from reports.views.scorecard_document import scorecard_document, scorecard_file

urlpatterns = [
    path("ringkasan/", region_overview, name="region-overview"),
    path("ringkasan/<str:agency_code>/", agency_overview, name="agency-overview"),
    path("evaluasi/<period:code>/<int:plan_id>/kartu.pdf", scorecard_file, name="scorecard-file"),
    path("evaluasi/<period:code>/<int:plan_id>/kartu/", scorecard_document, name="scorecard-document"),
]
