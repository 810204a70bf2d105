"""A draft that is open for comments, for those whom it concerns."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.permissions import Actor
from agencies.views.access import RegionRequest, fetch_visible, for_people_of_a_region
from indicators.forms.contributions import ContributionForm
from indicators.models import IndicatorDraft
from indicators.permissions import Circle, may_configure, may_read_draft, may_take_part
from indicators.services.participation.comment_draft import CommentsClosedError, comment_draft
from indicators.services.participation.load_circle import load_circle
from indicators.services.participation.load_draft_talk import load_draft_talk
from indicators.services.participation.record_contribution import NotConcernedError


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def draft_contributions(request: RegionRequest, draft_id: int) -> HttpResponse:
    """What the draft would change, and what was said of it; POST comments while its period for comments runs."""
    day = timezone.localdate()
    circle = load_circle(actor=request.actor, day=day)
    draft = _readable_draft(request.actor, circle, draft_id)
    if request.method != "POST":
        return _page(request, draft, circle, ContributionForm())
    if not may_take_part(request.actor, circle, draft.agency_id, draft.indicator_id):
        raise PermissionDenied(str(NotConcernedError()))
    form = ContributionForm(request.POST)
    if not form.is_valid():
        return _page(request, draft, circle, form, status=422)
    said = form.cleaned_data
    try:
        comment_draft(draft=draft, text=said["text"], change=said["change"], actor=request.actor, day=day)
    except CommentsClosedError:
        return _page(request, draft, circle, form, status=409)
    messages.success(request, _("Masukan terkirim. Admin menjawabnya sebelum draf diterbitkan."))
    return redirect("draft-contributions", draft.pk)


def _page(
    request: RegionRequest, draft: IndicatorDraft, circle: Circle, form: ContributionForm, *, status: int = 200
) -> HttpResponse:
    talk = load_draft_talk(draft=draft, actor=request.actor, circle=circle, day=timezone.localdate())
    context = {"talk": talk, "form": form, "writes": may_configure(request.actor, draft.agency_id)}
    return render(request, "indicators/contributions_draft.html", context, status=status)


def _readable_draft(actor: Actor, circle: Circle, draft_id: int) -> IndicatorDraft:
    """A draft that was ever open for comments, for those whom it concerns; one that was not, for its admins alone.

    Raises:
        PermissionDenied: it is not for the actor, or not yet.
    """
    drafts = IndicatorDraft.objects.select_related("agency", "indicator").filter(pk=draft_id)
    draft = drafts.first()
    visible, refusal = drafts.none(), ""
    if draft is not None:
        refusal = _("Draf ini untuk pegawai unit pemiliknya, pegawai yang diukur dengannya, dan admin.")
        if may_configure(actor, draft.agency_id):
            visible = drafts
        elif may_read_draft(actor, circle, draft.agency_id, draft.indicator_id):
            visible = drafts.exclude(comments_until=None)
            refusal = _("Draf ini belum dibuka untuk masukan.")
    return fetch_visible(drafts, visible, refusal=refusal)
