"""Programs of other systems: their tokens, listed, issued and revoked by the region admin."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from agencies.forms.tokens import TokenForm
from agencies.models import ApiScope, ApiToken
from agencies.permissions import Actor, may_issue_tokens
from agencies.services.accounts.find_accounts import has_password
from agencies.services.sign_in.recent import came_in_lately
from agencies.services.tokens.find_token import Secret
from agencies.services.tokens.issue_program_token import issue_program_token, too_long_ago
from agencies.services.tokens.load_tokens import accounts_for_programs, load_tokens
from agencies.views.access import RegionRequest, fetch_visible, for_people_of_a_region
from agencies.views.token_steps import issue_page, refused_page, revoke_page

HOME = "integrations"
REFUSAL = gettext_lazy("Token untuk sistem lain diterbitkan dan dicabut oleh admin daerah.")


@require_safe
@for_people_of_a_region
def integrations(request: RegionRequest) -> HttpResponse:
    """Which programs get in, as whom and for what; and where programs begin."""
    _check(request.actor)
    context = {"tokens": load_tokens(), "api_address": request.build_absolute_uri("/api/v1/")}
    return render(request, "agencies/integrations.html", context)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def new_token(request: RegionRequest) -> HttpResponse:
    """Issue a token for the password, or soon after signing in where there is none. Its secret is in this one answer,
    which no browser keeps; a form that comes twice issues one.
    """
    actor, session_key = request.actor, request.session.session_key or ""
    _check(actor)
    asks_password = has_password(request.user)
    if not asks_password and not came_in_lately(actor=actor, session_key=session_key):
        return refused_page(request, too_long_ago(), home=HOME, title=_("Integrasi"))
    sent = request.POST if request.method == "POST" else None
    accounts = accounts_for_programs(actor)
    initial = {"key": uuid.uuid4()}
    form = TokenForm(sent, initial=initial, accounts=accounts, own_id=actor.user_id, asks_password=asks_password)

    def issue() -> tuple[ApiToken, Secret]:
        facts = form.cleaned_data
        scopes = [ApiScope(scope) for scope in facts["scopes"]]
        return issue_program_token(
            user=form.user,
            name=facts["name"],
            scopes=scopes,
            days=facts["days"],
            password=facts.get("password", ""),
            session_key=session_key,
            actor=actor,
        )

    return issue_page(request, form, what="new-token", issue=issue, home=HOME, title=_("Integrasi"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def revoke_token_page(request: RegionRequest, token_id: int) -> HttpResponse:
    """Take a token back, after saying what that means."""
    rows = ApiToken.objects.select_related("user").filter(pk=token_id)
    token = fetch_visible(rows, rows if may_issue_tokens(request.actor) else rows.none(), refusal=str(REFUSAL))
    return revoke_page(request, token, home=HOME, title=_("Integrasi"))


def _check(actor: Actor) -> None:
    if not may_issue_tokens(actor):
        raise PermissionDenied(REFUSAL)
