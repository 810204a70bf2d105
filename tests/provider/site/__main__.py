"""Makes the tables, one client and one person, says its port, and serves until its standard input is closed."""

import os
import sys
import threading
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

from tests.provider.site.people import CLIENT, PASSWORD, PERSON, SECRET


class Server(ThreadingMixIn, WSGIServer):
    """Answers several requests at a time, as browsers ask."""

    daemon_threads = True


class Silent(WSGIRequestHandler):
    """Keeps no log."""

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


def main() -> None:
    """Run until the tests end."""
    os.environ["PROVIDER_FOLDER"] = sys.argv[1]
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.provider.site.settings"
    django.setup()
    call_command("migrate", verbosity=0)
    _people()
    server = make_server("127.0.0.1", 0, get_wsgi_application(), Server, Silent)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)  # noqa: T201 - how the tests learn it
    sys.stdin.read()


def _people() -> None:
    from django.contrib.auth.models import User
    from oauth2_provider.models import Application

    User.objects.create_user(PERSON, password=PASSWORD)
    Application.objects.create(
        name="Timbang",
        client_id=CLIENT,
        client_secret=SECRET,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE,
        algorithm=Application.RS256_ALGORITHM,
        redirect_uris="http://testserver/masuk/penyedia/selesai/",
    )


if __name__ == "__main__":
    main()
