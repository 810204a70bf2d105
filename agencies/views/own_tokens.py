"""Programs that act as oneself: the own tokens, listed, issued and revoked. The region admin sees them too."""

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from agencies.forms.tokens import OwnTokenForm
from agencies.models import ApiScope, ApiToken
from agencies.services.tokens.find_token import Secret
from agencies.services.tokens.issue_own_token import issue_own_token, scopes_for
from agencies.services.tokens.load_tokens import load_tokens
from agencies.views.access import RegionRequest, fetch_visible, for_people_of_a_region
from agencies.views.token_steps import issue_page, revoke_page

HOME = "own-tokens"
REFUSAL = gettext_lazy("Token ini milik akun lain. Yang dapat Anda cabut di sini hanya token akun Anda.")


@require_safe
@for_people_of_a_region
def own_tokens(request: RegionRequest) -> HttpResponse:
    """Which programs act as the own account, and for what."""
    context = {
        "tokens": load_tokens(user_id=request.actor.user_id),
        "has_password": request.user.has_usable_password(),
    }
    return render(request, "agencies/own_tokens.html", context)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def new_own_token(request: RegionRequest) -> HttpResponse:
    """Issue a token for the password. Its secret is in this one answer, which no browser keeps; a form that comes twice
    issues one. An account without a password has nothing to show that it is its owner who asks.
    """
    if not request.user.has_usable_password():
        return redirect(HOME)
    actor = request.actor
    sent = request.POST if request.method == "POST" else None
    form = OwnTokenForm(sent, initial={"key": uuid.uuid4()}, scopes=scopes_for(actor))

    def issue() -> tuple[ApiToken, Secret]:
        facts = form.cleaned_data
        scopes = [ApiScope(scope) for scope in facts["scopes"]]
        return issue_own_token(
            name=facts["name"], scopes=scopes, days=facts["days"], password=facts["password"], actor=actor
        )

    return issue_page(request, form, what="new-own-token", issue=issue, home=HOME, title=_("Token saya"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def revoke_own_token(request: RegionRequest, token_id: int) -> HttpResponse:
    """Take an own token back, after saying what that means."""
    rows = ApiToken.objects.select_related("user").filter(pk=token_id)
    token = fetch_visible(rows, rows.filter(user_id=request.actor.user_id), refusal=str(REFUSAL))
    return revoke_page(request, token, home=HOME, title=_("Token saya"))
