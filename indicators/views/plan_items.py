"""The second part of a plan: its indicators with weights and monthly targets, in a grid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.services.load_agency_tree import load_agency_tree
from agencies.views.access import RegionRequest, for_people_of_a_region
from agencies.views.clash import Clash
from indicators.forms.item_grid import fill_row
from indicators.forms.plan_sheet import (
    PlanSheet,
    levelled_sheet,
    sheet_differences,
    stored_sheet,
    typed_sheet,
)
from indicators.forms.plans import ApproachForm, NewItemForm
from indicators.models import Approach, PlanResult, PlanVersion, PlanVersionItem, VersionState
from indicators.services.agreements.load_agreement import OfferedIndicators, load_agreement
from indicators.services.plans.cascade import OfferedItem
from indicators.services.plans.load_content import PlanContent, load_content
from indicators.services.plans.load_own_cascade import load_own_cascade
from indicators.services.plans.plan_errors import PlanChanged, PlanRefused
from indicators.services.plans.plan_sides import Post, post_of
from indicators.services.plans.save_items import add_indicators, remove_item, save_items
from indicators.services.plans.save_words import choose_approach
from indicators.views.plan_access import (
    CONFLICT,
    UNPROCESSABLE,
    Seat,
    party_to,
    posted_edition,
    posted_number,
    refusing,
)


@dataclass(frozen=True, slots=True)
class Desk:
    """What a request found: who, the post, what was typed; ``edition`` is the one that was on the screen."""

    seat: Seat
    post: Post | None
    sheet: PlanSheet
    new: NewItemForm
    data: Mapping[str, str]

    @property
    def edition(self) -> int:
        """The edition that was on the screen."""
        return posted_edition(self.data)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def items(request: RegionRequest, version_id: int) -> HttpResponse:
    """The grid. `isi` and `ratakan` change what is on the screen; every other button stores all of it."""
    seat = party_to(request, version_id)
    content, post = load_content(seat.version, seat.day), post_of(seat.version, seat.day)
    if request.method != "POST":
        if not seat.may_edit:
            return redirect("plan", version_id)
        desk = Desk(seat, post, stored_sheet(content), _new_item(seat, post, content), {})
        return _page(request, desk, edition=seat.version.edition)
    data = request.POST.dict()
    desk = Desk(seat, post, typed_sheet(content, data), _new_item(seat, post, content, data), data)
    if desk.edition != seat.version.edition:
        return _stale(request, desk, seat.version)
    if "isi" in data or "ratakan" in data:
        sheet = fill_row(desk.sheet, data["isi"]) if "isi" in data else levelled_sheet(desk.sheet)
        changed = Desk(seat, post, sheet, desk.new, data)
        return _page(request, changed, status=UNPROCESSABLE if sheet.is_refused else 200)
    return _stored(request, desk)


def _stored(request: RegionRequest, desk: Desk) -> HttpResponse:
    data, version = desk.data, desk.seat.version
    if desk.sheet.grid.problems or ("tambah" in data and not desk.new.is_valid()):
        return _page(request, desk, status=UNPROCESSABLE)
    try:
        with refusing():
            saved = _save(request, desk)
    except PlanChanged as error:
        return _stale(request, desk, error.version)
    except PlanRefused as error:
        return _page(request, desk, said=str(error), status=UNPROCESSABLE)
    messages.success(request, _("Indikator dan target tersimpan."))
    stays = "lanjut" not in data or saved.approach != version.approach
    return redirect("plan-items" if stays else "plan-annexes", version.pk)


def _save(request: RegionRequest, desk: Desk) -> PlanVersion:
    """Everything that was typed, and then what the button asked for beside it. All of it, or nothing."""
    data, version = desk.data, desk.seat.version
    actor, day, edition = request.actor, desk.seat.day, desk.edition
    approach = ApproachForm(data)
    if approach.is_valid():
        chosen = Approach(approach.cleaned_data["approach"])
        edition = choose_approach(version=version, edition=edition, approach=chosen, actor=actor, day=day).edition
    values, reason = desk.sheet.values(), data.get("alasan", "").replace("\x00", "")
    saved = save_items(version=version, edition=edition, values=values, actor=actor, day=day, reason=reason)
    if "keluarkan" in data:
        key = posted_number(data["keluarkan"].removeprefix("i"))
        gone = PlanVersionItem.objects.filter(version=version, pk=key).first()
        if gone is not None:
            saved = remove_item(version=version, edition=saved.edition, item=gone, actor=actor, day=day)
    if "tambah" in data:
        result = PlanResult.objects.get(pk=desk.new.cleaned_data["result"], version=version)
        offered = [_offered(desk, desk.new.cleaned_data["indicator"])]
        saved = add_indicators(
            version=version, edition=saved.edition, result=result, offered=offered, actor=actor, day=day
        )
    return saved


def _offered(desk: Desk, indicator_id: int) -> OfferedItem:
    """An indicator with what the unit agreed for it, or with nothing yet."""
    nothing = OfferedItem(indicator_id, None, [None] * 12, None)
    if desk.post is None:
        return nothing
    return load_own_cascade(desk.post, desk.seat.version.year, desk.seat.day).defaults.get(indicator_id, nothing)


def _new_item(
    seat: Seat, post: Post | None, content: PlanContent, data: Mapping[str, str] | None = None
) -> NewItemForm:
    """The form of one indicator more; the first result without any is proposed."""
    taken = {str(one.item.indicator_id) for one in content.items}
    catalogue = [
        (part.unit, [(row.indicator_id, f"{row.code}: {row.name}") for row in part.rows if row.key not in taken])
        for part in _catalogue(seat, post)
    ]
    bare = next((one.result.pk for one in content.results if not one.items), None)
    results = [(one.result.pk, f"{place}. {one.result.text}") for place, one in enumerate(content.results, start=1)]
    return NewItemForm(
        data if data and "tambah" in data else None,
        results=results,
        catalogue=[part for part in catalogue if part[1]],
        result=bare,
    )


def _catalogue(seat: Seat, post: Post | None) -> Sequence[OfferedIndicators]:
    """The indicators of the own unit and of those above it that a plan of the year may measure by."""
    if post is None:
        return ()
    tree = load_agency_tree()
    unit = next(node for node in tree.nodes if node.id == post.placement.agency_id)
    return load_agreement(unit=unit, above=tree.above(unit), year=seat.version.year, today=seat.day).catalogue


def _stale(request: RegionRequest, desk: Desk, version: PlanVersion) -> HttpResponse:
    """Both values of what differs; what was typed stays, and the next save puts it on top."""
    seat = Seat(version, desk.seat.side, desk.seat.day)
    content = load_content(version, seat.day)
    fresh = Desk(
        seat,
        desk.post,
        typed_sheet(content, desk.data),
        _new_item(seat, desk.post, content, desk.data),
        desk.data,
    )
    clashes = [Clash(*one) for one in sheet_differences(fresh.sheet, stored_sheet(content))]
    said = _("SKP ini sudah diubah orang lain setelah Anda membukanya. Isian Anda belum disimpan.")
    return _page(request, fresh, said=said, clashes=clashes, edition=version.edition, status=CONFLICT)


def _page(
    request: RegionRequest,
    desk: Desk,
    *,
    said: str = "",
    clashes: Sequence[Clash] = (),
    edition: int | None = None,
    status: int = 200,
) -> HttpResponse:
    version, sheet = desk.seat.version, desk.sheet
    chosen = {"approach": desk.data.get("approach", version.approach)}
    context = {
        "seat": desk.seat,
        "version": version,
        "post": desk.post,
        "content": sheet.content,
        "sheet": sheet,
        "grid": sheet.grid,
        "new": desk.new,
        "approach": ApproachForm(initial=chosen),
        "reason": desk.data.get("alasan", ""),
        "asks_reason": version.state == VersionState.DISCUSSED,
        "edition": desk.edition if edition is None else edition,
        "said": said,
        "clashes": clashes,
        "is_stale": status == CONFLICT,
        "is_wrong": status == UNPROCESSABLE,
    }
    return render(request, "indicators/plan_items.html", context, status=status)
