"""A document as PDF: the file, and the page that has it made. The same two views for every kind."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agencies.views.access import RegionRequest, for_people_of_a_region
from agencies.views.attachment import attachment
from reports.permissions import may_list_documents
from reports.services.issue.composed import Composed
from reports.services.issue.find_document import DocumentState, FoundDocument, find_document
from reports.services.issue.request_document import request_document
from reports.services.register.read_file import FileRefusedError, read_file

PDF = "application/pdf"
REFRESH_SECONDS = 2
FETCH = "unduh"
"""In form and address: whoever asked wants the file as soon as it is there, without asking a second time."""
ORIGIN = "dari"
"""In form and address: the page that one came from, and goes back to."""
MY_DOCUMENTS = "dokumen-saya"
UNDER_WAY = frozenset({DocumentState.WAITING, DocumentState.SILENT})
STOP_POLLING = 286
"""htmx puts the answer in place and asks no more."""
Arguments = ParamSpec("Arguments")


@dataclass(frozen=True, slots=True)
class Shown:
    """A document that the actor may have: what composes it, and what its page says.

    ``here`` and ``file`` are the addresses of page and file, ``back`` a label and an address, ``fields`` what the form
    that asks for it carries along. ``choices``: other forms of it under a label, each with its address and whether it
    is this one. ``refresh`` is how often the page looks again while it is being made: it composes everything each time.
    ``is_own``: it is about the reader, who finds it in Dokumen saya.
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
    is_own: bool = False

    @property
    def is_quick(self) -> bool:
        """Whether it is made within seconds: a long one is looked after less often."""
        return self.refresh == REFRESH_SECONDS


Find = Callable[Concatenate[RegionRequest, Arguments], Shown]


def document_file(find: Find[Arguments]) -> Callable[..., HttpResponse]:
    """The view of the file, if it was made with what its subject says now; else the page that has it made."""

    @require_safe
    @for_people_of_a_region
    def view(request: RegionRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponse:
        shown = find(request, *args, **kwargs)
        return _file_or_page(request, shown, find_document(compose=shown.compose))

    return view


def document_page(find: Find[Arguments]) -> Callable[..., HttpResponse]:
    """The view of the page that says where the document stands.

    POST answers with the file where it is there, else asks for it and leads to the page that waits for it: so a button
    on another page needs not know which of both it will be, and nothing is composed twice.
    """

    @require_http_methods(["GET", "HEAD", "POST"])
    @for_people_of_a_region
    def view(request: RegionRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponse:
        shown = find(request, *args, **kwargs)
        found = find_document(compose=shown.compose)
        if request.method != "POST":
            return _page(request, shown, found)
        if found.document is not None:
            return _file_or_page(request, shown, found)
        if found.state is not DocumentState.WAITING:
            request_document(composed=found.composed, actor=request.actor)
        return redirect(_page_of(request, shown))

    return view


def _file_or_page(request: RegionRequest, shown: Shown, found: FoundDocument) -> HttpResponse:
    """The file if there is one that holds, else the page that has it made."""
    if found.document is None:
        return _page(request, shown, found)
    try:
        content = read_file(found.document)
    except FileRefusedError as error:
        messages.error(request, str(error))
        return _page(request, shown, found, status=HTTPStatus.CONFLICT)
    return attachment(found.composed.file_name, PDF, content)


def _page(request: RegionRequest, shown: Shown, found: FoundDocument, status: int = HTTPStatus.OK) -> HttpResponse:
    """Looks again by itself while the worker is at it, and then brings the file to who waits for it: with JavaScript
    in place, without by loading anew.
    """
    brings = FETCH in request.GET and status == HTTPStatus.OK
    comes_from_own = _said(request).get(ORIGIN) == MY_DOCUMENTS
    own = (_("Dokumen saya"), reverse("my-documents"))
    context = {
        "shown": shown,
        "found": found,
        "brings": brings,
        "back": own if comes_from_own else shown.back,
        "fields": (*shown.fields, (FETCH, 1), *(((ORIGIN, MY_DOCUMENTS),) if comes_from_own else ())),
        "later": own if shown.is_own else _register(request),
        "looks_again": _page_of(request, shown) if found.state in UNDER_WAY else "",
    }
    if request.htmx:  # type: ignore[attr-defined]
        return _moving_part(request, found, context)
    response = render(request, "reports/document.html", context, status=status)
    if brings and found.document is not None:
        response["Refresh"] = f"0; url={shown.file}"
    return response


def _moving_part(request: RegionRequest, found: FoundDocument, context: dict[str, object]) -> HttpResponse:
    """Where it stands, if that is not what is shown already: what is said again would be read out again."""
    if request.GET.get("status") == found.status:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    status = HTTPStatus.OK if found.state in UNDER_WAY else STOP_POLLING
    return render(request, "reports/_document_state.html", context, status=status)


def _register(request: RegionRequest) -> tuple[str, str] | None:
    return (_("daftar dokumen"), reverse("documents")) if may_list_documents(request.actor) else None


def _said(request: RegionRequest) -> QueryDict:
    return request.POST if request.method == "POST" else request.GET


def _page_of(request: RegionRequest, shown: Shown) -> str:
    """The address of the page of a document, with what the reader wants of it."""
    carried = {name: said for name in (FETCH, ORIGIN) if (said := _said(request).get(name)) in {"1", MY_DOCUMENTS}}
    return f"{shown.here}{'&' if '?' in shown.here else '?'}{urlencode(carried)}" if carried else shown.here
