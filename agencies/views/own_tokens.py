"""Programs that act as oneself: the own tokens, listed, issued and revoked. The region admin sees them too."""

import uuid

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from agencies.forms.tokens import OwnTokenForm
from agencies.models import ApiScope, ApiToken
from agencies.services.take_once import is_repeated
from agencies.services.tokens.issue_own_token import issue_own_token, scopes_for
from agencies.services.tokens.issue_token import TokenRefusedError
from agencies.services.tokens.load_tokens import TokenRow, load_tokens
from agencies.services.tokens.revoke_token import revoke_token
from agencies.views.access import RegionRequest, fetch_visible, for_people_of_a_region

REFUSAL = gettext_lazy("Token ini milik akun lain. Yang dapat Anda cabut di sini hanya token akun Anda.")


@require_safe
@for_people_of_a_region
def own_tokens(request: RegionRequest) -> HttpResponse:
    """Which programs act as the own account, and for what."""
    context = {"tokens": load_tokens(user_id=request.actor.user_id)}
    return render(request, "agencies/own_tokens.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def new_own_token(request: RegionRequest) -> HttpResponse:
    """Issue a token. Its secret is in this one answer, which no browser keeps; a form that comes twice issues one."""
    actor = request.actor
    back = {"back": _back()}
    if request.method != "POST":
        form = OwnTokenForm(initial={"key": uuid.uuid4()}, scopes=scopes_for(actor))
        return render(request, "agencies/token_new.html", {"form": form, **back})
    form = OwnTokenForm(request.POST, scopes=scopes_for(actor))
    if form.is_valid():
        facts = form.cleaned_data
        try:
            with transaction.atomic():
                if is_repeated(key=facts["key"], what="new-own-token", actor=actor):
                    messages.info(request, _("Token ini sudah diterbitkan. Rahasianya hanya ditampilkan satu kali."))
                    return redirect("own-tokens")
                scopes = [ApiScope(scope) for scope in facts["scopes"]]
                token, secret = issue_own_token(name=facts["name"], scopes=scopes, days=facts["days"], actor=actor)
        except TokenRefusedError as refused:
            form.add_error(refused.field, str(refused))
        else:
            context = {"token": TokenRow.of(token, token.created_at), "secret": secret.shown, **back}
            return render(request, "agencies/token_issued.html", context)
    return render(request, "agencies/token_new.html", {"form": form, **back}, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def revoke_own_token(request: RegionRequest, token_id: int) -> HttpResponse:
    """Take an own token back, after saying what that means."""
    rows = ApiToken.objects.select_related("user").filter(pk=token_id)
    token = fetch_visible(rows, rows.filter(user_id=request.actor.user_id), refusal=str(REFUSAL))
    if request.method == "POST":
        revoke_token(token=token, actor=request.actor)
        messages.success(request, _("Token %(name)s dicabut.") % {"name": token.name})
        return redirect("own-tokens")
    context = {"token": TokenRow.of(token, token.created_at), "back": _back()}
    return render(request, "agencies/token_revoke.html", context)


def _back() -> tuple[str, str]:
    return _("Token saya"), reverse("own-tokens")
