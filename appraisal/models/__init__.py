"""How it went: periods, actuals, ratings, attendance, schemes, and the evaluations that follow from them."""

from appraisal.models.actual import Actual, ActualState
from appraisal.models.attendance import AttendanceRecap
from appraisal.models.check_in import CheckIn, NextStep
from appraisal.models.delivery import Delivery
from appraisal.models.digest import Digest
from appraisal.models.evaluation import Evaluation, EvaluationItem
from appraisal.models.evidence import ActualEvidence, Evidence
from appraisal.models.feedback import Feedback, FeedbackRequest
from appraisal.models.follow_up import Exclusion, Reminder
from appraisal.models.nomination import RaterNomination
from appraisal.models.organisation import DistributionReason, FinalJudgement, OrganisationRating
from appraisal.models.period import Period, PeriodKind, PeriodState
from appraisal.models.rating import RaterRole, Rating, RatingOverride
from appraisal.models.rating_sheet import RatingChange, SentRating
from appraisal.models.rubric import Rubric, RubricDimension, RubricVersion
from appraisal.models.run import (
    ACTIVE_RUNS,
    ChunkState,
    EvaluationChunk,
    EvaluationFailure,
    EvaluationRun,
    RunState,
    StaleInput,
)
from appraisal.models.schedule import PeriodExtension, PeriodRule, ScheduledStep
from appraisal.models.scheme import SchemeVersion
from appraisal.models.scheme_draft import SchemeDraft
from appraisal.models.verification import Verification

__all__ = [
    "ACTIVE_RUNS",
    "Actual",
    "ActualEvidence",
    "ActualState",
    "AttendanceRecap",
    "CheckIn",
    "ChunkState",
    "Delivery",
    "Digest",
    "DistributionReason",
    "Evaluation",
    "EvaluationChunk",
    "EvaluationFailure",
    "EvaluationItem",
    "EvaluationRun",
    "Evidence",
    "Exclusion",
    "Feedback",
    "FeedbackRequest",
    "FinalJudgement",
    "NextStep",
    "OrganisationRating",
    "Period",
    "PeriodExtension",
    "PeriodKind",
    "PeriodRule",
    "PeriodState",
    "RaterNomination",
    "RaterRole",
    "Rating",
    "RatingChange",
    "RatingOverride",
    "Reminder",
    "Rubric",
    "RubricDimension",
    "RubricVersion",
    "RunState",
    "ScheduledStep",
    "SchemeDraft",
    "SchemeVersion",
    "SentRating",
    "StaleInput",
    "Verification",
]
