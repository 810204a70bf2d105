"""Scoring rules come into force: a scheme is stored as a new version, never changed (contract 2, 4)."""

from django.db import connection
from django.db.models import Max

from agencies.models import Agency
from agencies.tenancy.scope import current_region_id
from appraisal.models import SchemeVersion
from appraisal.scoring.scheme import Scheme, scheme_fingerprint


def publish_scheme(*, scheme: Scheme, agency: Agency | None = None) -> SchemeVersion:
    """Store a scheme under the next number of the region in scope; with ``agency`` for it and its sub-units."""
    with connection.cursor() as cursor:  # two people at once must not take one number
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('publish_scheme'), %s)", [current_region_id()])
    newest = SchemeVersion.objects.aggregate(number=Max("number"))["number"] or 0
    return SchemeVersion.objects.create(
        agency=agency,
        name=scheme.name,
        number=newest + 1,
        valid_from=scheme.valid_from,
        document=scheme.to_document(),
        fingerprint=scheme_fingerprint(scheme),
    )
