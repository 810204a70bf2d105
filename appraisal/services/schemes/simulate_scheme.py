"""What a draft would have changed in a period that was evaluated: every sheet scored again, nothing written."""

import dataclasses
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from celery import current_app
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.permissions import Actor
from agencies.tenancy.scope import current_region_id
from appraisal.models import Evaluation, Period, SchemeDraft, SchemeVersion
from appraisal.scoring.card import ScoreCard
from appraisal.scoring.engine import score
from appraisal.scoring.scheme import Scheme, scheme_fingerprint
from appraisal.scoring.types import Predicate
from appraisal.services.evaluation.evaluate_period import blocks_of
from appraisal.services.evaluation.load_sheets import LoadedPlan, load_sheets
from appraisal.services.evaluation.period_facts import PeriodFacts, ValidScheme, load_period_facts
from appraisal.services.peers.sealed import without_open_peers
from appraisal.services.schemes.publish_scheme_draft import DraftNotReadyError
from appraisal.services.schemes.read_scheme_draft import read_scheme_draft
from appraisal.services.schemes.save_scheme_draft import edition_of

TASK = "appraisal.simulate_scheme"

MOST_AT_ONCE = 2_000
"""Evaluations that are scored while the visitor waits; more of them are the worker's."""

LISTED = 10_000
"""How many of the changed evaluations are listed, those with another predicate first, then the largest change."""

OUTCOMES = (*(str(predicate) for predicate in Predicate), "")
"""The rows and columns of the table before and after: the five predicates, and no predicate yet."""

WAITING, DONE, FAILED = "waiting", "done", "failed"


class _Result(NamedTuple):
    """What an evaluation says, as far as a scheme can change it."""

    complete: bool
    final: Decimal | None
    result_rating: str
    behaviour_rating: str
    predicate: str

    @classmethod
    def of(cls, card: ScoreCard) -> "_Result":
        result, behaviour = card.result.rating, card.behaviour.rating
        return cls(card.complete, card.final, str(result or ""), str(behaviour or ""), str(card.predicate or ""))


class _Change(NamedTuple):
    """An evaluation that would say something else."""

    plan_id: int
    agency_id: int
    before: _Result
    after: _Result


@dataclass(slots=True)
class _Comparison:
    """Counts over all evaluations that were compared; ``changed`` are plan and unit with both results.

    ``units`` counts by unit what was compared, what differs, and what gets another predicate.
    """

    counts: Counter[str] = field(default_factory=Counter)
    table: Counter[tuple[str, str]] = field(default_factory=Counter)
    gaps: Counter[str] = field(default_factory=Counter)
    units: Counter[tuple[int, str]] = field(default_factory=Counter)
    changed: list[_Change] = field(default_factory=list)

    def add(self, plan: LoadedPlan, before: _Result, after: _Result, card: ScoreCard) -> None:
        """One evaluation."""
        self.counts["compared"] += 1
        self.units[plan.agency_id, "compared"] += 1
        self.table[before.predicate, after.predicate] += 1
        if before == after:
            return
        self.changed.append(_Change(plan.plan_id, plan.agency_id, before, after))
        self.units[plan.agency_id, "changed"] += 1
        self.units[plan.agency_id, "predicate"] += before.predicate != after.predicate
        self.counts["predicate"] += before.predicate != after.predicate and before.complete and after.complete
        self.counts["rating"] += (before[2:4] != after[2:4]) and before.complete and after.complete
        self.counts["final"] += before.final != after.final
        self.counts["completed"] += after.complete and not before.complete
        if before.complete and not after.complete:
            self.counts["incomplete"] += 1
            self.gaps.update({str(reason.gap) for reason in card.reasons})


def simulate_scheme(*, draft: SchemeDraft, edition: int, period: Period, actor: Actor) -> SchemeDraft:
    """Simulate the draft on a period, here or, for a large region, by the worker; the draft keeps the outcome.

    Raises:
        DraftChangedError: somebody saved another edition meanwhile.
        DraftNotReadyError: it has problems.
        NoSchemeError: a unit would have no scheme at all.
    """
    stored = edition_of(draft, edition)
    scheme = _sound_scheme(stored)
    facts = _facts_with(scheme, stored.agency_id, period)
    plan_ids = _affected_plans(facts)
    if len(plan_ids) > MOST_AT_ONCE:
        _note(stored, {"state": WAITING, "period": period.code, "by": actor.name, "plans": len(plan_ids)})
        arguments = {"region_id": current_region_id(), "draft_id": stored.pk, "edition": edition}
        transaction.on_commit(lambda: current_app.send_task(TASK, kwargs=arguments), robust=True)
        return stored
    _finish(stored, scheme, facts, plan_ids, actor.name)
    return stored


