"""Where a sentence waits for the next page: in a cookie, in the session where it is too long for one."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class OurCookieStorage(CookieStorage):
    """Django's, under a name of ours."""

    cookie_name = f"{settings.COOKIE_PREFIX}messages"


class MessageStorage(FallbackStorage):
    """Django's, with that cookie."""

    storage_classes = (OurCookieStorage, SessionStorage)
