"""Where one is signed in, and how to be signed out there from here."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from agencies.models import SignedInDevice
from agencies.services.sign_in.devices import end_other_devices, end_own_device, load_devices
from agencies.views.access import AccountRequest, fetch_visible, for_own_account

REFUSAL = gettext_lazy("Perangkat ini bukan milik akun Anda. Yang dapat Anda keluarkan ada di halaman Perangkat.")


@require_safe
@for_own_account
def devices(request: AccountRequest) -> HttpResponse:
    """The sessions of the own account that go on."""
    rows = load_devices(actor=request.actor, session_key=request.session.session_key or "")
    others = [row for row in rows if not row.is_this]
    return render(request, "agencies/devices.html", {"rows": rows, "others": others})


@require_POST
@for_own_account
def end_device(request: AccountRequest, device_id: int) -> HttpResponse:
    """End one of them; this one as signing out does."""
    held = SignedInDevice.objects.filter(pk=device_id)
    device = fetch_visible(held, held.filter(user_id=request.actor.user_id), refusal=str(REFUSAL))
    is_this = device.session_key == request.session.session_key
    end_own_device(device=device, actor=request.actor)
    if is_this:
        logout(request)
        messages.success(request, _("Anda sudah keluar."))
        return redirect("sign-in")
    agent = device.agent or _("Perangkat itu")
    messages.success(request, _("%(agent)s sudah dikeluarkan dan harus masuk lagi.") % {"agent": agent})
    return redirect("devices")


@require_POST
@for_own_account
def end_others(request: AccountRequest) -> HttpResponse:
    """End all but this one."""
    ended = end_other_devices(actor=request.actor, session_key=request.session.session_key or "")
    said = ngettext("%(count)s perangkat lain dikeluarkan.", "%(count)s perangkat lain dikeluarkan.", ended)
    messages.success(request, said % {"count": ended})
    return redirect("devices")
