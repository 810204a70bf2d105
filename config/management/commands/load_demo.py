"""``load_demo``: the demonstration region, once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from agencies.models import Region
from agencies.tenancy.scope import region_scope
from appraisal.management.commands.import_data import KINDS
from appraisal.services.create_region import create_region
from appraisal.services.ensure_period import ensure_period
from appraisal.services.evaluate_period import evaluate_period
from appraisal.services.lock_period import lock_period
from config.demo.accounts import PASSWORD, create_accounts, has_accounts, set_passwords, sign_ins
from config.demo.story import MONTHS, QUARTER, YEAR, Story

CODE = "53.71"
NAME = "Kota Kupang"


class Command(BaseCommand):
    """Load Kota Kupang with two agencies, sixty people and three months, unless it is there already."""

    help = "Load the demonstration region. Refuses a database that holds any other region; loads only once."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load what is not loaded, then print one sign-in for each role."""
        del args, options
        is_loaded = has_accounts(CODE)
        regions = Region.objects.exclude(code=CODE) if is_loaded else Region.objects.all()
        other = regions.first()
        if other is not None:
            msg = f"Basis data ini memuat {other.name}. Demo hanya dimuat ke basis data yang kosong."
            raise CommandError(msg)
        story = Story()
        if not is_loaded:
            self._load(story)
        self._print(story)

    @transaction.atomic
    def _load(self, story: Story) -> None:
        self.stdout.write(f"Memuat data contoh {NAME} …")
        region = create_region(code=CODE, name=NAME, time_zone="Asia/Makassar")
        with region_scope(region.pk):
            for kind, content in story.files():
                KINDS[kind]().import_file(content, name=f"{kind}.csv")
                if kind == "agencies":
                    create_accounts(region)
            set_passwords(region)
            codes = [*(f"{YEAR}-{month:02}" for month in MONTHS), QUARTER]
            periods = [ensure_period(code=code) for code in codes]
            for period in periods:
                evaluate_period(region_id=region.pk, period_id=period.pk)
            lock_period(period=periods[0])

    def _print(self, story: Story) -> None:
        self.stdout.write(f"\n{NAME}, data contoh. Kata sandi semua akun: {PASSWORD}\n")
        for entry in sign_ins(story):
            self.stdout.write(f"  {entry.role:<24} {entry.login:<20} {entry.who}".rstrip())
