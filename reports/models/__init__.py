"""Documents: what was asked for, what was issued, how paper looks."""

from reports.models.document import Document, DocumentSeries, DocumentSignature
from reports.models.document_request import DocumentRequest
from reports.models.kinds import AboutSubject, DocumentKind, Paper
from reports.models.letterhead import Letterhead
from reports.models.report_run import ACTIVE_REPORTS, Bundle, ReportKind, ReportPart, ReportRun, ReportState

__all__ = [
    "ACTIVE_REPORTS",
    "AboutSubject",
    "Bundle",
    "Document",
    "DocumentKind",
    "DocumentRequest",
    "DocumentSeries",
    "DocumentSignature",
    "Letterhead",
    "Paper",
    "ReportKind",
    "ReportPart",
    "ReportRun",
    "ReportState",
]
