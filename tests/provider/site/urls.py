"""Sign-in page, OpenID Connect, and one address by which a test sets up what is said."""

import json

from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from oauth2_provider.models import get_application_model
from oauth2_provider.settings import oauth2_settings

from tests.provider.site.claims import WHAT_IS_SAID
from tests.provider.site.settings import a_private_key


@csrf_exempt
def set_up(request: HttpRequest) -> HttpResponse:
    """``said``: what the next tokens say; ``redirect_uri``: where the client may come back; ``new_key``: change it."""
    asked = json.loads(request.body)
    WHAT_IS_SAID.update({"nip": "", "in_token": True, "claims": {}} | asked.get("said", {}))
    if "redirect_uri" in asked:
        get_application_model().objects.update(redirect_uris=asked["redirect_uri"])
    if asked.get("new_key"):
        oauth2_settings.OIDC_RSA_PRIVATE_KEY = a_private_key()
    return HttpResponse()


urlpatterns = [
    path("masuk-sso/", LoginView.as_view()),
    path("o/", include("oauth2_provider.urls", namespace="oauth2_provider")),
    path("siapkan/", set_up),
]
