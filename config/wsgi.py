"""The web application, for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

application = get_wsgi_application()

# Models must be loaded before the check looks at them.
from django.db import connections  # noqa: E402
from django.urls import get_resolver  # noqa: E402

from agencies.tenancy.checks import refuse_unsafe_start  # noqa: E402

refuse_unsafe_start()
_ = get_resolver().url_patterns  # every view is imported now, not while the first person waits
connections.close_all()  # a connection opened before gunicorn forks must not be shared by its workers
