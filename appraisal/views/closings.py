"""The region admin takes a closing of a period back, with a reason."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from agencies.views.access import RegionRequest, fetch_visible, for_people_of_a_region
from appraisal.forms.closings import TakeBackClosingForm
from appraisal.models import Period
from appraisal.period_codes import parse_period_code
from appraisal.permissions import may_change_periods
from appraisal.services.periods.closings import Part
from appraisal.services.periods.lock_period import PeriodStateError
from appraisal.services.periods.take_back_closing import take_back_closing

REFUSAL = gettext_lazy("Penutupan periode dibatalkan oleh admin daerah.")
UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def closing(request: RegionRequest, code: str) -> HttpResponse:
    """What is closed and since when; POST opens one part of it again."""
    found = _writable_period(request, code)
    parts = [] if found.is_locked else [part for part in Part if getattr(found, part.column) is not None]
    form = TakeBackClosingForm(request.POST if request.method == "POST" else None, parts=parts)
    label = parse_period_code(found.code).label
    if form.is_valid():
        part = Part(form.cleaned_data["what"])
        try:
            take_back_closing(period=found, what=part, reason=form.cleaned_data["reason"], actor=request.actor)
        except PeriodStateError as error:
            messages.warning(request, str(error))
        else:
            said = {"part": part.label, "period": label}
            messages.success(request, _("%(part)s %(period)s dibuka kembali sampai periode dikunci.") % said)
        return redirect("period", found.code)
    context = {
        "period": found,
        "label": label,
        "form": form if parts else None,
        "closed": [(part.label, getattr(found, part.column)) for part in parts],
    }
    return render(request, "appraisal/period_closing.html", context, status=UNPROCESSABLE if form.errors else 200)


def _writable_period(request: RegionRequest, code: str) -> Period:
    rows = Period.objects.filter(code=code)
    if not may_change_periods(request.actor):
        return fetch_visible(rows, rows.none(), refusal=str(REFUSAL))
    found = rows.first()
    if found is None:
        raise Http404
    return found
