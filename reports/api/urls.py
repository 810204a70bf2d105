"""Addresses of the API."""

from django.urls import path

from reports.api.views import DocumentFileView, DocumentListView, DocumentView

urlpatterns = [
    path("documents/", DocumentListView.as_view(), name="api-documents"),
    path("documents/<int:document_id>/", DocumentView.as_view(), name="api-document"),
    path("documents/<int:document_id>/file/", DocumentFileView.as_view(), name="api-document-file"),
]
