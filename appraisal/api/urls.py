"""Addresses of the API."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView

from appraisal.api.views import EvaluationListView, ScorecardView

urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("evaluations/", EvaluationListView.as_view(), name="api-evaluations"),
    path("evaluations/<period:code>/<int:plan_id>/", ScorecardView.as_view(), name="api-evaluation"),
]
