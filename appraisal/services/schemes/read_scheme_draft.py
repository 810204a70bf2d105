"""What a draft says: a scheme ready to be published, or what is still wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass

from agencies.models import Agency
from appraisal.models import SchemeDraft
from appraisal.scoring.scheme import Scheme, scheme_fingerprint
from appraisal.scoring.scheme_notices import scheme_notices
from appraisal.scoring.scheme_parsing import parse_scheme
from appraisal.scoring.scheme_reading import Finding, SchemeError
from appraisal.services.schemes.scheme_problems import scheme_problems


@dataclass(frozen=True, slots=True)
class DraftReading:
    """``scheme`` is there when every key can be read; ``findings`` must be empty before it can be published.

    ``notices`` are consequences that its author should know, never a refusal.
    """

    scheme: Scheme | None
    findings: tuple[Finding, ...]
    notices: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        """Whether it could be published as it is."""
        return self.scheme is not None and not self.findings

    @property
    def fingerprint(self) -> str:
        """The fingerprint that the published version would have; empty while it cannot be read."""
        return "" if self.scheme is None else scheme_fingerprint(self.scheme)


def read_scheme_draft(draft: SchemeDraft) -> DraftReading:
    """What the draft says. Two queries."""
    return read_document(draft.document, draft.agency)


def read_document(document: Mapping[str, object], agency: Agency | None) -> DraftReading:
    """What a document says that was typed for an agency, or for the region."""
    said = draft_document(document, agency)
    try:
        scheme = parse_scheme(said)
    except SchemeError as error:
        return DraftReading(None, error.findings, ())
    return DraftReading(scheme, tuple(scheme_problems(scheme, agency)), scheme_notices(scheme))


def draft_document(document: Mapping[str, object], agency: Agency | None) -> dict[str, object]:
    """The document with the agency that the draft is for: whatever it says itself does not count."""
    said = {key: value for key, value in document.items() if key != "kode_opd"}
    return said if agency is None else {**said, "kode_opd": agency.code}
