"""The figures of an open period from the inputs as they are now: computed like an evaluation, and stored nowhere."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import Employee
from appraisal.documents.delivery import Trail
from appraisal.documents.describe import Words, describe
from appraisal.documents.scorecard import Figures, Identity, Person, Scorecard, Status, position_with_kind
from appraisal.models import Evaluation, Period
from appraisal.period_codes import parse_period_code
from appraisal.scoring.anonymity import as_provisional, weighs_anonymous, without_anonymous
from appraisal.scoring.card import ScoreCard
from appraisal.scoring.engine import score
from appraisal.scoring.snapshot import fingerprint, snapshot_text
from appraisal.scoring.types import PlacementKind, Sheet
from appraisal.services.evaluation.load_sheets import LoadedPlan, load_sheets
from appraisal.services.evaluation.period_facts import NoSchemeError, load_period_facts
from appraisal.services.peers.sealed import AskedPeers
from appraisal.services.rubrics.load_rubric_words import RubricWords, rubric_words_on
from appraisal.services.scorecards.leave_out_drafts import Drafts, drafts_of, with_unsent
from indicators.models import IndicatorVersion, Plan


@dataclass(frozen=True, slots=True)
class LivePlan:
    """A plan as it would be evaluated now.

    ``sheet`` is what the employee may see of it: without the levels of peers and subordinates while one of them can
    still send (``is_held_back``), so that nobody learns by looking twice what one of them gave; and without what the
    rater saved and has not sent (``is_being_rated``). ``fingerprint`` is that of what may be seen: that somebody wrote
    what may not is no reason to compute afresh.
    """

    plan: LoadedPlan
    agency: str
    sheet: Sheet
    fingerprint: str
    is_held_back: bool
    is_being_rated: bool

    @property
    def card(self) -> ScoreCard:
        """What the engine says of it; without a predicate while something is held back."""
        card = score(self.sheet, self.plan.scheme.rules)
        return as_provisional(card) if self.is_held_back else card


def load_live_plans(*, employee_id: int, period: Period, evaluated: Collection[Evaluation] = ()) -> list[LivePlan]:
    """The agreed plans of one person with a month in the period; none where the agency has no valid scheme.

    ``evaluated`` are the evaluations in force, whose levels stand as long as the rater is at work on others.
    Fifteen queries; three more under a scheme that counts peers or subordinates.
    """
    plans = Plan.objects.all().agreed().of([employee_id], period.first_day.year)
    known = {pk: (agency, unsent) for pk, agency, unsent in with_unsent(plans, period)}
    if not known:
        return []
    try:
        loaded = load_sheets(load_period_facts(period), list(known))
    except NoSchemeError:
        return []
    drafts = drafts_of({plan.plan_id: (plan.rater_id, known[plan.plan_id][1]) for plan in loaded}, period)
    stored = {row.plan_id: row for row in evaluated}
    waits = _waits_for_peers(loaded, employee_id, period)
    return [
        _live(
            plan,
            agency=known[plan.plan_id][0],
            drafts=drafts[plan.plan_id],
            stored=stored.get(plan.plan_id),
            waits=waits and weighs_anonymous(plan.scheme.rules),
        )
        for plan in loaded
    ]


def _waits_for_peers(plans: Collection[LoadedPlan], employee_id: int, period: Period) -> bool:
    """Whether an evaluation of this moment would have to wait for peers or subordinates (docs/adr/0008).

    Who is approved to rate decides it, so that the page says the same before and after the first of them sends.
    """
    if not any(weighs_anonymous(plan.scheme.rules) for plan in plans):
        return False
    imagined = Evaluation(period_id=period.pk, employee_id=employee_id, created_at=timezone.now())
    return AskedPeers.load([imagined]).makes_wait(imagined)


def _live(plan: LoadedPlan, *, agency: str, drafts: Drafts, stored: Evaluation | None, waits: bool) -> LivePlan:
    told = drafts.without(plan.sheet, stored)
    shown = without_anonymous(told) if waits else told
    proof = fingerprint(snapshot_text(shown, plan.context))
    return LivePlan(plan, agency, shown, proof, is_held_back=waits, is_being_rated=drafts.are_there)


def describe_live(
    plans: Sequence[LivePlan], *, period: Period, trails: Mapping[int, Trail], now: datetime.datetime
) -> list[Scorecard]:
    """Their scorecards, with the status ``sementara`` and the moment at which they were computed. Three queries."""
    if not plans:
        return []
    texts = _Texts.load(plans, period)
    return [texts.scorecard(one, period, trails.get(one.plan.plan_id, Trail()), now) for one in plans]


@dataclass(frozen=True, slots=True)
class _Texts:
    """What people call the keys of some plans."""

    people: Mapping[int, Person]
    versions: Mapping[int, IndicatorVersion]
    rubrics: RubricWords

    @classmethod
    def load(cls, plans: Collection[LivePlan], period: Period) -> "_Texts":
        loaded = [one.plan for one in plans]
        named = {pk for one in loaded for pk in (one.employee_id, one.rater_id, one.superior_id) if pk is not None}
        people = Employee.objects.filter(pk__in=named).values_list("id", "name", "nip")
        versions = {version_id for one in loaded for _pk, version_id in one.item_ids.values()}
        return cls(
            people={pk: Person(name, nip) for pk, name, nip in people},
            versions=IndicatorVersion.objects.in_bulk(versions),
            rubrics=rubric_words_on({period.last_day})[period.last_day],
        )

    def scorecard(self, live: LivePlan, period: Period, trail: Trail, now: datetime.datetime) -> Scorecard:
        """One of them."""
        card = live.card
        # What was stored with anonymous levels in it tells of them as well, revision by revision.
        told = trail.without_outcomes(but_of=None) if live.is_held_back else trail
        words = self._words(live)
        identity, rules = self._identity(live, period, now), live.plan.scheme.rules
        held_back = _held_back_sentence() if live.is_held_back else ""
        return describe(identity, _figures(card), live.sheet, rules, words, trail=told, held_back=held_back)

    def _identity(self, live: LivePlan, period: Period, now: datetime.datetime) -> Identity:
        plan = live.plan
        kind = PlacementKind(plan.kind)
        return Identity(
            plan_id=plan.plan_id,
            period_code=period.code,
            period_label=parse_period_code(period.code).label,
            revision=0,
            is_latest=True,
            status=Status.PROVISIONAL,
            employee=self.people[plan.employee_id],
            position=position_with_kind(plan.position, kind),
            agency=live.agency,
            is_definitive=kind is PlacementKind.DEFINITIVE,
            months=plan.sheet.months,
            plan_days=plan.context.plan_days,
            rater=self._person(plan.rater_id),
            superior=self._person(plan.superior_id),
            scheme_name=plan.scheme.rules.name,
            scheme_number=plan.scheme.number,
            fingerprint="",
            evaluated_at=now,
        )

    def _person(self, person_id: int | None) -> Person | None:
        return None if person_id is None else self.people[person_id]

    def _words(self, live: LivePlan) -> Words:
        versions = {key: self.versions[version_id] for key, (_pk, version_id) in live.plan.item_ids.items()}
        return Words(
            items={key: version.name for key, version in versions.items()},
            units={key: version.unit for key, version in versions.items()},
            rubrics=self.rubrics.titles,
            dimensions=self.rubrics.names,
            anchors=self.rubrics.anchors,
            # The rater's own rating and its reason are told with the evaluation, not while they may still change.
            override_reasons={},
            shows_groups=not live.is_held_back,
        )


def _held_back_sentence() -> str:
    return _("penilaian rekan dan bawahan belum ditutup: angka sementara ini dihitung tanpa penilaian mereka")


def _figures(card: ScoreCard) -> Figures:
    return Figures(
        indicators=card.indicators.score,
        result=card.result.score,
        behaviour=card.behaviour.score,
        final=card.final,
        result_rating=card.result.rating,
        behaviour_rating=card.behaviour.rating,
        predicate=card.predicate,
    )
