"""The web application, for gunicorn."""

import os
import sys

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

from config.refused_start import sentence_of

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")


def _application() -> WSGIHandler:
    """The product, loaded as a whole and found safe."""
    loaded = get_wsgi_application()

    # Models must be loaded before the check looks at them.
    from django.db import connections  # noqa: PLC0415
    from django.urls import get_resolver  # noqa: PLC0415

    from agencies.tenancy.checks import refuse_unsafe_start  # noqa: PLC0415

    refuse_unsafe_start(role="web")
    _ = get_resolver().url_patterns  # every view is imported now, not while the first person waits
    connections.close_all()  # a connection opened before gunicorn forks must not be shared by its workers
    return loaded


try:
    application = _application()
except Exception as error:
    if sentence := sentence_of(error):
        sys.exit(sentence)
    raise
