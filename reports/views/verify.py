"""Verification: what anybody may learn of a document that is held in the hand. No account, no cookie, no script needed.

Found is only what the secret of its address names (128 random bits). Numbers run on, so looking one up would let a
stranger walk through the people of a region.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from agencies.dates import moment
from reports.documents.pages import government_of
from reports.forms.verify import LONGEST, VerifyForm
from reports.services.verify.find_public_document import PublicDocument, find_public_document

ASKED = "dokumen"
"""What the address that somebody types is called in the address of the start page."""


@never_cache
@require_safe
def verify_start(request: HttpRequest) -> HttpResponse:
    """Takes the address of a document, or the code at its end."""
    asked = request.GET.get(ASKED)
    form = VerifyForm(None if asked is None else {ASKED: asked[:LONGEST].replace("\0", "")})
    if form.is_valid():
        return redirect("verify", form.cleaned_data[ASKED])
    return _unlisted(render(request, "reports/verify_start.html", {"form": form}, status=422 if form.errors else 200))


@never_cache
@require_safe
def verify(request: HttpRequest, token: str) -> HttpResponse:
    """Whether a document is ours and still holds. All that is not found is told in the same words."""
    document = find_public_document(token)
    if document is None:
        return _unlisted(render(request, "reports/verify_missing.html", status=404))
    with timezone.override(document.region.zone):
        context = {
            "document": document,
            "facts": _facts(document),
            "government": government_of(document.region.code, document.region.name),
            "at": timezone.now(),
        }
        return _unlisted(render(request, "reports/verify.html", context))


def _facts(document: PublicDocument) -> list[tuple[str, str]]:
    """What is held against the paper, in the order in which it stands there."""
    facts = [
        (_("Jenis"), capfirst(document.kind)),
        (_("Nomor"), document.number),
        (_("Versi"), str(document.version)),
        (_("Daerah"), document.region.name),
        (_("Periode"), document.period),
        (_("Pegawai"), document.person),
        (_("NIP"), document.nip),
        (_("Unit kerja"), document.agency),
        (_("Bagian"), str(document.part) if document.part > 1 else ""),
        (_("Terbit"), moment(document.made_at)),
    ]
    return [(term, value) for term, value in facts if value]


def _unlisted(response: HttpResponse) -> HttpResponse:
    """Kept by no proxy (`never_cache`) and listed by no search engine."""
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
