"""Programs of other systems: their tokens, listed, issued and revoked by the region admin."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from agencies.forms.tokens import TokenForm
from agencies.models import ApiScope, ApiToken
from agencies.permissions import Actor, may_issue_tokens
from agencies.services.take_once import is_repeated
from agencies.services.tokens.issue_token import TokenRefusedError, issue_token
from agencies.services.tokens.load_tokens import TokenRow, accounts_for_programs, load_tokens
from agencies.services.tokens.revoke_token import revoke_token
from agencies.views.access import RegionRequest, fetch_visible, for_people_of_a_region

REFUSAL = gettext_lazy("Token untuk sistem lain diterbitkan dan dicabut oleh admin daerah (BKPSDM).")


@require_safe
@for_people_of_a_region
def integrations(request: RegionRequest) -> HttpResponse:
    """Which programs get in, as whom and for what; and where programs begin."""
    _check(request.actor)
    context = {"tokens": load_tokens(), "api_address": request.build_absolute_uri("/api/v1/")}
    return render(request, "agencies/integrations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def new_token(request: RegionRequest) -> HttpResponse:
    """Issue a token. Its secret is in this one answer, which no browser keeps; a form that comes twice issues one."""
    actor = request.actor
    _check(actor)
    accounts = accounts_for_programs(actor)
    if request.method != "POST":
        form = TokenForm(initial={"key": uuid.uuid4()}, accounts=accounts, own_id=actor.user_id)
        return render(request, "agencies/token_new.html", {"form": form, "back": _back()})
    form = TokenForm(request.POST, accounts=accounts, own_id=actor.user_id)
    if form.is_valid():
        facts = form.cleaned_data
        try:
            with transaction.atomic():
                if is_repeated(key=facts["key"], what="new-token", actor=actor):
                    messages.info(request, _("Token ini sudah diterbitkan. Rahasianya hanya ditampilkan satu kali."))
                    return redirect("integrations")
                scopes = [ApiScope(scope) for scope in facts["scopes"]]
                token, secret = issue_token(
                    user=form.user, name=facts["name"], scopes=scopes, days=facts["days"], actor=actor
                )
        except TokenRefusedError as refused:
            form.add_error(refused.field, str(refused))
        else:
            context = {"token": TokenRow.of(token, token.created_at), "secret": secret.shown, "back": _back()}
            return render(request, "agencies/token_issued.html", context)
    return render(request, "agencies/token_new.html", {"form": form, "back": _back()}, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def revoke_token_page(request: RegionRequest, token_id: int) -> HttpResponse:
    """Take a token back, after saying what that means."""
    rows = ApiToken.objects.select_related("user").filter(pk=token_id)
    token = fetch_visible(rows, rows if may_issue_tokens(request.actor) else rows.none(), refusal=str(REFUSAL))
    if request.method == "POST":
        revoke_token(token=token, actor=request.actor)
        messages.success(request, _("Token %(name)s dicabut.") % {"name": token.name})
        return redirect("integrations")
    context = {"token": TokenRow.of(token, token.created_at), "back": _back()}
    return render(request, "agencies/token_revoke.html", context)


def _back() -> tuple[str, str]:
    return _("Integrasi"), reverse("integrations")


def _check(actor: Actor) -> None:
    if not may_issue_tokens(actor):
        raise PermissionDenied(REFUSAL)
