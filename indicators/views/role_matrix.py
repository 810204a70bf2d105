"""Matriks peran hasil: a leader shares the own results with the staff."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.services.find_region_admins import find_region_admins
from agencies.views.access import RegionRequest, for_people_of_a_region
from indicators.services.plans.load_role_matrix import RoleMatrix, load_role_matrix
from indicators.services.plans.plan_errors import NotYourTurn
from indicators.services.plans.share_matrix import Shares, SharingRefused, share_matrix
from indicators.views.team_plans import asked_year, refuse_who_never_leads, years_around

CONFLICT = 409


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def role_matrix(request: RegionRequest) -> HttpResponse:
    """Who supports which result in a year (`?tahun=`); POST brings the plans to what is ticked."""
    refuse_who_never_leads(request.actor)
    today = timezone.localdate()
    year = asked_year(request, today)
    matrix = load_role_matrix(actor=request.actor, year=year, day=today)
    if request.method != "POST":
        return _page(request, matrix)
    shares = _posted(request.POST, matrix)
    try:
        changed = share_matrix(shares=shares, year=year, actor=request.actor, day=today)
    except NotYourTurn as error:
        raise PermissionDenied(_("Hasil dibagikan setelah SKP Anda sendiri diajukan atau disepakati.")) from error
    except SharingRefused as error:
        return _page(request, matrix, shares, error.reasons)
    if changed:
        messages.success(request, _("Hasil dibagikan: SKP %(count)s pegawai diperbarui.") % {"count": changed})
    else:
        messages.info(request, _("Tidak ada perubahan: pembagian hasil sudah seperti yang Anda pilih."))
    return redirect(f"{reverse('role-matrix')}?tahun={year}")


def _posted(data: QueryDict, matrix: RoleMatrix) -> dict[int, Shares]:
    """What was ticked for each person, beside what the screen began with. What is locked stays as it is."""
    shares = {}
    for row in matrix.rows:
        name = row.placement.pk
        if f"semula-{name}" not in data:
            continue
        before = _keys(data.get(f"semula-{name}", "").split(","))
        fixed = before & {cell.result.key for cell in row.cells if cell.lock}
        shares[name] = Shares(before, _keys(data.getlist(f"dukung-{name}")) | fixed)
    return shares


def _keys(texts: Iterable[str]) -> frozenset[UUID]:
    """The keys among what was sent; anything else was on no screen."""
    found = set()
    for text in texts:
        try:
            found.add(UUID(text))
        except ValueError:
            continue
    return frozenset(found)


def _page(
    request: RegionRequest,
    matrix: RoleMatrix,
    shares: dict[int, Shares] | None = None,
    reasons: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    """The matrix; after a refusal with the ticks as they were sent."""
    context = {
        "matrix": matrix,
        "years": years_around(timezone.localdate(), matrix.year),
        "ticked": {name: share.after for name, share in (shares or {}).items()},
        "reasons": reasons,
        "admins": () if matrix.rows else find_region_admins(),
        "is_employee": request.actor.employee_id is not None,
    }
    return render(request, "indicators/plan_matrix.html", context, status=CONFLICT if reasons else 200)
