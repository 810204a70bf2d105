"""The steps of the benchmark: each does one thing to the generated regions and notes what it cost."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from django.db import connections
from django.db.models import F

from agencies.models import Employee, Region
from agencies.tenancy.scope import region_scope
from appraisal.models import Actual, Evaluation, Period, StaleInput
from appraisal.resources import ActualResource
from appraisal.services.evaluation.evaluate_period import Tally, evaluate_period
from appraisal.services.evaluation.refresh_stale import refresh_stale
from appraisal.services.evaluation.verify_evaluations import verify_evaluations
from appraisal.services.periods.ensure_period import ensure_period
from appraisal.services.runs.await_run import evaluate_through_worker
from indicators.models import Plan, PlanItem
from tests.performance import baseline
from tests.performance.generator import generate_regions
from tests.performance.measuring import MIB, Cost, mean, measured, middle
from tests.performance.naive import evaluate_naively
from tests.performance.workers import celery_worker

Outcome = TypeVar("Outcome")

PERIOD = "2026-01"
IMPORTED_ROWS = 60_000
NAIVE_PEOPLE = 200
CHANGED_PEOPLE = 20

RESULTS = "appraisal_evaluation, appraisal_evaluationitem"


@dataclass(slots=True)
class Bench:
    """Generated regions with what was measured on them.

    ``folder`` takes logs, ``superuser`` makes checkpoints, ``tell`` is told of each step as it ends.
    """

    employees: int
    items: int
    regions: int
    folder: Path
    superuser: Any
    tell: Callable[[str], None]
    costs: dict[str, list[Cost]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    _places: list[tuple[int, int]] = field(default_factory=list)

    def middle(self) -> dict[str, Cost]:
        """The median of the rounds, by step."""
        return {name: middle(costs) for name, costs in self.costs.items()}

    def generate(self) -> None:
        """Make the regions and the empty copies of the result tables."""
        made = self._step("generate", self._generate)
        self._places = [(region.pk, _period(region.pk).pk) for region in made]
        with self._owner() as owner:
            baseline.create_copies(owner)
            owner.execute("VACUUM ANALYZE")
        self.notes.append(f"inputs on disk: {self._megabytes():,.0f} MiB")

    def compare_ways(self, rounds: int) -> None:
        """The hand-written statement and the engine in turn, so that what else the machine does meets both."""
        for number in range(rounds):
            ways = [self._baselines, self._engine]
            for way in ways if number % 2 == 0 else reversed(ways):
                way()
        found = [baseline.count_differences(region_id=region_id) for region_id, _period_id in self._places]
        total = sum(sum(differences.values()) for differences in found)
        self.notes.append(f"rows that differ between the engine and the statement, byte by byte: {total}")
        self.notes.append(f"inputs and both ways' results on disk: {self._megabytes():,.0f} MiB")

    def loop_naively(self) -> None:
        """A query a row and ``update_or_create`` a row, for a few people; the results are then thrown away."""
        region_id, period_id = self._places[0]
        with region_scope(region_id):
            plan_ids = list(Plan.objects.order_by("id").values_list("id", flat=True)[:NAIVE_PEOPLE])
        self._empty_results()
        proofs = self._step(
            "naive",
            lambda: evaluate_naively(region_id=region_id, period_id=period_id, plan_ids=plan_ids),
            times=len(plan_ids),
        )
        self._empty_results()
        self._evaluate()
        with region_scope(region_id):
            stored = dict(Evaluation.objects.filter(plan_id__in=plan_ids).values_list("plan_id", "fingerprint"))
        same = sum(stored[plan_id] == proof for plan_id, proof in proofs.items())
        self.notes.append(f"fingerprints of the naive loop that are the engine's: {same} of {len(plan_ids)}")

    def change(self) -> None:
        """One actual of one person and another; then all actuals of one person in a hundred, found in two ways."""
        self._settle()
        region_id, _period_id = self._places[0]
        with region_scope(region_id):
            people = _some_people(Employee.objects.count() // CHANGED_PEOPLE)
        each = [self._change_one(region_id, person) for person in people]
        self.costs["one"] = [mean([cost for _tally, cost in each])]
        written = sum(tally.written for tally, _cost in each)
        self.notes.append(f"one actual changed, of each of {len(people)} people: {written} evaluations written")
        for name, evaluate in (("percent", self._evaluate), ("percent, noted", self._refresh_all)):
            for region_id, _period_id in self._places:
                with region_scope(region_id):
                    people = _some_people(100)
                self._change_actuals(region_id, people)
            self._settle()
            tally = self._step(name, evaluate)
            self.notes.append(f"one employee in a hundred changed ({name}): {tally}")

    def verify(self) -> None:
        """Recompute every evaluation from its own snapshot."""
        checked, differing = self._step("verify", self._verify)
        self.notes.append(f"verified: {checked:,} evaluations, {differing} differences")

    def load_file(self) -> None:
        """Import a file of the next month's actuals into the first region."""
        region_id, _period_id = self._places[0]
        content = self._file_of_actuals(region_id)
        new = self._step("import", lambda: self._import(region_id, content))
        self.notes.append(f"imported: {new:,} actuals from {len(content) / MIB:.1f} MiB of CSV")

    def compare_workers(self, rounds: int) -> None:
        """The same run through a Celery worker with one process and with two."""
        for number in range(rounds):
            for processes in (1, 2) if number % 2 == 0 else (2, 1):
                self._empty_results()
                with celery_worker(processes=processes, log=self.folder / f"worker-{processes}.log") as worker:
                    name = "one worker" if processes == 1 else "two workers"
                    self._step(name, self._evaluate_through_worker, workers=worker.cpu)

    def _baselines(self) -> None:
        """The full one last: its rows stay for the comparison."""
        with self._owner() as owner:
            self._fill("baseline, no proof", proof=False)
            with baseline.locked_is_locked(owner):
                self._fill("baseline, lock triggers", proof=True)
            self._fill("baseline", proof=True)

    def _fill(self, name: str, *, proof: bool) -> None:
        with self._owner() as owner:
            baseline.empty_copies(owner)
        self._checkpoint()
        self._step(name, lambda: [self._fill_region(*place, proof=proof) for place in self._places])

    def _fill_region(self, region_id: int, period_id: int, *, proof: bool) -> int:
        return baseline.fill_copies(region_id=region_id, period_id=period_id, proof=proof)

    def _engine(self) -> None:
        self._empty_results()
        self._step("first", self._evaluate)
        self._settle()
        again = self._step("unchanged", self._evaluate)
        if again.written or again.withdrawn:
            self.notes.append(f"UNCHANGED RUN WROTE: {again}")

    def _evaluate(self) -> Tally:
        tally = Tally()
        for region_id, period_id in self._places:
            tally = tally.plus(evaluate_period(region_id=region_id, period_id=period_id).tally)
        return tally

    def _evaluate_through_worker(self) -> None:
        for region_id, period_id in self._places:
            evaluate_through_worker(region_id=region_id, period_id=period_id)

    def _change_one(self, region_id: int, person: int) -> tuple[Tally, Cost]:
        self._change_actuals(region_id, [person], only_first=True)
        return measured(lambda: self._refresh(region_id))

    def _change_actuals(self, region_id: int, people: Sequence[int], *, only_first: bool = False) -> None:
        """Other values, which triggers note."""
        with region_scope(region_id):
            StaleInput.objects.all().delete()
            january = Actual.objects.filter(employee_id__in=people, month__month=1)
            if only_first:
                january = january.order_by("employee_id", "id").distinct("employee_id")
            changed = list(january.values_list("id", flat=True))
            Actual.objects.filter(pk__in=changed).update(value=F("value") - 1)

    def _refresh(self, region_id: int) -> Tally:
        """Work through what is noted, as the worker's task does."""
        tally = Tally()
        left: int | None = None
        while left != 0:
            with region_scope(region_id):
                tally = tally.plus(refresh_stale())
                before, left = left, StaleInput.objects.count()
            if left == before:
                msg = f"{left} noted changes are not worked through"
                raise RuntimeError(msg)
        return tally

    def _refresh_all(self) -> Tally:
        tally = Tally()
        for region_id, _period_id in self._places:
            tally = tally.plus(self._refresh(region_id))
        return tally

    def _verify(self) -> tuple[int, int]:
        checked = differing = 0
        for region_id, _period_id in self._places:
            with region_scope(region_id):
                outcome = verify_evaluations(period=_period(region_id))
            checked += outcome.checked
            differing += len(outcome.differences)
        return checked, differing

    def _file_of_actuals(self, region_id: int) -> bytes:
        columns = ("plan__employee__nip", "indicator__agency__code", "indicator__code")
        with region_scope(region_id):
            keys = list(PlanItem.objects.order_by("id").values_list(*columns)[:IMPORTED_ROWS])
        lines = [f"{nip};2026-02;{agency};{code};{number % 90},5;;" for number, (nip, agency, code) in enumerate(keys)]
        return "\n".join(["nip;periode;kode_opd;kode_indikator;nilai;status;catatan", *lines]).encode()

    def _import(self, region_id: int, content: bytes) -> int:
        with region_scope(region_id):
            return ActualResource().import_file(content, name="actuals.csv").saved.new

    def _generate(self) -> Sequence[Region]:
        return generate_regions(regions=self.regions, employees=self.employees, items=self.items)

    def _step(
        self,
        name: str,
        work: Callable[[], Outcome],
        *,
        times: int = 1,
        workers: Callable[[], float] = lambda: 0.0,
    ) -> Outcome:
        """Do and measure it, and say so at once; ``times`` is for a step that did a thing so many times.

        Each begins with a backend of its own, whose memory and cached plans no other step has shaped.
        """
        connections["default"].close()
        outcome, cost = measured(work, workers=workers)
        self.costs.setdefault(name, []).append(cost.divided_by(times))
        self.tell(f"{name:<26} {cost.cpu:9.2f} s CPU {cost.wall:9.2f} s wall {cost.python_peak:6.0f} MiB")
        return outcome

    def _empty_results(self) -> None:
        with self._owner() as owner:
            owner.execute(f"TRUNCATE {RESULTS}")
        self._checkpoint()

    def _settle(self) -> None:
        """What autovacuum would have done by then; it stands still, so that no step pays for another one's rows."""
        with self._owner() as owner:
            owner.execute(f"VACUUM ANALYZE {RESULTS}")
        self._checkpoint()

    def _checkpoint(self) -> None:
        self.superuser.execute("CHECKPOINT")

    @contextmanager
    def _owner(self) -> Iterator[Any]:
        with connections["owner"].cursor() as cursor:
            yield cursor

    def _megabytes(self) -> float:
        with self._owner() as owner:
            owner.execute("SELECT pg_database_size(current_database())")
            size: int = owner.fetchone()[0]
        return size / MIB


def _period(region_id: int) -> Period:
    with region_scope(region_id):
        return ensure_period(code=PERIOD)


def _some_people(step: int) -> list[int]:
    """Every so-manieth person of the region in scope, from the second on: the first leads and is incomplete."""
    return list(Employee.objects.order_by("id").values_list("id", flat=True)[1 :: max(1, step)])
