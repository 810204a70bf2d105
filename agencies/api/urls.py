"""Addresses of the API."""

from django.urls import path

from agencies.api.audit import AuditListView
from agencies.api.organisation import (
    AgencyListView,
    AgencyView,
    EmployeeListView,
    EmployeeView,
    PlacementListView,
)

urlpatterns = [
    path("agencies/", AgencyListView.as_view(), name="api-agencies"),
    path("agencies/<str:agency_code>/", AgencyView.as_view(), name="api-agency"),
    path("employees/", EmployeeListView.as_view(), name="api-employees"),
    path("employees/<int:employee_id>/", EmployeeView.as_view(), name="api-employee"),
    path("placements/", PlacementListView.as_view(), name="api-placements"),
    path("audit/", AuditListView.as_view(), name="api-audit"),
]
