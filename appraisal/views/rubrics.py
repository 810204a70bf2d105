"""Rubrics: everybody of the region reads them, the region admin writes further versions."""

import datetime
from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agencies.dates import long_date
from agencies.files.formulas import CsvWriter
from agencies.views.access import RegionRequest, fetch_visible, for_people_of_a_region
from agencies.views.attachment import attachment
from agencies.views.clash import Clash
from appraisal.berakhlak import Dimension
from appraisal.forms.rubrics import BaseDimensionForms, NewRubricForm, RubricForm, dimension_forms
from appraisal.models import Rubric, RubricVersion
from appraisal.permissions import may_write_rules
from appraisal.services.rubrics.load_rubric_pages import (
    RUBRIC_HEADERS,
    RubricPage,
    list_rubrics,
    load_rubric,
    rated_open_periods,
    rubric_rows,
)
from appraisal.services.rubrics.publish_rubric import (
    RubricChangedError,
    RubricRefusedError,
    create_rubric,
    earliest_day,
    newest_version,
    publish_rubric,
)
from appraisal.services.rubrics.save_rubrics import read_dimensions
from appraisal.views.scheme_drafts import REFUSAL, require_writer

EMPTY_ROWS_OF_A_NEW_RUBRIC = 3


@require_safe
@for_people_of_a_region
def rubrics(request: RegionRequest) -> HttpResponse:
    """The rubrics of the region, and which schemes ask them."""
    context = {"rubrics": list_rubrics(timezone.localdate()), "writes": may_write_rules(request.actor)}
    return render(request, "appraisal/rubrics.html", context)


@require_safe
@for_people_of_a_region
def rubric(request: RegionRequest, rubric_id: int) -> HttpResponse:
    """The version in force, or the one that `?versi=` names, with the anchors of every dimension."""
    context = {"page": _page(rubric_id, request.GET.get("versi")), "writes": may_write_rules(request.actor)}
    return render(request, "appraisal/rubric.html", context)


@require_safe
@for_people_of_a_region
def rubric_file(request: RegionRequest, rubric_id: int) -> HttpResponse:
    """The same as a rubrics file (contract 4); importing it again changes nothing."""
    page = _page(rubric_id, request.GET.get("versi"))
    response = attachment(f"rubrik-{page.rubric.name}.csv", "text/csv; charset=utf-8")
    CsvWriter(response).writerows([RUBRIC_HEADERS, *rubric_rows(page)])
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def edit_rubric(request: RegionRequest, rubric_id: int) -> HttpResponse:
    """A further version, begun from the newest one."""
    rows = Rubric.objects.filter(pk=rubric_id)
    found = fetch_visible(rows, rows if may_write_rules(request.actor) else rows.none(), refusal=str(REFUSAL))
    newest = newest_version(found)
    if request.method != "POST":
        form = RubricForm(
            initial={"title": newest.title, "replaces": newest.number, "valid_from": _proposed_day(newest)}
        )
        return _edit_page(request, newest, form, dimension_forms(read_dimensions(newest)))
    form, dimensions = RubricForm(request.POST), dimension_forms(data=request.POST)
    if not (form.is_valid() & dimensions.is_valid()):
        return _edit_page(request, newest, form, dimensions, status=422)
    typed = form.cleaned_data
    try:
        version = publish_rubric(
            rubric=found,
            title=typed["title"],
            dimensions=dimensions.dimensions(),
            valid_from=typed["valid_from"],
            replaces=typed["replaces"],
            actor=request.actor,
        )
    except RubricRefusedError as error:
        form.add_error(error.field, str(error))
        return _edit_page(request, newest, form, dimensions, status=422)
    except RubricChangedError as error:
        data = {**request.POST.dict(), "replaces": str(error.newest.number)}
        clashes = _clashes(dimensions.dimensions(), read_dimensions(error.newest))
        return _edit_page(request, error.newest, RubricForm(data), dimensions, clashes=clashes, refused=str(error))
    messages.success(
        request,
        _("%(version)s terbit dan berlaku mulai %(day)s.")
        % {"version": version.label, "day": long_date(version.valid_from)},
    )
    return redirect(f"{reverse('rubric', args=[found.pk])}?versi={version.number}")


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def new_rubric(request: RegionRequest) -> HttpResponse:
    """A rubric that the region does not have yet."""
    require_writer(request.actor)
    if request.method != "POST":
        rows = dimension_forms(extra=EMPTY_ROWS_OF_A_NEW_RUBRIC)
        return _new_page(request, NewRubricForm(), rows)
    form, dimensions = NewRubricForm(request.POST), dimension_forms(data=request.POST)
    if form.is_valid() & dimensions.is_valid():
        try:
            made = create_rubric(**form.cleaned_data, dimensions=dimensions.dimensions(), actor=request.actor)
        except RubricRefusedError as error:
            form.add_error(error.field, str(error))
        else:
            messages.success(request, _("Rubrik %(title)s terbit.") % {"title": form.cleaned_data["title"]})
            return redirect("rubric", made.pk)
    return _new_page(request, form, dimensions, status=422)


def _page(rubric_id: int, number: str | None) -> RubricPage:
    """A version of a rubric of the region: everybody of it may read all of them."""
    found = get_object_or_404(Rubric, pk=rubric_id)
    if number is not None and not (number.isdecimal() and len(number) <= 5):
        raise Http404
    page = load_rubric(found, timezone.localdate(), None if number is None else int(number))
    if page is None:
        raise Http404
    return page


def _edit_page(
    request: RegionRequest,
    newest: RubricVersion,
    form: RubricForm,
    dimensions: BaseDimensionForms,
    *,
    status: int = 200,
    clashes: Sequence[Clash] = (),
    refused: str = "",
) -> HttpResponse:
    context = {
        "newest": newest,
        "form": form,
        "dimensions": dimensions,
        "earliest": earliest_day(newest),
        "open_periods": rated_open_periods(),
        "clashes": clashes,
        "refused": refused,
    }
    return render(request, "appraisal/rubric_edit.html", context, status=409 if refused else status)


def _new_page(
    request: RegionRequest, form: NewRubricForm, dimensions: BaseDimensionForms, *, status: int = 200
) -> HttpResponse:
    return render(request, "appraisal/rubric_new.html", {"form": form, "dimensions": dimensions}, status=status)


def _proposed_day(newest: RubricVersion) -> datetime.date:
    """The first of next month, so that no month is rated against two versions; or the earliest day that may be."""
    today = timezone.localdate()
    following = datetime.date(today.year + today.month // 12, today.month % 12 + 1, 1)
    return max(following, earliest_day(newest))


def _clashes(mine: Sequence[Dimension], stored: Sequence[Dimension]) -> list[Clash]:
    """The texts in which what was typed and the newest version differ."""
    both = _texts(mine), _texts(stored)
    return [
        Clash(label, both[0].get(label, ""), both[1].get(label, ""))
        for label in {**both[1], **both[0]}
        if both[0].get(label) != both[1].get(label)
    ]


def _texts(dimensions: Sequence[Dimension]) -> dict[str, str]:
    texts = {}
    for dimension in dimensions:
        texts[_("%(code)s, nama") % {"code": dimension.code}] = dimension.name
        for level, anchor in enumerate(dimension.anchors, start=1):
            texts[_("%(code)s, tingkat %(level)s") % {"code": dimension.code, "level": level}] = anchor
    return texts
