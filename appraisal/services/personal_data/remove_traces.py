"""What the appraisal keeps of a person outside the rows that stay: files, digests, and what could be undone."""

from pathlib import Path

from agencies.models import Employee
from agencies.tenancy.scope import current_region_id
from appraisal.files.evidence_store import evidence_path
from appraisal.models import Digest, Evidence, RatingChange


def remove_traces(*, employee: Employee) -> None:
    """Delete the notes of mails that were sent, and the changes of a scoring sheet with the words in them."""
    RatingChange.objects.filter(plan__employee_id=employee.pk).delete()
    if employee.user_id is not None:
        Digest.objects.filter(user_id=employee.user_id).delete()


def evidence_files(employee: Employee) -> list[Path]:
    """Where the files of a person's library lie, those that were taken out of it included. One query."""
    keys = Evidence.objects.filter(employee=employee).values_list("key", flat=True)
    return [evidence_path(current_region_id(), key) for key in keys]