def simulate_waiting_draft(*, draft_id: int, edition: int) -> None:
    """The worker's part; a draft that was edited, published or simulated meanwhile is left alone."""
    draft = SchemeDraft.objects.select_for_update(of=("self",)).filter(pk=draft_id, edition=edition).first()
    waiting = draft.simulation if draft else None
    if draft is None or not waiting or waiting["state"] != WAITING:
        return
    period = Period.objects.get(code=waiting["period"])
    try:
        with transaction.atomic():
            scheme = _sound_scheme(draft)
            facts = _facts_with(scheme, draft.agency_id, period)
            _finish(draft, scheme, facts, _affected_plans(facts), waiting["by"])
    except Exception as error:  # noqa: BLE001 - whatever it was, the person who waits must read it
        draft.simulated_fingerprint = ""
        _note(draft, {**waiting, "state": FAILED, "error": str(error)})


def _sound_scheme(draft: SchemeDraft) -> Scheme:
    reading = read_scheme_draft(draft)
    if reading.scheme is None or reading.findings:
        msg = _("Draf ini masih memiliki hal yang perlu diperbaiki. Perbaiki dahulu, lalu jalankan simulasi.")
        raise DraftNotReadyError(msg)
    return reading.scheme


def _facts_with(scheme: Scheme, agency_id: int | None, period: Period) -> PeriodFacts:
    """The period as if the scheme were the valid one of its agency, or of the region, whenever it begins."""
    facts = load_period_facts(period)
    fingerprint = scheme_fingerprint(scheme)
    version = SchemeVersion(pk=0, number=0, fingerprint=fingerprint, document=scheme.to_document())
    return dataclasses.replace(facts, schemes={**facts.schemes, agency_id: ValidScheme.of(version)})


def _affected_plans(facts: PeriodFacts) -> list[int]:
    """The plans with an evaluation in force in the units to which the draft would apply; sorted.

    Without those of people whose peers or subordinates can still rate: a draft that gives these groups a weight would
    tell what they gave (docs/adr/0008).
    """
    agencies = affected_agencies(facts)
    found = Evaluation.objects.filter(period=facts.period, agency_id__in=agencies).latest()
    return sorted(without_open_peers(found, facts.period.pk).values_list("plan_id", flat=True))


def affected_agencies(facts: PeriodFacts) -> frozenset[int]:
    """The units that the simulated scheme would apply to."""
    return frozenset(unit for unit in facts.agency_codes if facts.scheme_of(unit).version_id == 0)


def _finish(draft: SchemeDraft, scheme: Scheme, facts: PeriodFacts, plan_ids: Sequence[int], by: str) -> None:
    comparison = _Comparison()
    for block in blocks_of(plan_ids):
        before = _stored_results(facts.period, block)
        for plan in load_sheets(facts, block):
            card = score(plan.sheet, plan.scheme.rules)
            comparison.add(plan, before[plan.plan_id], _Result.of(card), card)
    draft.simulated_fingerprint = scheme_fingerprint(scheme)
    _note(draft, {"state": DONE, "period": facts.period.code, "by": by, **_as_document(comparison)})


def _stored_results(period: Period, plan_ids: Collection[int]) -> dict[int, _Result]:
    rows = Evaluation.objects.filter(period=period, plan_id__in=plan_ids).latest()
    columns = ("plan_id", "complete", "final_score", "result_rating", "behaviour_rating", "predicate")
    return {plan_id: _Result(*result) for plan_id, *result in rows.values_list(*columns)}


def _as_document(comparison: _Comparison) -> dict[str, object]:
    listed = sorted(comparison.changed, key=_size_of_change)[:LISTED]
    return {
        "counts": dict(comparison.counts),
        "table": [[comparison.table[before, after] for after in OUTCOMES] for before in OUTCOMES],
        "gaps": dict(comparison.gaps),
        "changed": len(comparison.changed),
        "units": [
            [pk, *(comparison.units[pk, what] for what in ("compared", "changed", "predicate"))]
            for pk in sorted({agency_id for agency_id, what in comparison.units if what == "changed"})
        ],
        "listed": [[one.plan_id, *_shown(one.before), *_shown(one.after), one.agency_id] for one in listed],
    }


def _size_of_change(change: _Change) -> tuple[bool, bool, Decimal, int]:
    """Another predicate first, then another rating, then the largest difference of the final score."""
    plan_id, _agency_id, before, after = change
    difference = abs((after.final or Decimal(0)) - (before.final or Decimal(0)))
    return before.predicate == after.predicate, before[2:4] == after[2:4], -difference, plan_id


def _shown(result: _Result) -> Iterator[str | None]:
    yield None if result.final is None else str(result.final)
    yield result.predicate


def _note(draft: SchemeDraft, simulation: Mapping[str, object]) -> None:
    draft.simulation = {**simulation, "edition": draft.edition, "at": timezone.now().isoformat()}
    draft.save(update_fields=["simulation", "simulated_fingerprint"])
