"""What documents cost: ``make bench-documents BENCH_ARGS="--cards 60"``.

Runs on throw-away servers of its own, prints each step as it ends and, last, a table in Markdown for docs/documents.md.
CPU seconds throughout, so that a shared machine may be measured on; nothing is asserted. ``--proof 1000`` compares so
many cards on paper with page, API and export instead (tests/reports/proofs), and tells what differs.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time

from tests.performance.servers import servers_of_its_own

STEPS = ("print", "make", "summary", "annex")
TIMES = 30
PERIOD = "2026-01"
ITEMS = 10

Said = Mapping[str, float]


def main() -> None:
    """Generate, measure, tell."""
    options = _options()
    with servers_of_its_own(options.data) as folder:
        import django
        from django.conf import settings

        settings.DATABASES["owner"] = {**settings.DATABASES["default"], "USER": "timbang_owner"}
        django.setup()
        from django.core.management import call_command

        call_command("migrate", database="owner", verbosity=0)
        desk = Desk(options, folder)
        if options.proof:
            desk.prove(options.proof)
            return
        for step in STEPS:
            if step in options.steps:
                getattr(desk, f"{step}_step")()
        _tell("\n" + "\n".join(["| what | measured |", "| --- | ---: |", *desk.rows]))


def plans_of(region_id: int, period_id: int) -> list[int]:
    """The plans with a complete evaluation, in order."""
    from agencies.tenancy.scope import region_scope
    from appraisal.models import Evaluation

    with region_scope(region_id):
        complete = Evaluation.objects.filter(period_id=period_id, complete=True).latest().order_by("plan_id")
        return list(complete.values_list("plan_id", flat=True))


@dataclass(slots=True)
class Desk:
    """Generated regions, and the rows of the table so far."""

    options: argparse.Namespace
    folder: Path
    rows: list[str] = field(default_factory=list)
    _place: tuple[int, int] | None = None

    def print_step(self) -> None:
        """A card, cold and warm, beside the naive call; memory."""
        file = self.folder / "pages.json"
        file.write_text(json.dumps(self._pages(max(TIMES, 10))))
        own, naive = self._child("print", file, TIMES), self._child("naive", file)
        self._row("scorecard, warm, median of 30, ms CPU", f"**{own['warm']:.0f}**")
        self._row("the same with its share of the garbage, ms CPU", f"{own['batch']:.0f}")
        self._row("naive call of the same card, untagged, ms CPU", f"{own['naive']:.0f}")
        self._row(
            "share of the naive call", f"**{own['warm'] / own['naive']:.2f}** ({own['batch'] / own['naive']:.2f})"
        )
        self._row(
            "first scorecard of a process, with imports, ms CPU (naive)", f"{own['cold']:.0f} ({naive['cold']:.0f})"
        )
        self._row("pages; KB of the file (naive)", f"{own['pages']:.0f}; {own['kb']:.1f} ({own['naive kb']:.1f})")
        growth = " / ".join(f"{own[f'rss {count}']:.0f}" for count in (10, 100, 300))
        self._row("MiB after 10 / 100 / 300 scorecards; peak", f"{growth}; {own['peak']:.0f}")

    def make_step(self) -> None:
        """Whole documents, through the register, with one process and with two; and again, unchanged."""
        cards = self.options.cards
        region_id, period_id = self._region()
        one = self._child("make", region_id, period_id, 0, cards)
        again = self._child("make", region_id, period_id, 0, cards)
        halves = [(cards, cards + cards // 2), (cards + cards // 2, 2 * cards)]
        two = self._children([("make", region_id, period_id, *half) for half in halves])
        both = sum(part["cpu"] for part in two) / sum(part["made"] for part in two)
        each = one["cpu"] / one["made"]
        self._row(
            "scorecard through the register: load, compose, number, print, file; ms CPU", f"**{each * 1000:.0f}**"
        )
        self._row("scorecards a minute of one core", f"{60 / each:.0f}")
        self._row("scorecards a minute of two cores, two processes", f"**{2 * 60 / both:.0f}**")
        self._row("5,000 scorecards on two cores, minutes", f"{5000 * both / 2 / 60:.1f}")
        clocks = [60 * one["made"] / one["wall"], 60 * cards / max(part["wall"] for part in two)]
        self._row(
            "by this machine's clock, one / two processes, a minute", " / ".join(f"{rate:.0f}" for rate in clocks)
        )
        self._row("unchanged, from the register: a second of CPU", f"{again['made'] / again['cpu']:.0f}")
        self._row("peak of a process, MiB", f"{max(part['peak'] for part in two):.0f}")

    def summary_step(self) -> None:
        """The two pages for the regional head."""
        said = self._child("one", "region_summary", *self._region())
        pages = f"{said['pages']:.0f} pages, {said['mb'] * 1000:.0f} KB, peak {said['peak']:.0f} MiB"
        self._row(f"summary of the region, s CPU ({pages})", f"**{said['cpu']:.1f}**")

    def annex_step(self) -> None:
        """The list of everybody in a region of thousands."""
        said = self._child("one", "region_annex", *self._generate(self.options.annex, 5, "99.98"))
        self._row(
            f"annex of {self.options.annex:,} people: s CPU / peak MiB / MB / pages",
            f"**{said['cpu']:.0f}** / {said['peak']:.0f} / {said['mb']:.1f} / {said['pages']:.0f}",
        )

    def prove(self, cards: int) -> None:
        """Compare cards drawn at random with page, API and export."""
        from django.test.utils import setup_test_environment
        from django.utils import timezone

        from agencies.models import Region
        from agencies.tenancy.scope import region_scope
        from appraisal.models import Period
        from tests.reports.proofs.compare import an_admin, differing_cards

        setup_test_environment()
        region_id, period_id = self._generate(3 * cards, ITEMS, "99.99")
        region = Region.objects.get(pk=region_id)
        with region_scope(region_id):
            period = Period.objects.get(pk=period_id)
        done = differing = 0
        with timezone.override(region.zone):
            for found in differing_cards(region, period, an_admin(region), cards=cards):
                done, differing = done + 1, differing + bool(found)
                for one in found:
                    _tell(one)
        _tell(f"{done:,} scorecards compared with page, API and export: {differing} differ")

    def _pages(self, count: int) -> list[str]:
        """Cards as they are printed, and what loading and composing them costs."""
        from agencies.tenancy.scope import region_scope
        from appraisal.models import Period
        from reports.documents.imprint import Imprint, filled
        from reports.services.compose.scorecards import scorecards_of
        from reports.services.issue.composed import official_language

        region_id, period_id = self._region()
        plans = plans_of(region_id, period_id)[:count]
        address = "https://timbang.example/v/1-abcdefghijklmnopqrstuv/"
        with region_scope(region_id), official_language():
            list(scorecards_of(Period(pk=period_id), plans[:1]))
            before = process_time()
            found = list(scorecards_of(Period(pk=period_id), plans))
            pages = [
                filled(
                    one.page,
                    Imprint.of_issue(
                        one.head, made_at="1 Februari 2026", number="KN-2026-000001", version=1, address=address
                    ),
                )
                for one in found
            ]
            spent = process_time() - before
        self._row("load and compose a scorecard, QR included, ms CPU of Python", f"{spent / len(pages) * 1000:.0f}")
        return pages

    def _region(self) -> tuple[int, int]:
        """The region and the period of the cards."""
        if self._place is None:
            people = max(200, int(2 * self.options.cards * 1.3))
            self._place = self._generate(people, ITEMS, "99.99")
        return self._place

    def _generate(self, people: int, items: int, code: str) -> tuple[int, int]:
        from agencies.tenancy.scope import region_scope
        from appraisal.models import Period
        from appraisal.services.evaluation.evaluate_period import evaluate_period
        from tests.performance.generator import generate_region

        region = generate_region(employees=people, items=items, code=code)
        with region_scope(region.pk):
            period = Period.objects.get(code=PERIOD)
        evaluate_period(region_id=region.pk, period_id=period.pk)
        return region.pk, period.pk

    def _child(self, *arguments: object) -> Said:
        [said] = self._children([arguments])
        return said

    def _children(self, orders: Sequence[Sequence[object]]) -> list[Said]:
        """What so many steps say that run side by side."""
        command = [sys.executable, "-m", "tests.performance.document_steps"]
        with ExitStack() as stack:
            running = [
                stack.enter_context(subprocess.Popen([*command, *map(str, order)], stdout=subprocess.PIPE, text=True))
                for order in orders
            ]
            said = [process.communicate()[0] for process in running]
        return [json.loads(text.splitlines()[-1]) for text in said]

    def _row(self, what: str, measured: str) -> None:
        self.rows.append(f"| {what} | {measured} |")
        _tell(self.rows[-1])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cards", type=int, default=60, help="scorecards of each round through the register")
    parser.add_argument("--annex", type=int, default=10_000, help="people in the list of everybody")
    parser.add_argument("--steps", type=lambda text: text.split(","), default=STEPS, help=f"some of {','.join(STEPS)}")
    parser.add_argument("--proof", type=int, default=0, help="compare so many cards with page, API and export instead")
    parser.add_argument("--data", type=Path, help="folder for the servers' files")
    return parser.parse_args()


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
