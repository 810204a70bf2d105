"""The first part of a plan: which results it holds."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.views.access import RegionRequest, for_people_of_a_region
from indicators.forms.plans import ResultForm, chosen_keys
from indicators.models import PlanResult
from indicators.services.plans.cascade import Cascade, OfferedResult
from indicators.services.plans.choose_results import choose_results, remove_result, write_result
from indicators.services.plans.load_content import PlannedResult, load_content
from indicators.services.plans.load_own_cascade import load_own_cascade
from indicators.services.plans.plan_errors import PlanChanged, PlanRefused
from indicators.services.plans.plan_sides import Post, is_high_leader, post_of
from indicators.views.plan_access import (
    CONFLICT,
    UNPROCESSABLE,
    Seat,
    party_to,
    posted_edition,
    posted_number,
    refusing,
)

NO_CASCADE = Cascade(superior="", superior_lacks_plan=False, results=(), of_unit=())


@dataclass(frozen=True, slots=True)
class Chosen:
    """A result of the plan, with the form that changes its words."""

    planned: PlannedResult
    form: ResultForm
    is_open: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """A result that may be supported, and whether it is ticked."""

    result: OfferedResult
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class Typed:
    """What the page keeps of a request that was not stored."""

    keys: Collection[uuid.UUID] = ()
    new: ResultForm | None = None
    changed: ResultForm | None = None
    result_id: int | None = None


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def results(request: RegionRequest, version_id: int) -> HttpResponse:
    """Results to choose from and those chosen; POST takes up, writes, changes or takes out (`aksi`)."""
    seat = party_to(request, version_id)
    if request.method != "POST":
        return _page(request, seat, Typed()) if seat.may_edit else redirect("plan", version_id)
    post = post_of(seat.version, seat.day)
    typed = _typed(request, seat, post)
    form = typed.new or typed.changed
    if form is not None and not form.is_valid():
        return _page(request, seat, typed, status=UNPROCESSABLE)
    try:
        with refusing():
            _store(request, seat, post, typed)
    except PlanChanged as error:
        fresh = Seat(error.version, seat.side, seat.day)
        return _page(request, fresh, typed, said=str(error), status=CONFLICT)
    except PlanRefused as error:
        return _page(request, seat, typed, said=str(error), status=UNPROCESSABLE)
    messages.success(request, _("Hasil kerja tersimpan."))
    return redirect("plan-items" if "lanjut" in request.POST else "plan-results", version_id)


def _typed(request: RegionRequest, seat: Seat, post: Post | None) -> Typed:
    action, data, has_perspective = request.POST.get("aksi", "pilih"), request.POST, _is_high(post)
    if action == "tulis":
        return Typed(new=ResultForm(data, has_perspective=has_perspective))
    if action in {"ubah", "keluarkan"}:
        stored = get_object_or_404(PlanResult, pk=posted_number(data.get("hasil", "")), version=seat.version)
        if action == "keluarkan":
            return Typed(result_id=stored.pk)
        form = ResultForm(data, result=stored, has_perspective=has_perspective)
        return Typed(changed=form, result_id=stored.pk)
    return Typed(keys=chosen_keys(data.getlist("dukung")))


def _store(request: RegionRequest, seat: Seat, post: Post | None, typed: Typed) -> None:
    version, edition = seat.version, posted_edition(request.POST.dict())
    actor, day = request.actor, seat.day
    result = PlanResult(pk=typed.result_id) if typed.result_id else None
    if typed.new or typed.changed:
        said = (typed.new or typed.changed).said  # type: ignore[union-attr]
        write_result(version=version, edition=edition, actor=actor, day=day, result=result, **said)
    elif result is not None:
        remove_result(version=version, edition=edition, result=result, actor=actor, day=day)
    else:
        keys, cascade = list(typed.keys), _cascade(seat, post)
        choose_results(version=version, edition=edition, keys=keys, cascade=cascade, actor=actor, day=day)


def _page(request: RegionRequest, seat: Seat, typed: Typed, *, said: str = "", status: int = 200) -> HttpResponse:
    post = post_of(seat.version, seat.day)
    cascade, content = _cascade(seat, post), load_content(seat.version, seat.day)
    taken = {one.result.supports for one in content.results}
    measured = {one.item.indicator_id for one in content.items}
    measured |= {item.indicator_id for result in cascade.results for item in result.items}
    context = {
        "seat": seat,
        "version": seat.version,
        "post": post,
        "content": content,
        "cascade": cascade,
        "chosen": [_chosen(one, typed, post) for one in content.results],
        "of_superior": _offers(cascade.results, taken, typed),
        "of_unit": _offers([one for one in cascade.of_unit if _adds_to(one, measured)], taken, typed),
        "form": typed.new or ResultForm(has_perspective=_is_high(post)),
        "is_written": typed.new is not None,
        "said": said,
        "is_stale": status == CONFLICT,
    }
    return render(request, "indicators/plan_results.html", context, status=status)


def _chosen(planned: PlannedResult, typed: Typed, post: Post | None) -> Chosen:
    if typed.changed is not None and typed.result_id == planned.result.pk:
        return Chosen(planned, typed.changed, is_open=True)
    form = ResultForm(result=planned.result, has_perspective=_is_high(post))
    return Chosen(planned, form, is_open=False)


def _offers(offered: Collection[OfferedResult], taken: Collection[object], typed: Typed) -> list[Offer]:
    return [Offer(result, result.key in typed.keys) for result in offered if result.key not in taken]


def _adds_to(offered: OfferedResult, measured: Collection[int]) -> bool:
    """Whether it measures something that neither the plan nor the superior's results do: it would stand there empty."""
    return any(item.indicator_id not in measured for item in offered.items)


def _cascade(seat: Seat, post: Post | None) -> Cascade:
    return NO_CASCADE if post is None else load_own_cascade(post, seat.version.year, seat.day)


def _is_high(post: Post | None) -> bool:
    """Whether results have a perspective."""
    return post is not None and is_high_leader(post.placement.position_kind)
