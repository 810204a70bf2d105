"""``redact_people`` erases everybody whose retention is over, or says how many there are."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from agencies.models import Employee
from tests.appraisal.month import Month


def said(*options: str) -> str:
    out = StringIO()
    call_command("redact_people", "--region", "53.71", *options, stdout=out)
    return out.getvalue()


def test_a_dry_run_counts_and_changes_nothing(left: Month, budi: Employee) -> None:
    assert "1 pegawai telah melewati masa simpan" in said("--dry-run")
    assert Employee.objects.get(pk=budi.pk).redacted_at is None


def test_everybody_past_retention_is_erased_and_nobody_else(left: Month, budi: Employee) -> None:
    assert "data pribadi 1 pegawai dihapus" in said()
    assert list(Employee.objects.filter(redacted_at__isnull=False)) == [budi]
    assert "data pribadi 0 pegawai dihapus" in said()


def test_an_unknown_region_is_refused(db: None) -> None:
    with pytest.raises(CommandError, match="tidak ditemukan"):
        call_command("redact_people", "--region", "11.11")
