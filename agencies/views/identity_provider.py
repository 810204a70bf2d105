"""The region's own identity provider, set up and checked by the region admin."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from agencies.forms.provider import ProviderForm, stored_values
from agencies.models import IdentityProvider
from agencies.permissions import may_set_up_provider
from agencies.services.provider.change_provider import (
    ProviderChangedError,
    ProviderFacts,
    ProviderRefusedError,
    change_provider,
    stored_provider,
)
from agencies.services.provider.check_provider import Findings, check_provider
from agencies.services.provider.problems import ProviderProblem
from agencies.views.access import RegionRequest, for_people_of_a_region
from agencies.views.clash import Clash
from agencies.views.provider import redirect_uri

UNPROCESSABLE, CONFLICT = 422, 409
REFUSAL = gettext_lazy("Penyedia identitas diatur oleh admin daerah.")


@sensitive_post_parameters("secret")
@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def identity_provider(request: RegionRequest) -> HttpResponse:
    """Where people of the region may sign in besides here; POST checks what was typed, or stores it."""
    if not may_set_up_provider(request.actor):
        raise PermissionDenied(REFUSAL)
    stored = stored_provider()
    if request.method != "POST":
        return _page(request, ProviderForm.of(stored), stored)
    form = ProviderForm(request.POST, has_secret=bool(stored.sealed_secret))
    if not form.is_valid():
        return _page(request, form, stored, status=UNPROCESSABLE)
    if request.POST.get("act") == "check":
        return _checked(request, form, stored)
    return _saved(request, form, stored)


def _checked(request: RegionRequest, form: ProviderForm, stored: IdentityProvider) -> HttpResponse:
    """What the provider answers; nothing is stored."""
    facts = form.facts()
    try:
        findings = check_provider(facts.issuer, claim=facts.login_claim)
    except ProviderProblem as problem:
        form.add_error("issuer", str(problem))
        return _page(request, form, stored, status=UNPROCESSABLE)
    return _page(request, form, stored, findings=findings)


def _saved(request: RegionRequest, form: ProviderForm, stored: IdentityProvider) -> HttpResponse:
    try:
        is_new = change_provider(
            facts=form.facts(), secret=form.new_secret(), began_with=form.began_with(), actor=request.actor
        )
    except ProviderRefusedError as refused:
        form.add_error(refused.field, str(refused))
        return _page(request, form, stored, status=UNPROCESSABLE)
    except ProviderChangedError as changed:
        return _stale(request, form, changed.stored)
    messages.success(request, _("Penyedia identitas disimpan.") if is_new else _("Tidak ada yang berubah."))
    return redirect("identity-provider")


def _stale(request: RegionRequest, form: ProviderForm, stored: IdentityProvider) -> HttpResponse:
    """What was typed is kept and may be sent again, now against what is stored; the secret is typed anew."""
    mine, theirs = form.facts(), ProviderFacts.of(stored)
    names = [name for name in ProviderFacts.__dataclass_fields__ if getattr(mine, name) != getattr(theirs, name)]
    clashes = [Clash(str(form[name].label), _shown(mine, name), _shown(theirs, name)) for name in names]
    typed = {name: getattr(mine, name) for name in ProviderFacts.__dataclass_fields__}
    again = ProviderForm(typed | {"began": stored_values(stored)["began"]}, has_secret=bool(stored.sealed_secret))
    return _page(request, again, stored, status=CONFLICT, clashes=clashes)


def _shown(facts: ProviderFacts, name: str) -> str:
    value = getattr(facts, name)
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    return str(value)


def _page(
    request: RegionRequest,
    form: ProviderForm,
    stored: IdentityProvider,
    *,
    status: int = 200,
    findings: Findings | None = None,
    clashes: list[Clash] | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "is_set_up": stored.pk is not None,
        "is_active": stored.is_active,
        "has_secret": bool(stored.sealed_secret),
        "redirect_uri": redirect_uri(request),
        "findings": findings,
        "loses_secret": bool(request.POST.get("secret")),
        "clashes": clashes or [],
        "is_stale": status == CONFLICT,
    }
    return render(request, "agencies/identity_provider.html", context, status=status)
