"""The register of issued documents (P4): the list, one document with its file, and taking one back."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from agencies.models import Agency
from agencies.permissions import Actor
from agencies.views.access import RegionRequest, fetch_visible, for_people_of_a_region
from agencies.views.attachment import attachment
from agencies.views.listing import address_of_pages, page_of
from appraisal.documents.file_size import file_size_text
from appraisal.scoring.wording import number
from reports.forms.register import RegisterSearch, RevocationForm
from reports.models import Document
from reports.permissions import may_list_documents, may_revoke_documents
from reports.services.register.find_documents import (
    Asked,
    find_documents,
    listed_documents,
    units_with_below,
    with_subjects,
)
from reports.services.register.load_document import RegisteredDocument, load_document
from reports.services.register.read_file import FileRefusedError, is_kept, read_file
from reports.services.register.revoke_document import RevocationRefusedError, revoke_document
from reports.services.register.signatories import is_signatory
from reports.services.register.visible_documents import may_read_file, visible_documents
from reports.services.verify.standing import Standing, issued_documents, validity_of
from reports.views.documents import PDF

DOCUMENTS_A_PAGE = 20
"""A line is a card of five rows on a phone."""
REFUSAL = gettext_lazy("Daftar dokumen untuk admin, kepala daerah, inspektorat, dan pejabat penilai.")
ONE_REFUSAL = gettext_lazy("Dokumen ini hanya untuk mereka yang boleh membaca isinya.")
FILE_REFUSAL = gettext_lazy(
    "Lembar ini memuat umpan balik, yang hanya dibaca pegawai, pejabat penilainya, dan atasan pejabat penilai."
)
REVOKE_REFUSAL = gettext_lazy("Dokumen dibatalkan oleh admin daerah.")


@require_safe
@for_people_of_a_region
def documents(request: RegionRequest) -> HttpResponse:
    """What was issued and the actor may read, the newest first."""
    if not may_list_documents(request.actor):
        raise PermissionDenied(REFUSAL)
    search = RegisterSearch(request.GET, agencies=_agencies_of(request.actor))
    context: dict[str, Any] = {"search": search, "page": None, "rows": [], "address": address_of_pages(request.GET)}
    if search.is_valid():
        visible = visible_documents(request.actor, timezone.localdate())
        page = page_of(with_subjects(find_documents(visible, _asked(search))), request.GET, DOCUMENTS_A_PAGE)
        context |= {"page": page, "rows": listed_documents(page)}
    return render(request, "reports/register.html", context, status=422 if search.errors else 200)


@require_safe
@for_people_of_a_region
def document(request: RegionRequest, document_id: int) -> HttpResponse:
    """What the register knows of one document."""
    found = fetch_document(request, document_id)
    return _document_page(request, found)


@require_safe
@for_people_of_a_region
def document_file(request: RegionRequest, document_id: int) -> HttpResponse:
    """The kept file, while its bytes are the registered ones and nobody has taken the document back."""
    found = fetch_document(request, document_id)
    if not may_read_file(request.actor, found):
        raise PermissionDenied(FILE_REFUSAL)
    try:
        content = read_file(found)
    except FileRefusedError as error:
        messages.error(request, str(error))
        return _document_page(request, found, status=409)
    return attachment(found.file_name, PDF, content)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def revoke_document_page(request: RegionRequest, document_id: int) -> HttpResponse:
    """Says what taking it back does, and asks why."""
    found = fetch_document(request, document_id)
    if not may_revoke_documents(request.actor):
        raise PermissionDenied(REVOKE_REFUSAL)
    form = RevocationForm(request.POST if request.method == "POST" else None)
    status = 422 if form.errors else 200
    if form.is_valid():
        try:
            revoke_document(document=found, reason=form.cleaned_data["reason"], actor=request.actor)
        except RevocationRefusedError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            messages.success(
                request,
                _("%(number)s versi %(version)s dibatalkan. Halaman verifikasinya kini mengatakan demikian.")
                % {"number": found.number, "version": found.version},
            )
            return redirect("document", found.pk)
    return render(
        request, "reports/register_revoke.html", {"document": load_document(found), "form": form}, status=status
    )


def fetch_document(request: RegionRequest, document_id: int) -> Document:
    """The issued document of an address, with its subject.

    Raises:
        PermissionDenied: the region has it, but its subject is not for the actor.
        Http404: the region has none, or it was never made.
    """
    visible = visible_documents(request.actor, timezone.localdate()).filter(pk=document_id)
    return fetch_visible(
        issued_documents().filter(pk=document_id),
        visible.select_related("period", "agency", "employee"),
        refusal=str(ONE_REFUSAL),
    )


def _document_page(request: RegionRequest, found: Document, status: int = 200) -> HttpResponse:
    registered = load_document(found)
    context = {
        "document": registered,
        "facts": _facts(registered),
        "can_download": found.revoked_at is None and is_kept(found) and may_read_file(request.actor, found),
        "is_kept": is_kept(found),
        "may_revoke": may_revoke_documents(request.actor) and found.revoked_at is None,
        "may_sign": _may_sign(request, found),
        "lists": may_list_documents(request.actor),
    }
    return render(request, "reports/document_facts.html", context, status=status)


def _may_sign(request: RegionRequest, found: Document) -> bool:
    validity = validity_of(found)
    if validity.standing is not Standing.HOLDS or validity.is_provisional:
        return False
    if not is_signatory(request.actor, found, timezone.localdate()):
        return False
    return not found.signatures.filter(signed_by_id=request.actor.user_id).exists()


def _facts(registered: RegisteredDocument) -> list[tuple[str, str]]:
    sheets = _("%(paper)s, %(pages)s halaman, %(size)s") % {
        "paper": registered.paper,
        "pages": number(Decimal(registered.pages)),
        "size": file_size_text(registered.size),
    }
    facts = [
        (_("Versi"), str(registered.version)),
        (_("Pegawai"), registered.subject),
        (_("NIP"), registered.nip),
        (_("Unit kerja"), registered.unit),
        (_("Periode"), registered.period),
        (_("Bagian"), str(registered.part) if registered.part > 1 else ""),
        (_("Terbit"), registered.made_at),
        (_("Berkas"), registered.file_name),
        (_("Kertas"), sheets),
    ]
    return [(term, value) for term, value in facts if value]


def _asked(search: RegisterSearch) -> Asked:
    said = search.cleaned_data
    return Asked(
        kind=said["jenis"],
        period=said["periode"],
        agency_ids=units_with_below(said["opd"]) if said["opd"] else None,
        standing=said["keadaan"],
        number=said["nomor"],
    )


def _agencies_of(actor: Actor) -> QuerySet[Agency]:
    """The agencies to choose from: all for those who read the region, else the administered ones."""
    agencies = Agency.objects.order_by("code")
    return agencies if actor.reads_region else agencies.filter(pk__in=actor.admin_agency_ids)
