"""Addresses of the product (contract section 5)."""

from django.urls import include, path

from config import health

urlpatterns = [
    path("", include("agencies.urls")),
    path("", include("appraisal.urls")),
    path("", include("reports.urls")),
    path("sehat/", health.live, name="live"),
    path("siap/", health.ready, name="ready"),
]
