"""What an employee has for a period: every evaluation, and the one figure of all definitive ones together."""

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from appraisal.documents.delivery import Trail
from appraisal.documents.scorecard import Scorecard, Status
from appraisal.documents.sources import Sources
from appraisal.models import Evaluation
from appraisal.scoring.anonymity import without_anonymous
from appraisal.scoring.card import Gap
from appraisal.scoring.employees import EmployeeFigure, PlanPart, combine
from appraisal.scoring.explain import explain_combined_axis, explain_final, explain_predicate
from appraisal.scoring.own_advice import OwnAdvice, advise_owner
from appraisal.scoring.snapshot import fingerprint, read_snapshot, snapshot_text
from appraisal.services.delivery.load_deliveries import load_trails
from appraisal.services.scorecards.find_evaluations import own_evaluations
from appraisal.services.scorecards.load_live import LivePlan, describe_live, load_live_plans
from appraisal.services.scorecards.load_scorecard import load_scorecards
from appraisal.services.scorecards.load_sources import load_sources, outdated_items
from appraisal.services.scorecards.own_periods import OwnPeriod


@dataclass(frozen=True, slots=True)
class CombinedFigure:
    """The employee's figure for the period from several definitive evaluations (contract 2.9), with its formulas."""

    figure: EmployeeFigure
    status: Status
    cap: Decimal
    cards: tuple[Scorecard, ...]
    axis_formulas: tuple[str, str]
    final_formula: str
    predicate_reason: str

    @property
    def days(self) -> int:
        """The calendar days of all plans within the period."""
        return sum(card.identity.plan_days for card in self.cards)


@dataclass(frozen=True, slots=True)
class OwnCard:
    """A scorecard as its employee reads it: with what to do next, what is lacking, and where each figure comes from.

    ``outdated`` are the items reported anew since the card was computed: the sources are no longer its own.
    """

    card: Scorecard
    advice: OwnAdvice
    lacking: tuple[str, ...]
    sources: Sources
    report_urls: Mapping[str, str]
    outdated: frozenset[str]

    @property
    def report_url(self) -> str:
        """Where the next step is taken, where it is to report; else empty."""
        return self.report_urls.get(self.advice.item, "")


@dataclass(frozen=True, slots=True)
class Performance:
    """The definitive plans in the order of their months, then the acting posts, which count for nothing else.

    ``combined`` is there only when there is something to combine.
    """

    own: tuple[OwnCard, ...]
    combined: CombinedFigure | None

    @property
    def cards(self) -> tuple[Scorecard, ...]:
        """The scorecards alone."""
        return tuple(one.card for one in self.own)


def load_performance(*, employee_id: int, own_period: OwnPeriod, now: datetime.datetime) -> Performance:
    """Everything of one employee in one period, in a fixed number of queries.

    What is closed or delivered is shown as it was evaluated, and so is what would come out the same again. Anything
    else of an open period is computed from the inputs as they are now, and nothing of that is stored.
    """
    period = own_period.period
    rows = list(own_evaluations(employee_id).filter(period=period).order_by("plan_id"))
    live = load_live_plans(employee_id=employee_id, period=period, evaluated=rows) if own_period.is_open else []
    differing = _differing(live, rows)
    suspects = {one.plan.plan_id for one in differing} & {row.plan_id for row in rows}
    trails = {plan: trail for (_period, plan), trail in load_trails({period.pk}, suspects).items()} if suspects else {}
    changed = [one for one in differing if not _is_told(trails.get(one.plan.plan_id))]
    replaced = {one.plan.plan_id for one in changed}
    cards = [
        *load_scorecards(row for row in rows if row.plan_id not in replaced),
        *describe_live(changed, period=period, trails=trails, now=now),
    ]
    cards.sort(key=_by_kind_and_month)
    sources = load_sources(employee_id=employee_id, period=period, plan_ids=[card.identity.plan_id for card in cards])
    rated = frozenset(one.plan.plan_id for one in live if one.is_being_rated)
    own = tuple(_own(card, sources.get(card.identity.plan_id, {}), own_period, rated) for card in cards)
    definitive = tuple(card for card in cards if card.identity.is_definitive)
    return Performance(own, _combined(definitive) if len(definitive) > 1 else None)


def _seen_proof(row: Evaluation) -> str:
    """The fingerprint of an evaluation as if no peer and no subordinate had rated."""
    sheet, context = read_snapshot(row.snapshot)
    return fingerprint(snapshot_text(without_anonymous(sheet), context))


def _differing(live: Sequence[LivePlan], rows: Sequence[Evaluation]) -> list[LivePlan]:
    """The plans whose inputs are not those of the evaluation in force."""
    held_back = {one.plan.plan_id for one in live if one.is_held_back}
    proofs = {row.plan_id: _seen_proof(row) if row.plan_id in held_back else row.fingerprint for row in rows}
    return [one for one in live if proofs.get(one.plan.plan_id) != one.fingerprint]


