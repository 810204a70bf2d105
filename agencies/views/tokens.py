"""Programs of other systems: their tokens, listed, issued and revoked by the region admin."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from agencies.forms.tokens import TokenForm
from agencies.models import ApiScope, ApiToken
from agencies.permissions import Actor, may_issue_tokens
from agencies.services.tokens.find_token import Secret
from agencies.services.tokens.issue_token import issue_token
from agencies.services.tokens.load_tokens import accounts_for_programs, load_tokens
from agencies.views.access import RegionRequest, fetch_visible, for_people_of_a_region
from agencies.views.token_steps import issue_page, revoke_page

HOME = "integrations"
REFUSAL = gettext_lazy("Token untuk sistem lain diterbitkan dan dicabut oleh admin daerah.")


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
    sent = request.POST if request.method == "POST" else None
    accounts = accounts_for_programs(actor)
    form = TokenForm(sent, initial={"key": uuid.uuid4()}, accounts=accounts, own_id=actor.user_id)

    def issue() -> tuple[ApiToken, Secret]:
        facts = form.cleaned_data
        scopes = [ApiScope(scope) for scope in facts["scopes"]]
        return issue_token(user=form.user, name=facts["name"], scopes=scopes, days=facts["days"], actor=actor)

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
