"""Documents that are being made: what was asked for, what is done."""

from reports.models.report_run import ReportKind, ReportPart, ReportRun
from reports.models.scorecard_request import ScorecardRequest

__all__ = ["ReportKind", "ReportPart", "ReportRun", "ScorecardRequest"]
