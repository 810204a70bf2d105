"""``verify_evaluations``: prove a period."""

import time
from typing import Any

from django.core.management.base import CommandError

from agencies.tenancy.scope import region_scope
from appraisal.management.period_command import PeriodCommand
from appraisal.services.evaluation.verify_evaluations import verify_evaluations


class Command(PeriodCommand):
    """Recompute each latest revision from its own snapshot and compare."""

    help = (
        "Recompute every latest evaluation of a period from its own snapshot and compare each figure and fingerprint.\n"
        "Exit 1 on any difference; every difference is printed."
    )

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's own
        """Verify and say what differs."""
        started = time.perf_counter()
        with self.region(options["region"]) as region, region_scope(region.pk):
            outcome = verify_evaluations(period=self.period(options["period"]))
        for difference in outcome.differences:
            self.stderr.write(str(difference))
        found = f"{outcome.checked} evaluasi diperiksa, {len(outcome.differences)} perbedaan"
        summary = f"{found}; {self.taken_since(started)}"
        if outcome.differences:
            raise CommandError(summary)
        self.stdout.write(summary)
