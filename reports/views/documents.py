"""A document as PDF: the file, and the page that has it made. The same two views for every kind."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from agencies.views.access import RegionRequest, for_people_of_a_region
from agencies.views.attachment import attachment
from reports.services.issue.composed import Composed
from reports.services.issue.find_document import DocumentState, FoundDocument, find_document
from reports.services.issue.request_document import request_document
from reports.services.register.read_file import FileRefusedError, read_file

PDF = "application/pdf"
REFRESH_SECONDS = 2
Arguments = ParamSpec("Arguments")


@dataclass(frozen=True, slots=True)
class Shown:
    """A document that the actor may have: what composes it, and what its page says.

    ``here`` and ``file`` are the addresses of page and file, ``back`` a label and an address, ``fields`` what the form
    that asks for it carries along. ``choices``: other forms of it under a label, each with its address and whether it
    is this one. ``refresh`` is how often the page looks again while it is being made: it composes everything each time.
    """

    compose: Callable[[], Composed]
    title: str
    subtitle: str
    intro: str
    here: str
    file: str
    back: tuple[str, str]
    fields: tuple[tuple[str, str], ...] = ()
    choices_label: str = ""
    choices: tuple[tuple[str, str, bool], ...] = ()
    refresh: int = REFRESH_SECONDS


Find = Callable[Concatenate[RegionRequest, Arguments], Shown]


def document_file(find: Find[Arguments]) -> Callable[..., HttpResponse]:
    """The view of the file, if it was made with what its subject says now; else the page that has it made."""

    @require_safe
    @for_people_of_a_region
    def view(request: RegionRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponse:
        shown = find(request, *args, **kwargs)
        found = find_document(compose=shown.compose)
        if found.document is None:
            return _page(request, shown, found)
        try:
            content = read_file(found.document)
        except FileRefusedError as error:
            messages.error(request, str(error))
            return _page(request, shown, found, status=HTTPStatus.CONFLICT)
        return attachment(found.composed.file_name, PDF, content)

    return view


def document_page(find: Find[Arguments]) -> Callable[..., HttpResponse]:
    """The view of the page that says where the document stands; POST asks for it."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @for_people_of_a_region
    def view(request: RegionRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponse:
        shown = find(request, *args, **kwargs)
        if request.method == "POST":
            request_document(compose=shown.compose, actor=request.actor)
            return redirect(shown.here)
        return _page(request, shown, find_document(compose=shown.compose))

    return view


def _page(request: RegionRequest, shown: Shown, found: FoundDocument, status: int = HTTPStatus.OK) -> HttpResponse:
    """Reloads itself while the worker is at it, with and without JavaScript."""
    response = render(request, "reports/document.html", {"shown": shown, "found": found}, status=status)
    if found.state in {DocumentState.WAITING, DocumentState.SILENT}:
        response["Refresh"] = f"{shown.refresh}; url={shown.here}"
    return response
