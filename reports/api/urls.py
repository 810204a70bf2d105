"""Addresses of the API."""

from django.urls import path

from reports.api.views import DocumentListView, DocumentView

urlpatterns = [
    path("documents/", DocumentListView.as_view(), name="api-documents"),
    path("documents/<int:document_id>/", DocumentView.as_view(), name="api-document"),
]