def _is_told(trail: Trail | None) -> bool:
    """Whether the evaluation in force was delivered: then it stands as it was told."""
    return trail is not None and trail.delivered_of(trail.revisions[-1].number) is not None


def _own(card: Scorecard, sources: Sources, own_period: OwnPeriod, rated: Collection[int]) -> OwnCard:
    outdated = outdated_items(card, sources)
    if not own_period.is_open or (card.delivered and not card.identity.is_live):
        return OwnCard(card, OwnAdvice(*card.advice), (), sources, {}, outdated)
    advice = advise_owner(card.card, card.scheme, card.names, own_period.until)
    urls = dict(_report_urls(card, sources, own_period.today))
    return OwnCard(card, advice, _lacking(card, sources, rated), sources, urls, outdated)


def _report_urls(card: Scorecard, sources: Sources, today: datetime.date) -> Iterator[tuple[str, str]]:
    """Where each item is reported: its first month without a report, else the last with one; never a month to come."""
    year = card.sheet.year
    begun = [month for month in card.sheet.months if (year, month) <= (today.year, today.month)]
    for item in card.card.indicators.items:
        due = [month for month in item.due if month in begun] or ([] if item.weight is not None else begun)
        if item.key in sources and due:
            month = next((month for month in due if month in item.unreported), due[-1])
            yield item.key, reverse("report-actual", args=[f"{year:04}-{month:02}", sources[item.key].indicator_id])


def _lacking(card: Scorecard, sources: Sources, rated: Collection[int]) -> tuple[str, ...]:
    """What a figure still waits for, said of work and of who is to do it; ``rated`` are plans being rated now."""
    reasons = card.card.reasons
    missing = [reason.subject for reason in reasons if reason.gap is Gap.ITEM_MISSING]
    returned = sum(key in sources and sources[key].is_returned for key in missing)
    lines = []
    if len(missing) > returned:
        lines.append(_("%(count)s indikator belum dilaporkan") % {"count": len(missing) - returned})
    if returned:
        lines.append(_("%(count)s realisasi dikembalikan, perbaiki lalu laporkan lagi") % {"count": returned})
    is_rated = card.identity.plan_id in rated
    unrated = [reason.subject for reason in reasons if reason.gap is Gap.RUBRIC_NOT_RATED]
    lines += [_unrated(card, rubric, is_rated=is_rated) for rubric in unrated]
    if any(reason.gap is Gap.ATTENDANCE_ABSENT for reason in reasons):
        lines.append(_("Rekap presensi belum tersedia"))
    if card.held_back:
        lines.append(_("Penilaian rekan dan bawahan dibuka setelah penilaian ditutup"))
    return tuple(lines)


def _unrated(card: Scorecard, rubric: str, *, is_rated: bool) -> str:
    rater = card.identity.rater.name if card.identity.rater else _("kepala daerah")
    behaviour = [part.component.rubric for part in card.card.behaviour.components]
    names = {"name": rater, "rubric": card.names.rubrics.get(rubric, rubric)}
    if behaviour == [rubric]:
        said = _("Perilaku kerja sedang dinilai oleh %(name)s")
        return (said if is_rated else _("Perilaku kerja belum dinilai oleh %(name)s")) % names
    said = _("%(rubric)s sedang dinilai oleh %(name)s")
    return (said if is_rated else _("%(rubric)s belum dinilai oleh %(name)s")) % names


def _by_kind_and_month(card: Scorecard) -> tuple[bool, int]:
    """Acting posts last; among equals by the plan's last month."""
    return (not card.identity.is_definitive, max(card.identity.months))


def _combined(cards: tuple[Scorecard, ...]) -> CombinedFigure:
    """The figure by the scheme of the last plan: the one under which the employee ends the period."""
    scheme = cards[-1].scheme
    figure = combine([PlanPart.of(card.card, card.identity.plan_days) for card in cards], scheme)
    result, behaviour = figure.result, figure.behaviour
    is_final = all(card.identity.status is Status.FINAL for card in cards)
    return CombinedFigure(
        figure=figure,
        status=Status.of(complete=figure.complete, locked=is_final),
        cap=scheme.cap,
        cards=cards,
        axis_formulas=(explain_combined_axis(result), explain_combined_axis(behaviour)),
        final_formula=explain_final(result, behaviour, figure.final) if figure.final is not None else "",
        predicate_reason=explain_predicate(result.rating, behaviour.rating, figure.predicate)
        if figure.predicate and result.rating and behaviour.rating
        else "",
    )
