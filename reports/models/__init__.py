"""Documents that are being made: what was asked for, what is done."""

from reports.models.plan_form_request import Paper, PlanFormRequest
from reports.models.print_request import PrintRequest
from reports.models.report_run import ReportKind, ReportPart, ReportRun
from reports.models.scorecard_request import ScorecardRequest

__all__ = ["Paper", "PlanFormRequest", "PrintRequest", "ReportKind", "ReportPart", "ReportRun", "ScorecardRequest"]
