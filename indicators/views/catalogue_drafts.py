"""Writing indicators: begin, edit, check, open for comments, discard. For admins of the agency or the region."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agencies.dates import long_date, moment
from agencies.services.load_agency_tree import load_agency_tree
from agencies.views.access import RegionRequest, for_people_of_a_region
from agencies.views.clash import Clash
from indicators.forms.catalogue import CommentsForm, IndicatorDraftForm, UnitForm, posted_edition, typed_document
from indicators.models import IndicatorDraft
from indicators.permissions import configures_some, may_configure
from indicators.services.catalogue.load_draft import MONTHS_AHEAD, check_document, first_month_for
from indicators.services.catalogue.open_comments import CommentsRefusedError, open_comments
from indicators.services.catalogue.read_draft import Document, document_of
from indicators.services.catalogue.save_draft import (
    CodeRefusedError,
    DraftChangedError,
    discard_draft,
    save_draft,
    start_draft,
)
from indicators.services.catalogue.versions import months_from, newest_version
from indicators.views.catalogue_access import (
    configurable_agency,
    configurable_draft,
    configurable_indicator,
    is_open_for_comments,
)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def new_indicator(request: RegionRequest) -> HttpResponse:
    """A form of every field; the first save begins the draft."""
    if not configures_some(request.actor):
        raise PermissionDenied(_("Indikator diatur oleh admin perangkat daerah dan admin daerah."))
    code = request.GET.get("opd", "")
    if not code:
        return _choice_of_unit(request)
    agency = configurable_agency(request.actor, code)
    draft = IndicatorDraft(agency=agency, edition=0)
    if request.method != "POST":
        today = timezone.localdate().replace(day=1)
        return _draft_page(request, draft, document_of(None, "", today), is_checked=False)
    document = typed_document(request.POST)
    if "periksa" in request.POST:
        return _draft_page(request, draft, document)
    try:
        begun = start_draft(agency=agency, document=document, actor=request.actor)
    except CodeRefusedError as error:
        return _draft_page(request, draft, document, refusal=str(error))
    messages.success(request, _("Draf tersimpan."))
    return redirect("indicator-draft", begun.pk)


@require_POST
@for_people_of_a_region
def change_indicator(request: RegionRequest, indicator_id: int) -> HttpResponse:
    """Begin another text of an indicator with what it says now, or go on with the draft that is there."""
    indicator = configurable_indicator(request.actor, indicator_id)
    today = timezone.localdate()
    blank = IndicatorDraft(agency=indicator.agency, indicator=indicator)
    first = max(first_month_for(blank, today), today.replace(day=1))
    document = document_of(newest_version(indicator), indicator.code, first)
    draft = start_draft(agency=indicator.agency, document=document, actor=request.actor, indicator=indicator)
    return redirect("indicator-draft", draft.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def indicator_draft(request: RegionRequest, draft_id: int) -> HttpResponse:
    """The form of every field; POST saves what was typed, right or wrong, or only looks at it."""
    draft = configurable_draft(request.actor, draft_id)
    if request.method != "POST":
        return _draft_page(request, draft, draft.document)
    document = typed_document(request.POST)
    if draft.indicator:
        document["code"] = draft.indicator.code
    if "periksa" in request.POST:
        return _draft_page(request, draft, document, edition=posted_edition(request.POST))
    try:
        edition = posted_edition(request.POST)
        saved = save_draft(draft=draft, edition=edition, document=document, actor=request.actor)
    except DraftChangedError as error:
        return _draft_page(request, error.draft, document, is_stale=True)
    messages.success(request, _("Draf tersimpan."))
    return redirect("publish-indicator-draft" if "lanjut" in request.POST else "indicator-draft", saved.pk)


@require_POST
@for_people_of_a_region
def open_draft_comments(request: RegionRequest, draft_id: int) -> HttpResponse:
    """From now until a day people may comment on the stored draft."""
    draft = configurable_draft(request.actor, draft_id)
    form = CommentsForm(request.POST)
    if form.is_valid():
        try:
            opened = open_comments(draft=draft, until=form.cleaned_data["until"], actor=request.actor)
        except CommentsRefusedError as error:
            form.add_error("until", str(error))
        else:
            told = _("Masa masukan terbuka sampai %(day)s. Siapa pun yang diukur dengannya dapat menanggapi.")
            messages.success(request, told % {"day": long_date(opened.comments_until or timezone.localdate())})
            return redirect("indicator-draft", opened.pk)
    return _draft_page(request, draft, draft.document, comments=form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def discard_indicator_draft(request: RegionRequest, draft_id: int) -> HttpResponse:
    """Asks once more, then throws the draft away."""
    draft = configurable_draft(request.actor, draft_id)
    if request.method != "POST":
        return render(request, "indicators/catalogue_discard.html", {"draft": draft, "stale": ""})
    try:
        discard_draft(draft=draft, edition=posted_edition(request.POST), actor=request.actor)
    except DraftChangedError as error:
        context = {"draft": error.draft, "stale": str(error)}
        return render(request, "indicators/catalogue_discard.html", context, status=409)
    messages.success(request, _("Draf dibuang. Indikator yang berlaku tidak berubah."))
    return redirect("catalogue", draft.agency.code)


def _choice_of_unit(request: RegionRequest) -> HttpResponse:
    tree = load_agency_tree()
    allowed = frozenset(node.id for node in tree.nodes if may_configure(request.actor, node.id))
    form = UnitForm(request.GET if "opd" in request.GET else None, tree=tree, agency_ids=allowed)
    return render(request, "indicators/catalogue_unit.html", {"form": form}, status=422 if form.errors else 200)


def _draft_page(
    request: RegionRequest,
    draft: IndicatorDraft,
    document: Document,
    *,
    edition: int | None = None,
    is_checked: bool = True,
    is_stale: bool = False,
    refusal: str = "",
    comments: CommentsForm | None = None,
) -> HttpResponse:
    """The editor, or what stands beside it where only that was asked for. ``edition`` is kept while only checking."""
    today = timezone.localdate()
    check = check_document(draft, document, today) if is_checked else None
    context: dict[str, object] = {"draft": draft, "check": check, "is_open": is_open_for_comments(draft, today)}
    if "HX-Request" in request.headers:
        return render(request, "indicators/_draft_check.html", context)
    form = IndicatorDraftForm(
        document,
        months=months_from(first_month_for(draft, today), MONTHS_AHEAD),
        findings=check.reading.findings if check else (),
        edition=draft.edition if edition is None else edition,
        has_fixed_code=draft.indicator is not None,
    )
    if refusal and not form.has_error("code"):
        form.add_error("code", refusal)
    context |= {
        "form": form,
        "address": _address(draft),
        "clashes": _clashes(form, document, draft.document) if is_stale else (),
        "is_stale": is_stale,
        "refused": bool(refusal),
        "edited": moment(draft.edited_at) if draft.pk else "",
        "comments": comments or CommentsForm(initial={"until": draft.comments_until}),
    }
    refused = refusal or (comments is not None and comments.errors)
    return render(
        request, "indicators/catalogue_draft.html", context, status=409 if is_stale else 422 if refused else 200
    )


def _address(draft: IndicatorDraft) -> str:
    if draft.pk:
        return reverse("indicator-draft", args=[draft.pk])
    return reverse("new-indicator", query={"opd": draft.agency.code})


def _clashes(form: IndicatorDraftForm, mine: Document, stored: Document) -> list[Clash]:
    """What was typed and what is stored, where they differ."""
    return [
        Clash(str(field.label), form.said(name, mine), form.said(name, stored))
        for name, field in form.fields.items()
        if name != "edition" and (mine.get(name) or "") != (stored.get(name) or "")
    ]
