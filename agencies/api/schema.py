"""What the OpenAPI document says of every address without each of them saying it."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiResponse

from agencies.api.problems import ProblemSerializer
from agencies.problem_details import MEDIA_TYPE

_ALWAYS = {401: "nobody known", 403: "known, but not allowed", 406: "another form than JSON was asked for"}
_BY_METHOD = {
    "GET": {304: "nothing has changed since If-None-Match"},
    "POST": {415: "another form than JSON was sent"},
    "PUT": {415: "another form than JSON was sent"},
    "PATCH": {415: "another form than JSON was sent"},
}


_HEADERS = {
    "401": {"WWW-Authenticate": 'Bearer realm="timbang"'},
    "429": {"Retry-After": "seconds until there is room again"},
}
_ETAG = {"ETag": "what the answer is now; for If-None-Match"}


def _add_headers(answers: dict[str, Any], headers: Mapping[str, Mapping[str, str]]) -> None:
    for status, named in headers.items():
        told = answers.get(status, {}).setdefault("headers", {})
        for name, words in named.items():
            kind = "integer" if name == "Retry-After" else "string"
            told.setdefault(name, {"schema": {"type": kind}, "description": words})


class ApiSchema(AutoSchema):
    """Every answer that the machinery around a view may give, beside those that the view declares."""

    def get_summary(self) -> str | None:
        """What the address is, in one line: the view says it of itself."""
        declared: str | None = super().get_summary()
        return declared or (type(self.view).__doc__ or "").strip().partition("\n")[0]

    def _get_response_bodies(self, direction: Any = "response") -> Any:
        """The declared answers with the general refusals."""
        answers: Any = super()._get_response_bodies(direction)
        refused = {**_ALWAYS, 400: "cannot be read", 404: "not there", 429: "asked too often"}
        for status, words in {**refused, **_BY_METHOD.get(self.method, {})}.items():
            if str(status) not in answers:
                answers[str(status)] = self._answer(status, words, direction)
        _add_headers(answers, _HEADERS | ({"200": _ETAG} if self.method == "GET" else {}))
        return answers

    def _answer(self, status: int, words: str, direction: Any) -> Any:
        if status == HTTPStatus.NOT_MODIFIED:
            return {"description": words}
        refusal = OpenApiResponse(ProblemSerializer, description=words)
        return self._get_response_for_code(refusal, str(status), [MEDIA_TYPE], direction)  # type: ignore[no-untyped-call]


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """``Authorization: Bearer tmb_...`` in the document."""

    target_class = "agencies.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        """A bearer token."""
        del auto_schema
        return {"type": "http", "scheme": "bearer", "description": "A token that an admin of the region has issued."}


class BrowserScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """The session of a browser in the document."""

    target_class = "agencies.api.authentication.BrowserAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        """A cookie."""
        del auto_schema
        return {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME}
