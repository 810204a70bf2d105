"""Bukti dukung: the own library, one file with where it is used, and its bytes."""

from uuid import UUID

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.typed_text import typed_line
from agencies.views.access import RegionRequest, fetch_visible, for_people_of_a_region
from agencies.views.body_limit import bodies_up_to
from agencies.views.listing import address_of_pages, page_of
from agencies.views.outbox import is_from_outbox, short_answer
from appraisal.files.evidence_store import evidence_path
from appraisal.files.kept_file import MOST_BYTES
from appraisal.files.refusal import EvidenceRefusedError
from appraisal.forms.evidence import EvidenceForm
from appraisal.models import Evidence
from appraisal.services.evidence.find_evidence import ShownEvidence
from appraisal.services.evidence.find_readable import evidence_of_region, readable_evidence
from appraisal.services.evidence.load_library import FILTERS, find_uses, library_of, listed_files
from appraisal.services.evidence.remove_evidence import remove_evidence
from appraisal.services.evidence.store_evidence import store_evidence

UNPROCESSABLE, TOO_LARGE = 422, 413
REFUSAL = gettext_lazy("Berkas ini untuk pemiliknya, pejabat penilainya, atasan pejabat penilai, dan admin unitnya.")
_ENDINGS = {"image/jpeg": (".jpg", ".jpeg"), "image/webp": (".webp",), "application/pdf": (".pdf",)}


def refuse_body(request: HttpRequest, sentence: str) -> HttpResponse:
    """The answer to more than may be sent at once: short for the outbox, else a page."""
    if is_from_outbox(request):
        return short_answer(TOO_LARGE, sentence)
    return render(request, "appraisal/evidence_too_large.html", {"sentence": sentence}, status=TOO_LARGE)


@bodies_up_to(MOST_BYTES, refuse_body)
@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def evidence_library(request: RegionRequest) -> HttpResponse:
    """The own files with what each supports; POST adds one."""
    employee_id = request.actor.employee_id
    if employee_id is None:
        raise PermissionDenied(_("Bukti dukung untuk pegawai. Akun ini belum terhubung dengan data pegawai."))
    if request.method != "POST":
        return _library(request, employee_id, EvidenceForm())
    form = EvidenceForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            stored = store_evidence(
                employee_id=employee_id, upload=form.upload(), note=form.cleaned_data["note"], actor=request.actor
            )
        except EvidenceRefusedError as error:
            form.add_error("file", error.sentence)
            return _library(request, employee_id, form, TOO_LARGE if error.is_too_large else UNPROCESSABLE)
        messages.success(request, _("%(name)s ada di bukti dukung Anda.") % {"name": stored.name})
        return redirect("evidence-library")
    return _library(request, employee_id, form, UNPROCESSABLE)


def _library(request: RegionRequest, employee_id: int, form: EvidenceForm, status: int = 200) -> HttpResponse:
    which = request.GET.get("lihat", "")
    search = typed_line(request.GET.get("cari", ""), 120)
    which = which if which in FILTERS else ""
    page = page_of(library_of(employee_id, which=which, search=search), request.GET)
    context = {
        "form": form,
        "which": which,
        "search": search,
        "page": page,
        "files": listed_files(list(page)),
        "address": address_of_pages(request.GET),
    }
    return render(request, "appraisal/evidence_library.html", context, status=status)


@require_safe
@csp_update({"frame-src": [SELF]})
@for_people_of_a_region
def evidence(request: RegionRequest, key: UUID) -> HttpResponse:
    """One file as it looks, whose it is, and what it supports."""
    found = _readable(request, key)
    is_own = found.employee_id == request.actor.employee_id
    context = {
        "file": ShownEvidence.of(found),
        "owner": found.employee,
        "width": found.width,
        "height": found.height,
        "is_own": is_own,
        "is_removed": found.removed_at is not None,
        "uses": find_uses([found.pk]).get(found.pk, ()),
        "sha256": found.sha256,
    }
    return render(request, "appraisal/evidence.html", context)


@require_safe
@xframe_options_sameorigin
@for_people_of_a_region
def evidence_file(request: RegionRequest, key: UUID) -> HttpResponse:
    """The bytes, as what they are and nothing else: no script runs in them, and no other page may frame them."""
    found = _readable(request, key)
    try:
        content = evidence_path(request.region.pk, found.key).read_bytes()
    except FileNotFoundError as error:
        raise Http404 from error
    answer = HttpResponse(content, content_type=found.media_type)
    answer["Content-Security-Policy"] = content_policy(found.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    shown = content_disposition_header(as_attachment="unduh" in request.GET, filename=download_name(found))
    answer["Content-Disposition"] = shown or "inline"
    return answer


def content_policy(media_type: str) -> str:
    """What a stored file may do in a browser: nothing, but be looked at by our own pages.

    Older browsers open no PDF in a sandbox. A PDF never runs as a page of ours, and that nothing in it runs was seen to
    when it was stored.
    """
    policy = "default-src 'none'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
    if media_type == "application/pdf":
        return f"{policy}; object-src 'self'"
    return f"{policy}; img-src 'self'; sandbox"


def download_name(found: Evidence) -> str:
    """The name on the page, with the ending of what it is."""
    endings = _ENDINGS[found.media_type]
    return found.name if found.name.lower().endswith(endings) else f"{found.name}{endings[0]}"


@require_POST
@for_people_of_a_region
def remove(request: RegionRequest, key: UUID) -> HttpResponse:
    """Takes a file out of the own library; where it is used it stays."""
    found = fetch_visible(
        evidence_of_region(key),
        evidence_of_region(key).filter(employee_id=request.actor.employee_id or 0),
        refusal=_("Bukti dukung hanya dapat dikeluarkan oleh pemiliknya."),
    )
    remove_evidence(evidence=found, actor=request.actor)
    messages.success(
        request,
        _("%(name)s dikeluarkan dari bukti dukung. Realisasi yang memakainya tetap memuatnya.") % {"name": found.name},
    )
    return redirect("evidence-library")


def _readable(request: RegionRequest, key: UUID) -> Evidence:
    visible = readable_evidence(key, request.actor).select_related("employee")
    return fetch_visible(evidence_of_region(key), visible, refusal=str(REFUSAL))
