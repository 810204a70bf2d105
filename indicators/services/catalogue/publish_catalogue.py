"""Indicators of an agency come into force together: the next version of its catalogue."""

import datetime

from django.db.models import Max

from agencies.models import Agency, AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from indicators.models import CataloguePublication


def open_publication(
    *, agency: Agency, valid_from: datetime.date, note: str = "", actor: Actor | None = None
) -> CataloguePublication:
    """The next publication of an agency, for versions of indicators that are then written with it.

    ``valid_from`` is the first of the month from which changed indicators apply. Another publication of the same
    agency waits until this transaction ends, so that no two take one number.
    """
    number = next_publication_number(agency, hold=True)
    publication = CataloguePublication.objects.create(
        agency=agency,
        number=number,
        valid_from=valid_from,
        note=note.strip(),
        published_by_id=actor.user_id if actor else None,
    )
    record_event(
        action=AuditEvent.Action.CATALOGUE_PUBLISHED,
        subject=f"katalog {agency.name} versi {number}",
        actor=actor,
        details={"kode_opd": agency.code, "version": number, "valid_from": str(valid_from), "note": note.strip()},
    )
    return publication


def next_publication_number(agency: Agency, *, hold: bool = False) -> int:
    """The version that the agency's catalogue would get next; with ``hold`` nobody else takes it meanwhile."""
    if hold:
        Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    newest = CataloguePublication.objects.filter(agency=agency).aggregate(number=Max("number"))["number"]
    return (newest or 0) + 1
