"""The period that a program asks for."""

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, OpenApiParameter
from rest_framework.request import Request

from agencies.api.asked import asked_text, refuse
from appraisal.models import Period
from appraisal.period_codes import PeriodCodeError, PeriodSpan, parse_period_code

_EXAMPLES = [OpenApiExample("a month", value="2026-01")]
PERIOD_PATTERN = r"^[0-9]{4}(-(0[1-9]|1[0-2]|Q[1-4]|S[12]))?$"
PERIOD = OpenApiParameter(
    "period",
    {"type": "string", "pattern": PERIOD_PATTERN},
    description="2026-01, 2026-Q1, 2026-S1 or 2026",
)
_NOTATIONS = "2026-01, 2026-Q1, 2026-S1, 2026"
REQUIRED_PERIOD = OpenApiParameter(
    "period",
    {"type": "string", "pattern": PERIOD_PATTERN},
    required=True,
    description="2026-01, 2026-Q1, 2026-S1 or 2026",
    examples=_EXAMPLES,
)
MONTH = OpenApiParameter(
    "period",
    {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"},
    required=True,
    description="a month, as 2026-01",
    examples=_EXAMPLES,
)


def asked_span(request: Request, *, examples: str = _NOTATIONS) -> PeriodSpan:
    """The period of a code, whether or not the region has opened it; a refusal names ``examples`` of what is read."""
    code = asked_text(request, "period")
    try:
        return parse_period_code(code)
    except PeriodCodeError as error:
        values = {"period": code, "examples": examples}
        message = _('Periode "%(period)s" tidak dapat dibaca. Tulis seperti %(examples)s.') % values
        raise refuse("period", message) from error


def asked_month(request: Request) -> PeriodSpan:
    """A month; what people report is kept by month."""
    span = asked_span(request, examples="2026-01")
    if span.kind != "month":
        raise refuse("period", _("Data ini dicatat per bulan. Tulis bulan, misalnya 2026-01."))
    return span


def asked_period(request: Request) -> Period:
    """A period of the region.

    Raises:
        Http404: the region has not opened it.
    """
    period = Period.objects.filter(code=asked_span(request).code).first()
    if period is None:
        raise Http404
    return period
