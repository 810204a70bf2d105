"""The second and third step: which title is which column, and what is wrong in which row."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from agencies.files.errors import FileRefused
from agencies.forms.imports import UploadForm
from agencies.imports.change_rows import (
    RowChangedError,
    change_row,
    change_value,
    leave_row_out,
    mend_rows,
)
from agencies.imports.check_import import CheckedImport, CheckedRow, check_import
from agencies.imports.columns import columns_of, guessed, missing
from agencies.imports.drafts import ImportChangedError, ImportStateError
from agencies.imports.faulty_file import faulty_file, merge_faulty_rows
from agencies.imports.groups import mend_of
from agencies.imports.map_columns import MappingRefusedError, map_columns
from agencies.imports.upload_import import LIMITS
from agencies.views.access import RegionRequest, for_people_of_a_region
from agencies.views.imports import attachment
from agencies.views.imports_access import (
    CONFLICT,
    UNPROCESSABLE,
    Desk,
    desk_of,
    posted_edition,
    steps_of,
    to_its_step,
)
from agencies.views.imports_row_parts import CELL, check_page, row_part, titles_of, words_of
from agencies.views.listing import address_of_pages


@dataclass(frozen=True, slots=True)
class Title:
    """A title of the file: what its first rows hold, the column that it probably stands for, and whether to ask."""

    place: int
    text: str
    column: str
    is_known: bool
    examples: str


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def import_columns(request: RegionRequest, draft_id: int) -> HttpResponse:
    """Which column each title stands for; only doubtful ones ask."""
    desk = desk_of(request, draft_id)
    if not desk.is_open:
        return to_its_step(desk)
    if request.method != "POST":
        return _columns_page(request, desk)
    chosen = [request.POST.get(f"kolom-{place}", "") for place in range(len(desk.draft.headers))]
    try:
        map_columns(draft=desk.draft, kind=desk.kind, columns=chosen, edition=posted_edition(request))
    except MappingRefusedError as error:
        return _columns_page(request, desk, chosen=chosen, refusal=str(error), status=UNPROCESSABLE)
    except (ImportChangedError, ImportStateError) as error:
        fresh = desk_of(request, draft_id)
        return _columns_page(request, fresh, chosen=chosen, refusal=str(error), status=CONFLICT)
    return to_its_step(desk)


def _columns_page(
    request: RegionRequest, desk: Desk, *, chosen: list[str] | None = None, refusal: str = "", status: int = 200
) -> HttpResponse:
    known = columns_of(desk.kind.resource)
    guesses = guessed(desk.draft.headers, known)
    columns = chosen or desk.draft.columns or [guess.column for guess in guesses]
    first_rows = list(desk.draft.rows.order_by("number").values_list("cells", flat=True)[:3])
    titles = [
        Title(place, guess.title, columns[place], guess.is_known, _examples(first_rows, place))
        for place, guess in enumerate(guesses)
    ]
    context = {
        "desk": desk,
        "steps": steps_of(),
        "titles": titles,
        "columns": list(known),
        "missing": missing(columns, known),
        "refusal": refusal,
    }
    return render(request, "agencies/import_columns.html", context, status=status)


def _examples(rows: list[list[object]], place: int) -> str:
    found = dict.fromkeys(str(cells[place])[:40] for cells in rows if place < len(cells) and cells[place] != "")
    return ", ".join(found)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def import_rows(request: RegionRequest, draft_id: int) -> HttpResponse:
    """Everything that stands against publication, by kind and row by row; POST mends."""
    desk = desk_of(request, draft_id)
    if not desk.is_open or not desk.is_mapped:
        return to_its_step(desk)
    if request.method != "POST":
        return _rows_page(request, desk)
    act = ACTS.get(request.POST.get("aksi", ""), _save_row)
    try:
        return act(request, desk)
    except ImportStateError as error:
        messages.error(request, str(error))
        return to_its_step(desk)


def _rows_page(
    request: RegionRequest, desk: Desk, *, form: UploadForm | None = None, status: int = 200
) -> HttpResponse:
    checked = _checked(request, desk)
    context = _context(request, desk, checked) | {"form": form or UploadForm()}
    return render(request, "agencies/import_rows.html", context, status=status)


def _checked(request: RegionRequest, desk: Desk) -> CheckedImport:
    return check_import(draft=desk.draft, kind=desk.kind, actor=request.actor)


def _context(request: RegionRequest, desk: Desk, checked: CheckedImport) -> dict[str, object]:
    asked = request.GET if request.method != "POST" else QueryDict(request.POST.get("alamat", ""))
    return {
        "desk": desk,
        "steps": steps_of(),
        "checked": checked,
        "found": check_page(checked, desk.kind, request.actor, asked),
        "asked": asked.urlencode(),
        "address": address_of_pages(asked),
    }


def _save_row(request: RegionRequest, desk: Desk) -> HttpResponse:
    """One row as it was typed, perhaps with a suggestion taken."""
    typed = {name.removeprefix(CELL): text for name, text in request.POST.items() if name.startswith(CELL)}
    title, _is, meant = str(request.POST.get("pakai", "")).partition("=")
    cells = {name: str(text) for name, text in typed.items()} | ({title: meant} if title else {})
    number = _number(request)
    try:
        change_row(draft=desk.draft, number=number, cells=cells, seen=request.POST.get("dilihat", ""))
    except RowChangedError as error:
        return _row_answer(request, desk, number, typed=cells, note=str(error), status=CONFLICT)
    return _row_answer(request, desk, number, is_whole=bool(title))


def _leave_out(request: RegionRequest, desk: Desk) -> HttpResponse:
    number, is_out = _number(request), request.POST.get("aksi") == "keluarkan"
    leave_row_out(draft=desk.draft, number=number, is_out=is_out)
    said = _("Baris %(row)s dikeluarkan.") if is_out else _("Baris %(row)s dimasukkan lagi.")
    messages.success(request, said % {"row": number})
    return _back(request, desk)


def _change_value(request: RegionRequest, desk: Desk) -> HttpResponse:
    post = request.POST
    after = post.get("menjadi", "")
    if not after:
        messages.error(request, _("Pilih isian penggantinya dahulu."))
        return _back(request, desk)
    count = change_value(draft=desk.draft, title=post.get("kolom", ""), before=post.get("dari", ""), after=after)
    _say_mended(request, count)
    return _back(request, desk)


def _mend(request: RegionRequest, desk: Desk) -> HttpResponse:
    checked = _checked(request, desk)
    words = words_of(desk.kind, request.actor)
    key, rule = request.POST.get("kelompok", ""), request.POST.get("aturan", "")
    mend = mend_of(checked, desk.kind, words, key=key, rule=rule)
    _say_mended(request, mend_rows(draft=desk.draft, mend=mend) if mend else 0)
    return _back(request, desk)


def _upload(request: RegionRequest, desk: Desk) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        content, name = form.content(LIMITS.size)
        try:
            count = merge_faulty_rows(draft=desk.draft, content=content, name=name)
        except FileRefused as error:
            form.add_error("file", str(error))
        else:
            _say_mended(request, count)
            return _back(request, desk)
    return _rows_page(request, desk, form=form, status=UNPROCESSABLE)


ACTS: dict[str, Callable[[RegionRequest, Desk], HttpResponse]] = {
    "keluarkan": _leave_out,
    "masukkan": _leave_out,
    "ganti": _change_value,
    "perbaiki": _mend,
    "unggah": _upload,
}


def _number(request: RegionRequest) -> int:
    typed = request.POST.get("baris", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0


def _say_mended(request: RegionRequest, count: int) -> None:
    if count:
        said = ngettext("%(count)s baris diperbaiki.", "%(count)s baris diperbaiki.", count)
        messages.success(request, said % {"count": count})
    else:
        messages.info(request, _("Tidak ada lagi baris seperti itu. Daftar di bawah sudah diperiksa ulang."))


def _back(request: RegionRequest, desk: Desk) -> HttpResponse:
    """The same page of the check, for a browser without scripts and after acts on many rows."""
    asked = QueryDict(request.POST.get("alamat", "")).urlencode()
    address = reverse("import-rows", args=[desk.draft.pk])
    return redirect(f"{address}?{asked}" if asked else address)


def _row_answer(
    request: RegionRequest,
    desk: Desk,
    number: int,
    *,
    typed: dict[str, str] | None = None,
    note: str = "",
    status: int = 200,
    is_whole: bool = False,
) -> HttpResponse:
    """After a row: its messages and the counts in the page where scripts run, else the page again."""
    is_part = bool(request.headers.get("HX-Request"))
    if not is_part and typed is None:
        messages.success(request, _("Baris %(row)s tersimpan.") % {"row": number})
        return _back(request, desk)
    desk = desk_of(request, desk.draft.pk)
    checked = _checked(request, desk)
    context = _context(request, desk, checked)
    row = checked.row(number)
    if row is None:
        return to_its_step(desk)
    part = _part(request, desk, checked, row, typed)
    context |= {"row": part, "note": note, "is_whole": is_whole or typed is not None, "form": UploadForm()}
    if is_part:
        response = render(request, "agencies/_import_row_saved.html", context, status=status)
        if context["is_whole"]:  # its fields changed too, not only what is said below them: it comes out of band
            response["HX-Reswap"] = "none"
        return response
    return render(request, "agencies/import_row_conflict.html", context, status=status)


def _part(
    request: RegionRequest, desk: Desk, checked: CheckedImport, row: CheckedRow, typed: dict[str, str] | None
) -> object:
    asked_titles = request.POST.get("kolom_tabel", "").split(",")
    titles = [title for title in checked.titles if title in asked_titles] or titles_of([row], checked, desk.kind)
    return row_part(row, checked, titles, words_of(desk.kind, request.actor), typed=typed)


@require_safe
@for_people_of_a_region
def import_faulty_rows(request: RegionRequest, draft_id: int) -> HttpResponse:
    """The rows to mend as a spreadsheet."""
    desk = desk_of(request, draft_id)
    if not desk.is_open or not desk.is_mapped:
        return to_its_step(desk)
    return attachment(faulty_file(_checked(request, desk)), "bermasalah.xlsx")
