"""Requests to a provider, guarded: only addresses that may be asked, no redirect, a few seconds, a small answer."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from django.conf import settings
from django.utils.translation import gettext as _
from requests import PreparedRequest, RequestException, Response, Session
from requests.adapters import HTTPAdapter
from requests.exceptions import SSLError, Timeout
from urllib3 import HTTPResponse
from urllib3.exceptions import HTTPError

from agencies.services.provider.addresses import check_address, find_machine
from agencies.services.provider.problems import ProviderProblem, answer_problem

SECONDS = 5
LARGEST = 256 * 1024
"""Of an answer, in bytes. A discovery document has about 6 KB."""
PORTS = {"http": 80, "https": 443}


class GuardedAdapter(HTTPAdapter):
    """Connects to the very machine that was checked, and reads no more of its answer than it may send."""

    def build_connection_pool_key_attributes(
        self, request: PreparedRequest, verify: Any, cert: Any = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """The checked machine in place of its name; the certificate must still be that of the name."""
        host, security = super().build_connection_pool_key_attributes(request, verify, cert)
        name, scheme = str(host["host"]), str(host["scheme"])
        host["host"] = find_machine(name, host["port"] or PORTS[scheme])
        if scheme == "https":
            security |= {"assert_hostname": name, "server_hostname": name}
        return host, security

    def send(self, request: PreparedRequest, *args: Any, **kwargs: Any) -> Response:
        """The whole answer, or a refusal."""
        parts = check_address(str(request.url))
        request.headers["Host"] = parts.netloc
        kwargs |= {"stream": True, "timeout": SECONDS, "proxies": None}
        answer = super().send(request, *args, **kwargs)
        body = _read(answer)
        if answer.is_redirect:
            text = _("Penyedia mengalihkan %(address)s ke alamat lain. Isi alamat penerbit yang menjawab langsung.")
            raise ProviderProblem(text % {"address": _bare(request)}, code="redirected")
        kind = {"Content-Type": answer.headers.get("Content-Type", "")}
        read = HTTPResponse(BytesIO(body), headers=kind, status=answer.status_code, preload_content=False)
        return self.build_response(request, read)


def _read(answer: Response) -> bytes:
    """The body as it came. We ask for no compression, and unpack none: a small file may hold a huge one."""
    until, body = time.monotonic() + SECONDS, bytearray()
    with answer:
        try:
            while chunk := answer.raw.read1(8192, decode_content=False):
                body += chunk
                if len(body) > LARGEST or time.monotonic() > until:
                    text = _("Jawaban penyedia terlalu besar atau terlalu lambat.")
                    raise ProviderProblem(text, code="answer_too_large_or_slow")
        except HTTPError as error:
            raise RequestException(request=answer.request) from error
    return bytes(body)


def _bare(request: PreparedRequest) -> str:
    return str(request.url).partition("?")[0]


@contextmanager
def guarded() -> Iterator[Session]:
    """Requests without any right. What fails on the way is a `ProviderProblem`."""
    with Session() as session:
        _guard(session)
        with _said_plainly():
            yield session


@contextmanager
def guarded_client(client_id: str, secret: str, way: str) -> Iterator[OAuth2Session]:
    """Requests of our client. ``way`` is how it shows its secret at the token endpoint (RFC 6749, 2.3)."""
    with OAuth2Session(client_id, secret or None, token_endpoint_auth_method=way) as session:
        _guard(session)
        with _said_plainly():
            yield session


def read_object(answer: Response) -> Mapping[str, Any]:
    """The JSON object that was answered.

    Raises:
        ProviderProblem: it answered something else, or that it cannot.
    """
    address = _bare(answer.request)
    if answer.status_code != 200:
        text = _("%(address)s menjawab dengan status %(status)s. Periksa alamat penerbit.")
        raise ProviderProblem(text % {"address": address, "status": answer.status_code}, code="answer_status")
    try:
        read = answer.json()
    except (ValueError, RecursionError):
        read = None
    if not isinstance(read, dict):
        text = _("%(address)s tidak menjawab dengan JSON. Periksa alamat penerbit.") % {"address": address}
        raise ProviderProblem(text, code="answer_no_json")
    return read


def _guard(session: Session) -> None:
    session.trust_env = False  # no proxy, no passwords from a file: the address asked is the one that was checked
    session.verify = settings.OIDC_CA_FILE or True
    session.headers["Accept-Encoding"] = "identity"
    session.mount("https://", GuardedAdapter())
    session.mount("http://", GuardedAdapter())


@contextmanager
def _said_plainly() -> Iterator[None]:
    try:
        yield
    except SSLError:
        text = _("Sertifikat penyedia tidak dapat dipercaya atau sudah lewat masa berlakunya.")
        raise ProviderProblem(text, code="certificate") from None
    except Timeout:
        text = _("Penyedia tidak menjawab dalam %(seconds)s detik.") % {"seconds": SECONDS}
        raise ProviderProblem(text, code="timeout") from None
    except RequestException:
        text = _("Penyedia tidak dapat dihubungi. Periksa alamat penerbit dan apakah penyedia sedang berjalan.")
        raise ProviderProblem(text, code="unreachable") from None
    except (AuthlibBaseError, ValueError, TypeError, RecursionError):
        raise answer_problem("token_refused") from None
