"""Everything that a page, a PDF or the API shows of some evaluations, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from agencies.models import Agency, Employee
from agencies.tenancy.scope import current_region_id
from appraisal.documents.delivery import Trail
from appraisal.documents.describe import Words, describe
from appraisal.documents.guideline import NAMES, OrganisationPredicate
from appraisal.documents.scorecard import Figures, Identity, Person, Scorecard, Status, position_with_kind
from appraisal.models import Evaluation, EvaluationItem, OrganisationRating, Period, RatingOverride, SchemeVersion
from appraisal.period_codes import parse_period_code
from appraisal.scoring.anonymity import as_provisional, holds_anonymous, weighs_anonymous, without_anonymous
from appraisal.scoring.card import ScoreCard
from appraisal.scoring.engine import score
from appraisal.scoring.scheme import Scheme
from appraisal.scoring.scheme_parsing import parse_scheme
from appraisal.scoring.snapshot import read_snapshot, reason_digest
from appraisal.scoring.types import OF_ORGANISATION, Axis, PlacementKind, Predicate, Rating, Sheet
from appraisal.services.delivery.load_deliveries import load_trails
from appraisal.services.evaluation.load_overrides import organisation_override
from appraisal.services.peers.sealed import AskedPeers
from appraisal.services.rubrics.load_rubric_words import RubricWords, rubric_words_on
from indicators.models import qualified_code


class _Revision(NamedTuple):
    """The key of a revision within the region."""

    period_id: int
    plan_id: int
    revision: int


def load_scorecards(evaluations: Iterable[Evaluation]) -> list[Scorecard]:
    """The scorecards of some revisions of the region in scope, in the order given.

    Eight queries, however many; three more where a scheme counts peers or subordinates, one more where somebody leads
    a unit that has a predicate. What holds levels of theirs
    that must wait is computed from the supervisor's levels alone, provisional like an incomplete evaluation.
    """
    found = list(evaluations)
    if not found:
        return []
    background = _Background.load(found)
    return [background.scorecard(evaluation) for evaluation in found]


@dataclass(frozen=True, slots=True)
class _Background:
    """What the rows of an evaluation refer to."""

    periods: Mapping[int, Period]
    people: Mapping[int, Person]
    agencies: Mapping[int, tuple[str, str]]
    schemes: Mapping[int, tuple[SchemeVersion, Scheme]]
    items: Mapping[_Revision, Sequence[EvaluationItem]]
    rubrics: Mapping[int, RubricWords]
    overrides: Mapping[tuple[int, int], Sequence[RatingOverride]]
    organisations: Mapping[tuple[int, int], OrganisationRating]
    trails: Mapping[tuple[int, int], Trail]
    peers: AskedPeers | None

    @classmethod
    def load(cls, evaluations: Sequence[Evaluation]) -> "_Background":
        period_ids = {row.period_id for row in evaluations}
        plan_ids = {row.plan_id for row in evaluations}
        named = {pk for row in evaluations for pk in (row.employee_id, row.rater_id, row.superior_id) if pk is not None}
        people = Employee.objects.filter(pk__in=named).values_list("id", "name", "nip")
        agencies = Agency.objects.filter(pk__in={row.agency_id for row in evaluations})
        versions = SchemeVersion.objects.filter(pk__in={row.scheme_id for row in evaluations})
        schemes = {version.pk: (version, parse_scheme(version.document)) for version in versions}
        periods = Period.objects.in_bulk(period_ids)
        rubrics = rubric_words_on({period.last_day for period in periods.values()})
        return cls(
            periods=periods,
            people={pk: Person(name, nip) for pk, name, nip in people},
            agencies={pk: (code, name) for pk, code, name in agencies.values_list("id", "code", "name")},
            schemes=schemes,
            items=_items(period_ids, plan_ids),
            rubrics={pk: rubrics[period.last_day] for pk, period in periods.items()},
            overrides=_overrides(period_ids, plan_ids),
            organisations=_organisations(evaluations),
            trails=load_trails(period_ids, plan_ids),
            peers=_asked_peers(evaluations, schemes),
        )

    def scorecard(self, evaluation: Evaluation) -> Scorecard:
        """One of them."""
        sheet, _context = read_snapshot(evaluation.snapshot)
        _version, scheme = self.schemes[evaluation.scheme_id]
        trail = self._trail(evaluation, scheme)
        held_back = self._held_back(evaluation, sheet, scheme, trail)
        figures = _figures(evaluation)
        if held_back:
            sheet = without_anonymous(sheet)
            figures = _provisional_figures(as_provisional(score(sheet, scheme)))
        identity = self._identity(evaluation, sheet, held_back=held_back)
        words = self._words(evaluation, sheet, shows_groups=not held_back)
        return describe(identity, figures, sheet, scheme, words, trail=trail, held_back=held_back)

    def _held_back(self, row: Evaluation, sheet: Sheet, scheme: Scheme, trail: Trail) -> str:
        """Why this revision's figures are not shown with the levels of peers and subordinates; empty where they are.

        A replaced revision shows them only where its employee was told of it: two revisions side by side would tell
        what the rater gave who came between them (docs/adr/0008).
        """
        if self.peers is None or not weighs_anonymous(scheme):
            return ""
        if row.is_latest:
            return _waiting_sentence() if self.peers.makes_wait(row) else ""
        if holds_anonymous(sheet) and trail.delivered_of(row.revision) is None:
            return _replaced_sentence()
        return ""

    def _trail(self, row: Evaluation, scheme: Scheme) -> Trail:
        """The revisions; of those that may hold anonymous levels only what was told, and what is in force and shown."""
        trail = self.trails[row.period_id, row.plan_id]
        if self.peers is None or not weighs_anonymous(scheme) or not self.peers.takes_part(row):
            return trail
        in_force = None if not row.is_latest or self.peers.makes_wait(row) else row.revision
        return trail.without_outcomes(but_of=in_force)

    def _identity(self, row: Evaluation, sheet: Sheet, *, held_back: str) -> Identity:
        period = self.periods[row.period_id]
        scheme, _rules = self.schemes[row.scheme_id]
        kind = PlacementKind(row.placement_kind)
        agency_code, agency = self.agencies[row.agency_id]
        return Identity(
            plan_id=row.plan_id,
            period_code=period.code,
            period_label=parse_period_code(period.code).label,
            revision=row.revision,
            is_latest=row.is_latest,
            status=Status.of(complete=row.complete and not held_back, locked=period.is_locked),
            employee=self.people[row.employee_id],
            position=position_with_kind(row.position, kind),
            agency=agency,
            is_definitive=kind is PlacementKind.DEFINITIVE,
            months=sheet.months,
            plan_days=row.plan_days,
            rater=self._person(row.rater_id),
            superior=self._person(row.superior_id),
            scheme_name=scheme.name,
            scheme_number=scheme.number,
            fingerprint="" if held_back else row.fingerprint,
            evaluated_at=row.created_at,
            agency_code=agency_code,
            waits_for_peers=row.complete and bool(held_back),
        )

    def _person(self, person_id: int | None) -> Person | None:
        return None if person_id is None else self.people[person_id]

    def _words(self, row: Evaluation, sheet: Sheet, *, shows_groups: bool) -> Words:
        items = self.items.get(_Revision(row.period_id, row.plan_id, row.revision), ())
        versions = {_key_of(item): item.indicator_version for item in items}
        rubrics = self.rubrics[row.period_id]
        return Words(
            items={key: version.name for key, version in versions.items()},
            units={key: version.unit for key, version in versions.items()},
            rubrics=rubrics.titles,
            dimensions=rubrics.names,
            anchors=rubrics.anchors,
            override_reasons=self._override_reasons(row, sheet),
            shows_groups=shows_groups,
        )

    def _override_reasons(self, row: Evaluation, sheet: Sheet) -> dict[Axis, str]:
        """The reasons as written, where they are still the ones that the snapshot proves."""
        proven = {override.axis: override.reason for override in sheet.overrides}
        reasons = {
            Axis(stored.axis): stored.reason
            for stored in self.overrides.get((row.period_id, row.plan_id), ())
            if proven.get(Axis(stored.axis)) in {stored.reason, reason_digest(stored.reason)}
        }
        organisation = self.organisations.get((row.period_id, row.agency_id))
        if organisation and _is_proven(organisation, proven.get(Axis.RESULT, "")):
            reasons[Axis.RESULT] = _told(organisation)
        return reasons


def _asked_peers(
    evaluations: Sequence[Evaluation], schemes: Mapping[int, tuple[SchemeVersion, Scheme]]
) -> AskedPeers | None:
    weighing = {pk for pk, (_version, scheme) in schemes.items() if weighs_anonymous(scheme)}
    counted = [row for row in evaluations if row.scheme_id in weighing]
    return AskedPeers.load(counted) if counted else None


def _waiting_sentence() -> str:
    return _(
        "penilaian rekan dan bawahan belum ditutup atau belum ikut dievaluasi: angka sementara ini dihitung tanpa "
        "penilaian mereka"
    )


def _replaced_sentence() -> str:
    return _("revisi ini sudah diganti: angkanya ditampilkan tanpa penilaian rekan dan bawahan")


def _items(period_ids: set[int], plan_ids: set[int]) -> dict[_Revision, list[EvaluationItem]]:
    items: dict[_Revision, list[EvaluationItem]] = defaultdict(list)
    rows = EvaluationItem.objects.filter(
        region_id=current_region_id(), period_id__in=period_ids, plan_id__in=plan_ids
    ).select_related("indicator_version__indicator__agency")
    rows = rows.order_by("plan_item_id")
    for row in rows:
        items[_Revision(row.period_id, row.plan_id, row.revision)].append(row)
    return items


def _key_of(item: EvaluationItem) -> str:
    """The key by which snapshots name the item (`period_facts`)."""
    indicator = item.indicator_version.indicator
    return qualified_code(indicator.agency.code, indicator.code)


def _overrides(period_ids: set[int], plan_ids: set[int]) -> dict[tuple[int, int], list[RatingOverride]]:
    overrides: dict[tuple[int, int], list[RatingOverride]] = defaultdict(list)
    for row in RatingOverride.objects.filter(period_id__in=period_ids, plan_id__in=plan_ids):
        overrides[row.period_id, row.plan_id].append(row)
    return overrides


def _organisations(evaluations: Sequence[Evaluation]) -> dict[tuple[int, int], OrganisationRating]:
    """The predicates of the units that people of these evaluations lead, by period and unit."""
    of_heads = [row for row in evaluations if OF_ORGANISATION in row.snapshot]
    if not of_heads:
        return {}
    rows = OrganisationRating.objects.filter(
        period_id__in={row.period_id for row in of_heads}, agency_id__in={row.agency_id for row in of_heads}
    )
    return {(row.period_id, row.agency_id): row for row in rows.select_related("agency")}


def _is_proven(rating: OrganisationRating, reason: str) -> bool:
    """Whether an evaluation was made from the predicate as it stands now; it may have been changed since."""
    predicate = OrganisationPredicate(rating.predicate)
    return reason == organisation_override(predicate, rating.agency.code, rating.source, rating.reason).reason


def _told(rating: OrganisationRating) -> str:
    values = {
        "predicate": NAMES[OrganisationPredicate(rating.predicate)],
        "unit": rating.agency.name,
        "name": rating.decided_by_name.removesuffix("."),
        "source": rating.source.removesuffix("."),
        "reason": rating.reason,
    }
    return _("%(predicate)s untuk %(unit)s, ditetapkan oleh %(name)s. Sumber: %(source)s. %(reason)s") % values


def _provisional_figures(card: ScoreCard) -> Figures:
    return Figures(
        indicators=card.indicators.score,
        result=card.result.score,
        behaviour=card.behaviour.score,
        final=card.final,
        result_rating=None,
        behaviour_rating=None,
        predicate=None,
    )


def _figures(row: Evaluation) -> Figures:
    return Figures(
        indicators=row.indicator_score,
        result=row.result_score,
        behaviour=row.behaviour_score,
        final=row.final_score,
        result_rating=Rating(row.result_rating) if row.result_rating else None,
        behaviour_rating=Rating(row.behaviour_rating) if row.behaviour_rating else None,
        predicate=Predicate(row.predicate) if row.predicate else None,
    )
