"""Letterhead and signature (H17): how the paper of the region looks, changed by the region admin."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from agencies.views.access import RegionRequest, for_people_of_a_region
from agencies.views.body_limit import bodies_up_to
from agencies.views.clash import Clash
from reports.documents.pages import government_of
from reports.forms.letterhead import MOST_UPLOADED, LetterheadForm, stored_values
from reports.models import Letterhead
from reports.permissions import may_change_letterhead
from reports.services.change_letterhead import LetterheadChangedError, LetterheadFacts, change_letterhead
from reports.services.compose.head import load_head, load_region_signatory

UNPROCESSABLE, CONFLICT, TOO_LARGE = 422, 409, 413
REFUSAL = gettext_lazy("Kop dan tanda tangan diatur oleh admin daerah.")


def refuse_body(request: HttpRequest, _sentence: str) -> HttpResponse:
    """The answer to more than a logo may be."""
    sentence = _("Logo ini lebih dari 5 MB. Perkecil, lalu unggah lagi.")
    return render(request, "appraisal/evidence_too_large.html", {"sentence": sentence}, status=TOO_LARGE)


@bodies_up_to(MOST_UPLOADED, refuse_body)
@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def letterhead(request: RegionRequest) -> HttpResponse:
    """What stands at the head of every document, on which sheet, and who signs for the region; POST changes it."""
    if not may_change_letterhead(request.actor):
        raise PermissionDenied(REFUSAL)
    if request.method != "POST":
        return _page(request, LetterheadForm.of(_stored()))
    form = LetterheadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=UNPROCESSABLE)
    try:
        is_new = change_letterhead(
            facts=form.facts(), logo=form.logo_change(), began_with=form.began_with(), actor=request.actor
        )
    except LetterheadChangedError as error:
        return _stale_page(request, form, error.stored)
    messages.success(request, _saved() if is_new else _("Tidak ada yang berubah."))
    return redirect("letterhead")


def _saved() -> str:
    return _(
        "Kop dan tanda tangan disimpan. Dokumen yang terbit mulai sekarang memakainya; yang sudah terbit tetap "
        "berlaku, dan menjadi versi baru bila diminta lagi."
    )


def _stored() -> Letterhead:
    return Letterhead.objects.first() or Letterhead()


def _stale_page(request: RegionRequest, form: LetterheadForm, stored: Letterhead) -> HttpResponse:
    """What was typed is kept and may be sent again, now against what is stored."""
    mine, theirs = form.facts(), LetterheadFacts.of(stored)
    names = [name for name in LetterheadFacts.__dataclass_fields__ if getattr(mine, name) != getattr(theirs, name)]
    clashes = [Clash(str(form[name].label), _shown(mine, name), _shown(theirs, name)) for name in names]
    kept = {name: getattr(mine, name) for name in LetterheadFacts.__dataclass_fields__}
    typed = {**kept, "began": stored_values(stored)["began"]}
    if form.cleaned_data["remove_logo"]:
        typed["remove_logo"] = "on"
    loses_file = bool(form.cleaned_data["logo"])
    return _page(request, LetterheadForm(typed), status=CONFLICT, clashes=clashes, loses_file=loses_file)


def _shown(facts: LetterheadFacts, name: str) -> str:
    value: str = getattr(facts, name)
    return value.upper() if name == "paper" else value.replace("\n", "; ")


def _page(
    request: RegionRequest,
    form: LetterheadForm,
    *,
    status: int = 200,
    clashes: list[Clash] | None = None,
    loses_file: bool = False,
) -> HttpResponse:
    """The form, beside the letterhead as it is printed now."""
    region = request.region
    context = {
        "form": form,
        "head": load_head(),
        "default_government": government_of(region.code, region.name),
        "signatory": load_region_signatory(),
        "clashes": clashes or [],
        "is_stale": status == CONFLICT,
        "loses_file": loses_file or (status == UNPROCESSABLE and bool(request.FILES)),
    }
    return render(request, "reports/letterhead.html", context, status=status)
