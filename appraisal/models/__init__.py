"""How it went: periods, actuals, ratings, attendance, schemes, and the evaluations that follow from them."""

from appraisal.models.actual import Actual, ActualState
from appraisal.models.attendance import AttendanceRecap
from appraisal.models.delivery import Delivery
from appraisal.models.evaluation import Evaluation, EvaluationItem
from appraisal.models.period import Period, PeriodKind, PeriodState
from appraisal.models.rating import RaterRole, Rating, RatingOverride
from appraisal.models.rubric import Rubric, RubricDimension, RubricVersion
from appraisal.models.run import ChunkState, EvaluationChunk, EvaluationRun
from appraisal.models.scheme import SchemeVersion
from appraisal.models.scheme_draft import SchemeDraft

__all__ = [
    "Actual",
    "ActualState",
    "AttendanceRecap",
    "ChunkState",
    "Delivery",
    "Evaluation",
    "EvaluationChunk",
    "EvaluationItem",
    "EvaluationRun",
    "Period",
    "PeriodKind",
    "PeriodState",
    "RaterRole",
    "Rating",
    "RatingOverride",
    "Rubric",
    "RubricDimension",
    "RubricVersion",
    "SchemeDraft",
    "SchemeVersion",
]
