"""``/api/v1/evaluations/``: what a person may read on screen, a program of that person may read here."""

from collections.abc import Mapping, Sequence
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.api.asked import AGENCY, CHANGED_SINCE, NIP, SEARCH, asked_number, asked_text, refuse_unheard
from agencies.api.listing import ListView
from agencies.api.views import ApiView
from agencies.models import ApiScope
from agencies.views.access import fetch_visible
from appraisal.api.asked import REQUIRED_PERIOD, asked_period
from appraisal.api.serializers import EvaluationSerializer, RevisionSerializer, ScorecardSerializer
from appraisal.models import Evaluation
from appraisal.querysets import EvaluationQuerySet
from appraisal.services.scorecards.find_evaluations import find_evaluations, ranks_of, withhold
from appraisal.services.scorecards.load_scorecard import load_scorecards
from appraisal.views.scorecard import REFUSAL


class EvaluationListView(ListView):
    """The latest evaluations of a period that the account may read."""

    read_scope = ApiScope.EVALUATIONS_READ
    # No order by a figure: where figures wait (docs/adr/0008) the place in the list would tell them.
    orders = {
        "agency": ("agency__code", "employee__name__sort_key", "employee__nip", "plan_id"),
        "name": ("employee__name__sort_key", "employee__nip", "plan_id"),
        "nip": ("employee__nip", "plan_id"),
        "-nip": ("-employee__nip", "-plan_id"),
    }

    @extend_schema(
        operation_id="evaluations_list",
        parameters=[REQUIRED_PERIOD, AGENCY, NIP, SEARCH, CHANGED_SINCE],
        responses=EvaluationSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """One page, by agency code and name unless told; ``changed_since`` asks when it was evaluated."""
        found = find_evaluations(
            period=asked_period(request), actor=self.actor, search=asked_text(request, "search")
        ).select_related("employee", "agency", "period", "scheme")
        found = self.narrowed(found, agency="agency_id", nip="employee__nip", changed="created_at")
        return self.answer(found, EvaluationSerializer, self._withheld)

    def _withheld(self, page: Sequence[Evaluation]) -> Mapping[str, Any]:
        """Ranks are asked of the rows as they are stored; then what waits is emptied."""
        ranks = ranks_of(page, self.actor)
        withhold(page)
        return {"ranks": ranks}


class ScorecardView(ApiView):
    """One revision of the evaluation of a plan in a period."""

    read_scope = ApiScope.EVALUATIONS_READ

    @extend_schema(
        operation_id="evaluations_retrieve",
        parameters=[
            OpenApiParameter("revision", {"type": "integer", "minimum": 1}, description="the one in force unless told")
        ],
        responses=ScorecardSerializer,
    )
    def get(self, request: Request, code: str, plan_id: int) -> Response:
        """The evaluation with its whole computation."""
        number = asked_number(request, "revision")
        refuse_unheard(request)
        rows = _revisions(code, plan_id)
        asked = rows.latest() if number is None else rows.filter(revision=number)
        return Response(ScorecardSerializer(self._card(asked)).data)

    def _card(self, rows: EvaluationQuerySet) -> Any:
        [card] = load_scorecards([fetch_visible(rows, rows.visible_to(self.actor), refusal=str(REFUSAL))])
        return card


class RevisionListView(ScorecardView):
    """What became of an evaluation."""

    @extend_schema(operation_id="evaluations_revisions", parameters=[], responses=RevisionSerializer(many=True))
    def get(self, request: Request, code: str, plan_id: int) -> Response:
        """Every revision that the account may read, oldest first. All at once: there are few."""
        del request
        rows = _revisions(code, plan_id)
        card = self._card(rows.latest())
        readable = rows.visible_to(self.actor).values_list("revision", flat=True)
        return Response(RevisionSerializer(card.trail.only(set(readable)).revisions, many=True).data)


def _revisions(code: str, plan_id: int) -> EvaluationQuerySet:
    return Evaluation.objects.filter(period__code=code, plan_id=plan_id)
