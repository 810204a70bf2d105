"""The agreement of a unit for a year: a grid of weights and monthly targets, written by its admins."""

from collections.abc import Iterator

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.dates import moment
from agencies.models import Agency
from agencies.services.load_agency_tree import load_agency_tree
from agencies.views.access import RegionRequest, for_people_of_a_region
from agencies.views.clash import Clash
from indicators.forms.agreement_desk import ACTS, Desk, posted_desk, posted_keys, stored_desk
from indicators.forms.agreements import years_around
from indicators.forms.grid_patterns import WHY_NOT_CUT
from indicators.forms.item_grid import ReadGrid, grid_data, grid_differences
from indicators.permissions import agreements_readable_by, may_configure
from indicators.services.agreements.load_agreement import AgreementSheet, load_agreement
from indicators.services.agreements.save_agreement import AgreementChangedError, save_agreement

SHOWN_NOTES = 5


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def agreement(request: RegionRequest, agency_code: str, year: int) -> HttpResponse:
    """The grid. Buttons within it change what is on the screen; only Simpan stores it."""
    sheet = _sheet(request, agency_code, year)
    if request.method != "POST":
        return _page(request, sheet, stored_desk(sheet))
    if not may_configure(request.actor, sheet.unit.id):
        raise PermissionDenied(
            _("Perjanjian kinerja %(unit)s diisi oleh adminnya dan admin daerah. Anda dapat membacanya.")
            % {"unit": sheet.unit.name}
        )
    data = request.POST.dict()
    desk = posted_desk(sheet, data)
    for name, act in ACTS.items():
        if name in data:
            desk = act(sheet, desk, data[name])
            return _page(request, sheet, desk, is_unsaved=True, status=422 if desk.is_refused else 200)
    return _saved(request, sheet, desk)


def _sheet(request: RegionRequest, agency_code: str, year: int) -> AgreementSheet:
    tree, today = load_agency_tree(), timezone.localdate()
    unit = tree.find(agency_code)
    if unit is None or year not in years_around(today.year):
        raise Http404
    if unit.id not in agreements_readable_by(request.actor, tree, today):
        raise PermissionDenied(
            _("Perjanjian kinerja %(unit)s untuk pegawainya, adminnya, dan pembaca seluruh daerah.")
            % {"unit": unit.name}
        )
    return load_agreement(unit=unit, above=tree.above(unit), year=year, today=today)


def _saved(request: RegionRequest, sheet: AgreementSheet, desk: Desk) -> HttpResponse:
    grid = desk.grid
    if grid.problems:
        return _page(request, sheet, desk, is_unsaved=True, status=422)
    try:
        save_agreement(
            agency=Agency.objects.get(pk=sheet.unit.id),
            year=sheet.year,
            edition=_posted_edition(desk.data.get("edition", "")),
            rows=grid.read,
            actor=request.actor,
        )
    except AgreementChangedError:
        return _stale(request, sheet, desk)
    _tell(request, grid)
    if len(desk.rows) < len(set(posted_keys(desk.data))):
        messages.warning(request, _("Sebagian indikator tidak lagi dapat dipakai unit ini dan tidak disimpan."))
    return redirect("agreement", sheet.unit.code, sheet.year)


def _stale(request: RegionRequest, sheet: AgreementSheet, desk: Desk) -> HttpResponse:
    """Both values of what differs; what was typed stays, and the next Simpan puts it on top."""
    newest = _sheet(request, sheet.unit.code, sheet.year)
    mine = posted_desk(newest, desk.data)
    return _page(request, newest, mine, clashes=list(_clashes(mine, newest)), is_unsaved=True, status=409)


def _clashes(mine: Desk, newest: AgreementSheet) -> Iterator[Clash]:
    stored = {row.key: row for row in newest.rows}
    both = [row for row in mine.rows if row.key in stored]
    for label, typed, kept in grid_differences(mine.data, grid_data(newest.rows), both):
        yield Clash(label, typed, kept)
    for row in mine.rows:
        if row.key not in stored:
            yield Clash(row.code, _("ada di lembar"), _("tidak ada"))
    for key, row in stored.items():
        if key not in mine.keys:
            yield Clash(row.code, _("tidak ada"), _("ada di lembar"))


def _page(
    request: RegionRequest,
    sheet: AgreementSheet,
    desk: Desk,
    *,
    clashes: list[Clash] | None = None,
    is_unsaved: bool = False,
    status: int = 200,
) -> HttpResponse:
    stored = sheet.agreement
    context = {
        "sheet": sheet,
        "typed": desk,
        "grid": desk.grid,
        "offered": sheet.offered_beside(desk.keys),
        "copied_rows": sum(row.key not in desk.keys for row in sheet.previous),
        "may_edit": may_configure(request.actor, sheet.unit.id),
        "why_not_cut": str(WHY_NOT_CUT),
        "clashes": clashes,
        "is_unsaved": is_unsaved,
        "edited": moment(stored.edited_at) if stored and stored.edition else "",
        "editor": stored.edited_by.login if stored and stored.edited_by else "",
    }
    return render(request, "indicators/agreement.html", context, status=status)


def _tell(request: RegionRequest, grid: ReadGrid) -> None:
    """That it is stored, what the weights still lack, and which numbers could have been meant otherwise."""
    said = _("Tersimpan. Jumlah bobot %(words)s.") % {"words": grid.weight_words}
    (messages.success if grid.is_complete or not grid.rows else messages.warning)(request, said)
    for row, cell in grid.notes[:SHOWN_NOTES]:
        messages.warning(request, f"{row.row.code}, {cell.label}: {cell.note}")


def _posted_edition(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 10 else -1
