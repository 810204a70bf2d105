"""A draft comes into force, an indicator ends or is measured by again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.dates import long_date
from agencies.views.access import RegionRequest, for_people_of_a_region
from indicators.forms.catalogue import PublicationForm, RetirementForm, posted_edition
from indicators.models import Indicator, IndicatorDraft
from indicators.services.catalogue.impact import ImpactState
from indicators.services.catalogue.load_draft import preview_publication
from indicators.services.catalogue.load_use import load_use
from indicators.services.catalogue.publish_draft import DraftNotReadyError, ImpactNotSeenError, publish_draft
from indicators.services.catalogue.retire_indicator import RetirementRefusedError, retire_indicator, revive_indicator
from indicators.services.catalogue.save_draft import DraftChangedError
from indicators.services.catalogue.versions import months_from, newest_version
from indicators.views.catalogue_access import configurable_draft, configurable_indicator

REFRESH_SECONDS = 2


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def publish_indicator_draft(request: RegionRequest, draft_id: int) -> HttpResponse:
    """Before and after, from when, who is affected; POST publishes."""
    draft = configurable_draft(request.actor, draft_id)
    if request.method != "POST":
        return _publish_page(request, draft, PublicationForm(), 200)
    form = PublicationForm(request.POST)
    if not form.is_valid():
        return _publish_page(request, draft, form, 422)
    try:
        publication = publish_draft(
            draft=draft,
            edition=posted_edition(request.POST),
            note=form.cleaned_data["note"],
            actor=request.actor,
            seen=request.POST.get("akibat", ""),
        )
    except DraftChangedError as error:
        messages.error(request, _("Draf ini baru saja disunting orang lain. Periksa lagi isinya di bawah."))
        return _publish_page(request, error.draft, form, 409)
    except ImpactNotSeenError as error:
        messages.error(request, str(error))
        return _publish_page(request, draft, form, 409)
    except DraftNotReadyError:
        return _publish_page(request, draft, form, 422)
    messages.success(request, _("Katalog versi %(number)s terbit.") % {"number": publication.number})
    return redirect("catalogue-publication", publication.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def end_indicator(request: RegionRequest, indicator_id: int) -> HttpResponse:
    """From which month on it ends and why; or that plans may measure by it again."""
    indicator = configurable_indicator(request.actor, indicator_id)
    months = months_from(timezone.localdate(), 13)
    if request.method != "POST":
        return _retire_page(request, indicator, RetirementForm(months=months), 200)
    if "hidupkan" in request.POST:
        return _revive(request, indicator)
    form = RetirementForm(request.POST, months=months)
    if form.is_valid():
        try:
            ended = retire_indicator(
                indicator=indicator, day=form.day(), reason=form.cleaned_data["reason"], actor=request.actor
            )
        except RetirementRefusedError as error:
            form.add_error(None, str(error))
        else:
            told = _("Indikator berhenti mulai %(day)s. SKP yang sudah disepakati tetap memakainya.")
            messages.success(request, told % {"day": long_date(ended.retired_from or form.day())})
            return redirect("indicator", indicator.pk)
    return _retire_page(request, indicator, form, 422)


def _revive(request: RegionRequest, indicator: Indicator) -> HttpResponse:
    try:
        revive_indicator(indicator=indicator, actor=request.actor)
    except RetirementRefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Indikator dipakai kembali dan muncul lagi dalam daftar."))
    return redirect("indicator", indicator.pk)


def _publish_page(request: RegionRequest, draft: IndicatorDraft, form: PublicationForm, status: int) -> HttpResponse:
    preview = preview_publication(draft, timezone.localdate())
    context = {"draft": draft, "form": form, "preview": preview, "check": preview.check}
    response = render(request, "indicators/catalogue_publish.html", context, status=status)
    if preview.impact.state is ImpactState.WAITING:
        response["Refresh"] = f"{REFRESH_SECONDS}; url={reverse('publish-indicator-draft', args=[draft.pk])}"
    return response


def _retire_page(request: RegionRequest, indicator: Indicator, form: RetirementForm, status: int) -> HttpResponse:
    version = newest_version(indicator)
    context = {
        "indicator": indicator,
        "name": version.name if version else indicator.code,
        "form": form,
        "use": load_use(indicator, timezone.localdate().year),
    }
    return render(request, "indicators/catalogue_retire.html", context, status=status)
