"""Files in the libraries of the cast."""

from agencies.models import Employee, User
from agencies.permissions import Actor, actor_of
from appraisal.models import Actual, Evidence
from appraisal.services.evidence.attach_evidence import attach_evidence
from appraisal.services.evidence.store_evidence import store_evidence
from tests.appraisal.evidence import files


def actor(person: Employee | User) -> Actor:
    """The actor behind a person of the cast."""
    account = person.user if isinstance(person, Employee) else person
    assert account is not None
    return actor_of(account)


def a_file(owner: Employee, content: bytes | None = None, name: str = "foto.jpg") -> Evidence:
    """A photo in the library of an employee."""
    upload = files.an_upload(files.a_photo() if content is None else content, name)
    return store_evidence(employee_id=owner.pk, upload=upload, note="Posyandu Melati", actor=actor(owner))


def supported(actual: Actual, content: bytes | None = None) -> Evidence:
    """A file of its owner that supports an actual."""
    evidence = a_file(actual.employee, content)
    attach_evidence(actual=actual, keys=[evidence.key], actor=actor(actual.employee))
    return evidence
