"""Addresses of the product (contract section 5)."""

from django.urls import include, path

from config import health
from config.ui_page import ui_page

urlpatterns = [
    path("", include("agencies.urls")),
    path("", include("indicators.urls")),
    path("", include("appraisal.urls")),
    path("", include("reports.urls")),
    path("_ui/", ui_page, name="ui"),
    path("sehat/", health.live, name="live"),
    path("siap/", health.ready, name="ready"),
]

handler400 = "config.errors.bad_request"
handler500 = "config.errors.server_error"
