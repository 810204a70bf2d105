"""Signing an issued document: its signatory types a passphrase, which this one request uses."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from agencies.dates import moment
from agencies.views.access import RegionRequest, for_people_of_a_region
from reports.forms.signing import SigningForm
from reports.models import Document
from reports.services.register.load_document import load_document
from reports.services.register.read_file import FileRefusedError
from reports.services.register.sign_document import SignatureRefusedError, sign_document
from reports.services.register.signatories import is_signatory
from reports.signing.local import LocalSigner
from reports.signing.signer import Passphrase, SigningError
from reports.views.register import fetch_document

REFUSAL = gettext_lazy("Dokumen ini ditandatangani oleh pejabat yang menetapkannya.")


@sensitive_post_parameters("passphrase")
@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def sign_document_page(request: RegionRequest, document_id: int) -> HttpResponse:
    """Asks for the passphrase; POST signs. Who has signed already is led to the document."""
    found = fetch_document(request, document_id)
    if request.method != "POST" and (signed_at := _signed_at(request, found)):
        messages.info(request, _("Anda sudah menandatangani dokumen ini pada %(moment)s.") % {"moment": signed_at})
        return _to_the_message(found)
    if not is_signatory(request.actor, found, timezone.localdate()):
        raise PermissionDenied(REFUSAL)
    form = SigningForm(request.POST if request.method == "POST" else None)
    status = 422 if form.errors else 200
    if form.is_valid():
        status = _sign(request, found, form)
        if status == 200:
            messages.success(request, _("%(number)s sudah Anda tanda tangani.") % {"number": found.number})
            return _to_the_message(found)
    context = {"document": load_document(found), "form": form}
    return render(request, "reports/register_sign.html", context, status=status)


def _signed_at(request: RegionRequest, found: Document) -> str:
    """When the account signed; nothing where it has not."""
    moments = found.signatures.filter(signed_by_id=request.actor.user_id).values_list("signed_at", flat=True)
    signed_at = moments.first()
    return moment(signed_at) if signed_at else ""


def _to_the_message(found: Document) -> HttpResponse:
    """The page of the document, with the focus on what it says first."""
    return redirect(f"{reverse('document', args=[found.pk])}#pesan")


@sensitive_variables()
def _sign(request: RegionRequest, found: Document, form: SigningForm) -> int:
    """Sign with what was typed; the status of the answer. A refusal stands in the form."""
    signer = LocalSigner(settings.SIGNING_FOLDER, request.actor.key)
    passphrase = Passphrase(form.cleaned_data.pop("passphrase"))
    try:
        sign_document(document=found, signer=signer, passphrase=passphrase, actor=request.actor)
    except SigningError as error:
        form.add_error("passphrase", str(error))
        return 422
    except (FileRefusedError, SignatureRefusedError) as error:
        form.add_error(None, str(error))
        return 409
    return 200
