"""A draft becomes the next version of the scheme."""

from django.utils.translation import gettext as _

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.models import SchemeDraft, SchemeVersion
from appraisal.scoring.scheme import Scheme
from appraisal.services.schemes.publish_scheme import publish_scheme
from appraisal.services.schemes.read_scheme_draft import DraftReading, read_scheme_draft
from appraisal.services.schemes.save_scheme_draft import edition_of
from appraisal.services.scorecards.find_evaluations import evaluated_periods


class DraftNotReadyError(ValueError):
    """The draft may not be published yet; the text says what is to be done first."""


def publish_scheme_draft(*, draft: SchemeDraft, edition: int, actor: Actor) -> SchemeVersion:
    """Publish what the draft says, and remove the draft.

    Raises:
        DraftChangedError: somebody saved another edition meanwhile.
        DraftNotReadyError: it has problems, says what is in force already, or was not simulated as it stands.
    """
    stored = edition_of(draft, edition)
    reading = read_scheme_draft(stored)
    reason = why_not_ready(stored, reading)
    if reason or reading.scheme is None:
        raise DraftNotReadyError(reason)
    version = publish_scheme(scheme=reading.scheme, agency=stored.agency)
    record_event(
        action=AuditEvent.Action.SCHEME_PUBLISHED,
        subject=str(version),
        actor=actor,
        details={
            "valid_from": str(version.valid_from),
            "kode_opd": reading.scheme.agency_code,
            "fingerprint": version.fingerprint,
            "simulated": bool(stored.simulated_fingerprint),
        },
    )
    stored.delete()
    return version


def why_not_ready(draft: SchemeDraft, reading: DraftReading) -> str:
    """What stands in the way of publishing, as a sentence; empty when nothing does. At most two queries."""
    if reading.scheme is None or reading.findings:
        left = {"count": len(reading.findings)}
        return _("Draf ini masih memiliki %(count)s hal yang perlu diperbaiki. Perbaiki dahulu.") % left
    same = _newest_of_that_day(draft, reading.scheme)
    if same is not None and same.fingerprint == reading.fingerprint:
        return _("Isi draf ini sama dengan %(version)s. Ubah dahulu, atau buang draf ini.") % {"version": same.label}
    if needs_simulation(draft, reading):
        return _("Jalankan simulasi atas isi draf ini dahulu, agar akibatnya terlihat sebelum diterbitkan.")
    return ""


def needs_simulation(draft: SchemeDraft, reading: DraftReading) -> bool:
    """Whether exactly this content has not been simulated although there is a period to simulate it on."""
    return draft.simulated_fingerprint != reading.fingerprint and evaluated_periods().exists()


def _newest_of_that_day(draft: SchemeDraft, scheme: Scheme) -> SchemeVersion | None:
    of_that_day = SchemeVersion.objects.filter(agency=draft.agency, valid_from=scheme.valid_from)
    return of_that_day.order_by("-number").first()
