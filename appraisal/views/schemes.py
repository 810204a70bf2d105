"""The scoring rules for everybody of the region: which apply, and one version explained."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.views.access import RegionRequest, for_people_of_a_region
from agencies.views.attachment import attachment
from appraisal.forms.schemes import NewDraftForm
from appraisal.models import SchemeDraft, SchemeVersion
from appraisal.permissions import may_write_rules
from appraisal.scoring.scheme_parsing import parse_scheme
from appraisal.scoring.scheme_writing import scheme_toml
from appraisal.services.schemes.load_scheme import exempt_agencies, load_scheme
from appraisal.services.schemes.load_schemes import load_schemes


@require_safe
@for_people_of_a_region
def schemes(request: RegionRequest) -> HttpResponse:
    """The versions of the region and of each agency with rules of its own; for the region admin also the drafts."""
    writes = may_write_rules(request.actor)
    context = {
        "shelves": load_schemes(timezone.localdate(), employee_id=request.actor.employee_id),
        "writes": writes,
        "drafts": list(SchemeDraft.objects.select_related("agency", "edited_by").order_by("id")) if writes else [],
    }
    return render(request, "appraisal/schemes.html", context)


@require_safe
@for_people_of_a_region
def scheme(request: RegionRequest, number: int) -> HttpResponse:
    """One version: every setting in a sentence, an example, what it changed and what was evaluated by it."""
    version = _version(number)
    writes = may_write_rules(request.actor)
    context = {
        "page": load_scheme(version),
        "exempt": exempt_agencies(version.agency),
        "new_draft": NewDraftForm(initial={"opd": version.agency.code if version.agency else ""}) if writes else None,
    }
    return render(request, "appraisal/scheme.html", context)


@require_safe
@for_people_of_a_region
def scheme_file(_request: RegionRequest, number: int) -> HttpResponse:
    """The version as a TOML file that reads back to the same fingerprint."""
    version = _version(number)
    content = scheme_toml(parse_scheme(version.document))
    return attachment(f"skema-{version.number}.toml", "application/toml; charset=utf-8", content)


def _version(number: int) -> SchemeVersion:
    """A published version of the region: everybody of it may read all of them."""
    return get_object_or_404(SchemeVersion.objects.select_related("agency"), number=number)
