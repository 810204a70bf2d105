"""Drafts of schemes for tests, and what a browser sends for them."""

from typing import Any

from agencies.models import Agency
from agencies.permissions import actor_of
from appraisal.forms.scheme_data import form_data
from appraisal.models import SchemeDraft, SchemeVersion
from appraisal.services.schemes.simulate_scheme import simulate_scheme
from tests.appraisal.factories import a_period, a_scheme
from tests.cast import Cast


def a_draft(cast: Cast, agency: Agency | None = None, **rules: object) -> SchemeDraft:
    """A draft that begins with the region's rules and says something else of some keys."""
    version = SchemeVersion.objects.filter(agency=None).first() or a_scheme()
    return SchemeDraft.objects.create(agency=agency, document=version.document | rules, edited_by=cast.region_admin)


def fields(draft: SchemeDraft, **typed: str) -> dict[str, Any]:
    """The whole form as the browser sends it, with some fields typed over; `result__0__weight` is `result-0-weight`."""
    data = form_data(draft.document) | {"edition": str(draft.edition)}
    return data | {name.replace("__", "-"): text for name, text in typed.items()}


def a_simulated_draft(cast: Cast) -> SchemeDraft:
    """A draft that would change predicates, simulated on January; the same one when asked again."""
    found = SchemeDraft.objects.first()
    if found is not None:
        return found
    draft = a_draft(cast, valid_from="2027-01-01", bands={"above": "110", "expected": "101.5"})
    return simulate_scheme(draft=draft, edition=1, period=a_period(), actor=actor_of(cast.region_admin))
