"""Personal data: people past retention and their erasure, for the region admin; the own data, for everybody."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from agencies.models import Employee
from agencies.permissions import may_erase_people
from agencies.services.personal_data.find_departed import departed, redacted, retention_ends_for
from agencies.services.personal_data.redact_rows import RedactionRefusedError
from agencies.views.access import RegionRequest, fetch_visible, for_people_of_a_region
from agencies.views.attachment import attachment
from agencies.views.listing import address_of_pages, page_of
from reports.forms.personal_data import RedactionForm
from reports.services.personal_data.load_own_data import take_own_data
from reports.services.personal_data.redact_person import redact_person

REFUSAL = gettext_lazy("Data pribadi pegawai yang telah lama berhenti dihapus oleh admin daerah.")
MOST_DONE = 50


@require_safe
@for_people_of_a_region
def personal_data(request: RegionRequest) -> HttpResponse:
    """Who is past retention, and whose data were erased last."""
    if not may_erase_people(request.actor):
        raise PermissionDenied(REFUSAL)
    today = timezone.localdate()
    context = {
        "page": page_of(departed(today), request.GET),
        "address": address_of_pages(request.GET),
        "done": list(redacted()[:MOST_DONE]),
        "years": max(1, settings.RETENTION_YEARS),
        "before": retention_ends_for(today),
    }
    return render(request, "reports/personal_data.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def redact_person_page(request: RegionRequest, employee_id: int) -> HttpResponse:
    """Say exactly what goes and what stays, ask why and for the NIP, and erase."""
    today = timezone.localdate()
    rows = Employee.objects.filter(pk=employee_id)
    person = fetch_visible(rows, rows if may_erase_people(request.actor) else rows.none(), refusal=str(REFUSAL))
    found = departed(today).filter(pk=employee_id).first()
    form = RedactionForm(request.POST if request.method == "POST" else None, expected=person.nip)
    status = 422 if form.errors else 200
    if form.is_valid():
        try:
            redact_person(employee=person, reason=form.cleaned_data["reason"], today=today, actor=request.actor)
        except RedactionRefusedError as refused:
            form.add_error(None, str(refused))
            status = 422 if found else 409
        else:
            messages.success(
                request, _("Data pribadi seorang pegawai sudah dihapus. Kuncinya %(key)s.") % {"key": person.key}
            )
            return redirect("personal-data")
    context = {"person": person, "left_on": getattr(found, "left_on", None), "form": form}
    return render(request, "reports/redact_person.html", context, status=status)


@require_GET
@for_people_of_a_region
def my_data(request: RegionRequest) -> HttpResponse:
    """Everything that is held of whoever asks, as a file; that it was taken is all that this writes."""
    now = timezone.localtime()
    content = take_own_data(actor=request.actor, login=request.user.login, region=request.region, now=now)
    return attachment(f"data-saya-{now:%Y-%m-%d}.json", "application/json; charset=utf-8", content)
