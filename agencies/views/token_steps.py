"""Issuing and revoking a token, the same for programs of other systems and for those of the own account."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.models import ApiToken
from agencies.services.take_once import is_repeated
from agencies.services.tokens.find_token import Secret
from agencies.services.tokens.issue_token import TokenRefusedError
from agencies.services.tokens.load_tokens import TokenRow
from agencies.services.tokens.revoke_token import revoke_token
from agencies.views.access import RegionRequest


def issue_page(
    request: RegionRequest,
    form: Form,
    *,
    what: str,
    issue: Callable[[], tuple[ApiToken, Secret]],
    home: str,
    title: str,
) -> HttpResponse:
    """Issue what the form asks for. The secret is in this one answer, which no browser keeps.

    A form that comes twice under the same ``what`` issues one. ``home`` names the list of tokens, ``title`` is what
    people call it.
    """
    back = {"back": (title, reverse(home))}
    if request.method != "POST":
        return render(request, "agencies/token_new.html", {"form": form, **back})
    if form.is_valid():
        try:
            with transaction.atomic():
                if is_repeated(key=form.cleaned_data["key"], what=what, actor=request.actor):
                    messages.info(request, _("Token ini sudah diterbitkan. Rahasianya hanya ditampilkan satu kali."))
                    return redirect(home)
                token, secret = issue()
        except TokenRefusedError as refused:
            form.add_error(refused.field, str(refused))
        else:
            context = {"token": TokenRow.of(token, token.created_at), "secret": secret.shown, **back}
            return render(request, "agencies/token_issued.html", context)
    return render(request, "agencies/token_new.html", {"form": form, **back}, status=422)


def refused_page(request: RegionRequest, refusal: str, *, home: str, title: str) -> HttpResponse:
    """In the place of the form, where whoever asks must show first who it is."""
    status = 422 if request.method == "POST" else 200
    context = {"refusal": refusal, "back": (title, reverse(home))}
    return render(request, "agencies/token_waits.html", context, status=status)


def revoke_page(request: RegionRequest, token: ApiToken, *, home: str, title: str) -> HttpResponse:
    """Take a token back, after saying what that means."""
    if request.method == "POST":
        revoke_token(token=token, actor=request.actor)
        messages.success(request, _("Token %(name)s dicabut.") % {"name": token.name})
        return redirect(home)
    context = {"token": TokenRow.of(token, token.created_at), "back": (title, reverse(home))}
    return render(request, "agencies/token_revoke.html", context)
