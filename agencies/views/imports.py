"""Files on their way in: what may be brought, the upload, the draft that waits, and what became of it."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.files.errors import FileRefused
from agencies.forms.imports import UploadForm
from agencies.imports.discard_import import discard_import
from agencies.imports.drafts import ImportChangedError, ImportStateError, drafts_visible_to, undo_until
from agencies.imports.kinds import UndoRefused, kinds_for
from agencies.imports.template_file import template_file
from agencies.imports.undo_import import undo_import, why_not_undone
from agencies.imports.upload_import import LIMITS, upload_import
from agencies.models import ImportDraft
from agencies.models.import_draft import ImportState
from agencies.views.access import RegionRequest, for_people_of_a_region
from agencies.views.imports_access import (
    CONFLICT,
    UNPROCESSABLE,
    Desk,
    desk_of,
    kind_for,
    posted_edition,
    steps_of,
    to_its_step,
)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN_DRAFTS = 20


@dataclass(frozen=True, slots=True)
class ListedImport:
    """A line of the list: a draft, what its kind is called, whether it can still be taken back."""

    draft: ImportDraft
    title: str
    may_undo: bool


@require_safe
@for_people_of_a_region
def imports(request: RegionRequest) -> HttpResponse:
    """What the actor may bring, drafts to go on with, and what was published last."""
    kinds = list(kinds_for(request.actor))
    if not kinds:
        raise PermissionDenied(_("Impor berkas untuk admin perangkat daerah dan admin daerah."))
    titles = {kind.code: str(kind.title) for kind in kinds}
    now = timezone.now()
    drafts = drafts_visible_to(request.actor).filter(kind__in=titles).order_by("-edited_at")
    done = drafts.filter(state__in=[ImportState.PUBLISHED, ImportState.UNDONE])
    context = {
        "kinds": kinds,
        "open": [
            ListedImport(draft, titles[draft.kind], may_undo=False)
            for draft in drafts.filter(state=ImportState.OPEN)[:SHOWN_DRAFTS]
        ],
        "done": [
            ListedImport(draft, titles[draft.kind], may_undo=not why_not_undone(draft, now))
            for draft in done[:SHOWN_DRAFTS]
        ],
    }
    return render(request, "agencies/imports.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def import_upload(request: RegionRequest, kind: str) -> HttpResponse:
    """Choose a file; POST makes a draft of it."""
    chosen = kind_for(request.actor, kind)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        content, name = form.content(LIMITS.size)
        try:
            draft = upload_import(kind=chosen, content=content, name=name, actor=request.actor)
        except FileRefused as error:
            form.add_error("file", str(error))
        else:
            return redirect("import-draft", draft.pk)
    context = {"kind": chosen, "form": form, "steps": steps_of()}
    return render(request, "agencies/import_upload.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_safe
@for_people_of_a_region
def import_template(request: RegionRequest, kind: str) -> HttpResponse:
    """The spreadsheet to fill in."""
    chosen = kind_for(request.actor, kind)
    content = template_file(kind=chosen, actor=request.actor)
    return attachment(content, f"templat-{slugify(chosen.title)}.xlsx")


@require_safe
@for_people_of_a_region
def import_draft(request: RegionRequest, draft_id: int) -> HttpResponse:
    """Leads to the step at which a draft stands; what was published or closed is told here."""
    desk = desk_of(request, draft_id)
    if desk.is_open:
        return redirect("import-preview" if desk.is_mapped else "import-columns", draft_id)
    return _outcome(request, desk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def import_discard(request: RegionRequest, draft_id: int) -> HttpResponse:
    """Asks once more, then throws the draft away."""
    desk = desk_of(request, draft_id)
    if not desk.is_open:
        return to_its_step(desk)
    if request.method != "POST":
        return render(request, "agencies/import_discard.html", {"desk": desk})
    try:
        discard_import(draft=desk.draft, edition=posted_edition(request), actor=request.actor)
    except (ImportChangedError, ImportStateError) as error:
        context = {"desk": desk_of(request, draft_id), "stale": str(error)}
        return render(request, "agencies/import_discard.html", context, status=CONFLICT)
    messages.success(
        request, _("Draf %(name)s dibuang. Data yang berlaku tidak berubah.") % {"name": desk.draft.file_name}
    )
    return redirect("imports")


@require_POST
@for_people_of_a_region
def import_undo(request: RegionRequest, draft_id: int) -> HttpResponse:
    """Takes a publication back within a day."""
    desk = desk_of(request, draft_id)
    try:
        undo_import(draft=desk.draft, kind=desk.kind, actor=request.actor)
    except UndoRefused as error:
        return _outcome(request, desk, refusal=str(error), status=CONFLICT)
    messages.success(request, _("Penerbitan dibatalkan. Yang berlaku kembali seperti sebelumnya."))
    return to_its_step(desk)


def attachment(content: bytes, name: str) -> HttpResponse:
    """A spreadsheet to be saved."""
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _outcome(request: RegionRequest, desk: Desk, *, refusal: str = "", status: int = 200) -> HttpResponse:
    context = {
        "desk": desk,
        "steps": steps_of(),
        "refusal": refusal,
        "undo_until": undo_until(desk.draft),
        "may_undo": not why_not_undone(desk.draft, timezone.now()),
    }
    return render(request, "agencies/import_outcome.html", context, status=status)
