"""The browsable page of the API: its operations as a list, and with scripts as forms to try them (Swagger UI).

Everything comes from this server (drf-spectacular-sidecar), under the same content policy as every page.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator

METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True, slots=True)
class Operation:
    """A method of an address, as the OpenAPI document describes it."""

    subject: str
    method: str
    path: str
    text: str


@never_cache
@require_safe
def api_page(request: HttpRequest) -> HttpResponse:
    """For anybody: it tells what can be asked, and nothing of what would be answered."""
    return render(request, "ui/api.html", {"groups": operations_by_subject()})


@cache
def operations_by_subject() -> tuple[tuple[str, tuple[Operation, ...]], ...]:
    """Every operation under its subject. The document is made once a process, as it does not change in one."""
    generator: Any = SchemaGenerator()  # type: ignore[no-untyped-call]
    document = generator.get_schema(request=None, public=True)
    found = sorted(_operations(document["paths"]), key=lambda one: one.subject)
    return tuple((subject, tuple(group)) for subject, group in groupby(found, key=lambda one: one.subject))


def _operations(paths: Mapping[str, Mapping[str, Any]]) -> Iterator[Operation]:
    for path, methods in paths.items():
        for method in METHODS:
            if method in methods:
                said = methods[method]
                yield Operation(said["tags"][0], method.upper(), path, said["summary"].replace("`", ""))
