"""Overviews, and documents in the browser."""

from django.urls import path

import appraisal.urls  # noqa: F401 - registers the converter of period codes
from reports.views.agency_overview import agency_overview
from reports.views.plan_document import (
    agreed_plan_document,
    agreed_plan_document_file,
    plan_document,
    plan_document_file,
)
from reports.views.region_overview import region_overview
from reports.views.scorecard_document import scorecard_document, scorecard_file

urlpatterns = [
    path("ringkasan/", region_overview, name="region-overview"),
    path("ringkasan/<str:agency_code>/", agency_overview, name="agency-overview"),
    path("evaluasi/<period:code>/<int:plan_id>/kartu.pdf", scorecard_file, name="scorecard-file"),
    path("evaluasi/<period:code>/<int:plan_id>/kartu/", scorecard_document, name="scorecard-document"),
    path("skp/<int:version_id>/skp.pdf", plan_document_file, name="plan-document-file"),
    path("skp/<int:version_id>/formulir/", plan_document, name="plan-document"),
    path("skp/rencana/<int:plan_id>/skp.pdf", agreed_plan_document_file, name="agreed-plan-document-file"),
    path("skp/rencana/<int:plan_id>/formulir/", agreed_plan_document, name="agreed-plan-document"),
]
