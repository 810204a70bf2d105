"""Addresses of the product (contract section 5)."""

from django.urls import include, path

from config import health
from config.observing import views as observing
from config.regions_page import first_admin, new_region, regions
from config.ui_page import ui_page

urlpatterns = [
    path("", include("agencies.urls")),
    path("", include("indicators.urls")),
    path("", include("appraisal.urls")),
    path("", include("reports.urls")),
    path("api/v1/", include("config.api_urls")),
    path("penyewa/", regions, name="regions"),
    path("penyewa/baru/", new_region, name="new-region"),
    path("penyewa/<int:region_id>/admin/", first_admin, name="first-admin"),
    path("_ui/", ui_page, name="ui"),
    path("sehat/", health.live, name="live"),
    path("siap/", health.ready, name="ready"),
    path("metrik/", observing.metrics, name="metrics"),
]

handler400 = "config.errors.bad_request"
handler500 = "config.errors.server_error"
