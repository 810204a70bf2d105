"""The document of an evaluation (Dokumen Evaluasi Kinerja Pegawai, format D.1.1) as values (domain 5.3)."""

import datetime
from dataclasses import dataclass

from appraisal.documents.scorecard import Identity, Status
from appraisal.scoring.types import Predicate
from reports.documents.evaluation_form import OrganisationResult
from reports.documents.plan_form import FormPerson
from reports.documents.spans import long_span


@dataclass(frozen=True, slots=True)
class EvaluationDocument:
    """Everything that the document says. ``predicate`` is there once the evaluation is complete.

    ``rater`` is the regional head where no employee rates; ``superior`` is empty where nobody stands above. ``note`` is
    the recommendation that was delivered; the days are those on which the result was delivered and taken note of.
    """

    identity: Identity
    first_day: datetime.date
    last_day: datetime.date
    employee: FormPerson
    rater: FormPerson
    superior: FormPerson | None
    organisation: OrganisationResult
    predicate: Predicate | None
    note: str
    delivered_at: datetime.datetime | None
    acknowledged_at: datetime.datetime | None

    @property
    def days(self) -> str:
        """`1 s.d. 30 November 2026`."""
        return long_span(self.first_day, self.last_day)

    @property
    def is_complete(self) -> bool:
        """Whether the predicate may be printed."""
        return self.identity.status is not Status.INCOMPLETE
