"""The last two steps: what would change, and publication."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from agencies.files.errors import FileRefused
from agencies.forms.imports import PublicationForm
from agencies.imports.check_import import check_import
from agencies.imports.drafts import ImportChangedError, ImportStateError
from agencies.imports.groups import warning_groups
from agencies.imports.preview_import import preview_import
from agencies.imports.publish_import import NotReadyError, publish_import
from agencies.views.access import RegionRequest, for_people_of_a_region
from agencies.views.imports_access import (
    CONFLICT,
    UNPROCESSABLE,
    Desk,
    desk_of,
    posted_edition,
    steps_of,
    to_its_step,
)

SHOWN_ROWS = 20
"""Of new and of changed rows each; the rest is counted."""


@require_safe
@for_people_of_a_region
def import_preview(request: RegionRequest, draft_id: int) -> HttpResponse:
    """New, changed and unchanged rows, before and after, and whom they touch."""
    desk = desk_of(request, draft_id)
    if not desk.is_open or not desk.is_mapped:
        return to_its_step(desk)
    return _page(request, desk)


@require_POST
@for_people_of_a_region
def publish(request: RegionRequest, draft_id: int) -> HttpResponse:
    """Stores all rows that were not left out, or none."""
    desk = desk_of(request, draft_id)
    form = _form(desk, request, warnings=1 if "accepts_warnings" in request.POST else 0)
    if not form.is_valid():
        return _page(request, desk, form=form, status=UNPROCESSABLE) if desk.is_open else to_its_step(desk)
    try:
        publish_import(
            draft=desk.draft,
            kind=desk.kind,
            edition=posted_edition(request),
            valid_from=form.month(),
            note=form.cleaned_data["note"],
            accepts_warnings="accepts_warnings" in request.POST,
            actor=request.actor,
        )
    except ImportStateError as error:
        messages.warning(request, str(error))
        return to_its_step(desk)
    except ImportChangedError as error:
        return _page(request, desk_of(request, draft_id), form=form, refusal=str(error), status=CONFLICT)
    except (NotReadyError, FileRefused) as error:
        return _page(request, desk, form=form, refusal=str(error), status=UNPROCESSABLE)
    return to_its_step(desk)


def _form(desk: Desk, request: RegionRequest, *, warnings: int) -> PublicationForm:
    return PublicationForm(
        request.POST if request.method == "POST" else None,
        today=timezone.localdate(),
        asks_valid_from=desk.kind.asks_valid_from,
        warnings=warnings,
        initial={"edition": desk.draft.edition},
    )


def _page(
    request: RegionRequest, desk: Desk, *, form: PublicationForm | None = None, refusal: str = "", status: int = 200
) -> HttpResponse:
    checked = check_import(draft=desk.draft, kind=desk.kind, actor=request.actor)
    if not checked.is_sound:
        return redirect("import-rows", desk.draft.pk)
    fresh = _form(desk, request, warnings=len(checked.warnings))
    if form is not None:
        fresh.data = {**request.POST.dict(), "edition": str(desk.draft.edition)}
        fresh.full_clean()
    context = {
        "desk": desk,
        "steps": steps_of(),
        "checked": checked,
        "compared": preview_import(draft=desk.draft, kind=desk.kind, checked=checked, actor=request.actor),
        "warnings": warning_groups(checked),
        "form": fresh,
        "refusal": refusal,
        "shown": SHOWN_ROWS,
    }
    return render(request, "agencies/import_preview.html", context, status=status)
