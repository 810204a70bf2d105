"""``redact_people``: erase everybody whose retention is over."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from agencies.management.region_command import RegionCommand
from agencies.models import Employee
from agencies.services.personal_data.find_departed import departed, redacted
from agencies.tenancy.scope import region_scope
from reports.services.personal_data.redact_person import redact_person, remove_files_of

REASON = "masa simpan telah berakhir"


class Command(RegionCommand):
    """Erase the personal data of all people of a region who are past retention, one transaction a person."""

    help = (
        "Erase the personal data of everybody whose last placement ended longer ago than TIMBANG_RETENTION_YEARS.\n"
        "This cannot be undone. Run it again after restoring an older backup: it brings back what was erased since."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether to count only."""
        super().add_arguments(parser)
        parser.add_argument("--dry-run", action="store_true", help="only say how many there are")
        parser.add_argument("--reason", default=REASON, help="kept in the audit trail; names nobody")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's own
        """Erase them, the longest gone first, and say how many."""
        with self.region(options["region"]) as region:
            today = timezone.localdate()
            with region_scope(region.pk):
                waiting = list(departed(today).values_list("pk", flat=True))
            if options["dry_run"]:
                self.stdout.write(
                    f"{region.name}: {len(waiting)} pegawai telah melewati masa simpan; tidak ada yang diubah"
                )
                return
            for pk in waiting:
                with region_scope(region.pk):
                    redact_person(employee=Employee.objects.get(pk=pk), reason=options["reason"], today=today)
            with region_scope(region.pk):
                remove_files_of(redacted().iterator())
        self.stdout.write(f"{region.name}: data pribadi {len(waiting)} pegawai dihapus")
