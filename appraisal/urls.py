"""Screens and API of the appraisal."""

from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from appraisal.period_codes import parse_period_code
from appraisal.views.evaluations import evaluations
from appraisal.views.my_performance import my_performance
from appraisal.views.scorecard import scorecard


class PeriodCodeConverter(StringConverter):
    """A period code as it is stored: any other text is an address that does not exist."""

    regex = "[0-9QS-]{4,7}"

    def to_python(self, value: str) -> str:
        """The code itself, once it is one."""
        return parse_period_code(value).code


register_converter(PeriodCodeConverter, "period")

urlpatterns = [
    path("kinerja/", my_performance, name="my-performance"),
    path("evaluasi/", evaluations, name="evaluations"),
    path("evaluasi/<period:code>/<int:plan_id>/", scorecard, name="scorecard"),
    path("api/v1/", include("appraisal.api.urls")),
]
