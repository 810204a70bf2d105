"""Addresses of the API."""

from django.urls import path

from appraisal.api.bulk import BulkActualsView, BulkAttendanceView, BulkRatingsView
from appraisal.api.inputs import ActualListView, AttendanceListView, RatingListView
from appraisal.api.one_actual import ActualView
from appraisal.api.periods import PeriodListView, PeriodView
from appraisal.api.views import EvaluationListView, RevisionListView, ScorecardView

urlpatterns = [
    path("actuals/bulk/", BulkActualsView.as_view(), name="api-actuals-bulk"),
    path("attendance/bulk/", BulkAttendanceView.as_view(), name="api-attendance-bulk"),
    path("ratings/bulk/", BulkRatingsView.as_view(), name="api-ratings-bulk"),
    path("periods/", PeriodListView.as_view(), name="api-periods"),
    path("periods/<period:code>/", PeriodView.as_view(), name="api-period"),
    path("actuals/", ActualListView.as_view(), name="api-actuals"),
    path("actuals/<int:actual_id>/", ActualView.as_view(), name="api-actual"),
    path("attendance/", AttendanceListView.as_view(), name="api-attendance"),
    path("ratings/", RatingListView.as_view(), name="api-ratings"),
    path("evaluations/", EvaluationListView.as_view(), name="api-evaluations"),
    path("evaluations/<period:code>/<int:plan_id>/", ScorecardView.as_view(), name="api-evaluation"),
    path("evaluations/<period:code>/<int:plan_id>/revisions/", RevisionListView.as_view(), name="api-revisions"),
]
