"""Somebody begins to write new scoring rules: from a version that is there, or from a file."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from agencies.models import Agency, AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.models import SchemeDraft
from appraisal.services.schemes.read_scheme_draft import draft_document


class DraftExistsError(ValueError):
    """The region or the agency has a draft already; ``draft`` is that one."""

    def __init__(self, draft: SchemeDraft) -> None:
        self.draft = draft
        whose = draft.agency.name if draft.agency else _("seluruh daerah")
        super().__init__(
            _("Sudah ada draf skema untuk %(whose)s. Lanjutkan draf itu, atau buang dahulu.") % {"whose": whose}
        )


def start_scheme_draft(
    *, document: Mapping[str, object], agency: Agency | None, actor: Actor, source: str
) -> SchemeDraft:
    """A draft of the region, or of an agency with its sub-units; ``source`` says in words what it begins with.

    Raises:
        DraftExistsError: there is one already.
    """
    facts = {"document": draft_document(document, agency), "edited_by_id": actor.user_id}
    draft, is_new = SchemeDraft.objects.get_or_create(agency=agency, defaults=facts)
    if not is_new:
        raise DraftExistsError(draft)
    record_event(
        action=AuditEvent.Action.SCHEME_DRAFTED,
        subject=scheme_scope(agency),
        actor=actor,
        details={"source": source, "edition": draft.edition},
    )
    return draft


def scheme_scope(agency: Agency | None) -> str:
    """For whom rules are, as the audit trail says it."""
    return f"skema {agency.name}" if agency else "skema daerah"
