"""The addresses of the API: each app answers for its own."""

from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView

from agencies.api.views import nothing_here
from config.api_page import api_page

urlpatterns = [
    path("", api_page, name="api-page"),
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("", include("agencies.api.urls")),
    path("", include("indicators.api.urls")),
    path("", include("appraisal.api.urls")),
    path("", include("reports.api.urls")),
    re_path(r"^(?P<path>[\s\S]*)$", nothing_here, name="api-nothing"),
]
