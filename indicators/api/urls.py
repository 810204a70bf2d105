"""Addresses of the API."""

from django.urls import path

from indicators.api.views import IndicatorListView, IndicatorView, PlanListView, PlanView

urlpatterns = [
    path("indicators/", IndicatorListView.as_view(), name="api-indicators"),
    path("indicators/<int:indicator_id>/", IndicatorView.as_view(), name="api-indicator"),
    path("plans/", PlanListView.as_view(), name="api-plans"),
    path("plans/<int:plan_id>/", PlanView.as_view(), name="api-plan"),
]
