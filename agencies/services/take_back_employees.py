"""Taking back an import of people and placements."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Model

from agencies.models import Employee, Placement, PlacementKind, User
from agencies.permissions import Actor
from agencies.services.import_employees import EmployeeRow, import_employees
from agencies.services.take_back import TakeBackRefused, changed_since, referenced_ids, some_names
from agencies.services.take_file import SourceFile
from agencies.tenancy.bulk import merge_rows
from agencies.tenancy.scope import current_region_id

MEND = "Perbaiki yang salah di halaman Pegawai, atau impor berkas perbaikan."

PlacementKey = tuple[str, str, PlacementKind, datetime.date]
Place = tuple[int, int, str]
"""Person, agency and kind: successive placements there share one plan."""


class PersonBefore(NamedTuple):
    """What stood on a person before an import."""

    name: str
    status: str
    grade: str


@dataclass(frozen=True, slots=True)
class PeopleBefore:
    """What an import found of the people that its file names: those who were known, and which accounts there were."""

    known: Mapping[str, PersonBefore]
    accounts: frozenset[str]


def remember_people(nips: Collection[str]) -> PeopleBefore:
    """The people and accounts under some NIPs, as they are now. Two queries."""
    people = Employee.objects.with_nip(nips).order_by().values_list("nip", "name", "status", "grade")
    accounts = User.objects.filter(region_id=current_region_id(), login__in=nips).values_list("login", flat=True)
    return PeopleBefore({nip: PersonBefore(*facts) for nip, *facts in people}, frozenset(accounts))


def take_back_employees(
    *,
    nips: Collection[str],
    added: Collection[PlacementKey],
    before: Sequence[EmployeeRow],
    people: PeopleBefore,
    source: SourceFile,
    since: datetime.datetime,
    actor: Actor,
) -> None:
    """Make the placements of ``before`` and their people what they were, and remove what the import of ``since`` added.

    ``nips`` are all people of the import, ``added`` the keys of new placements. Accounts go with new people.

    Raises:
        TakeBackRefused: something hangs on a new placement or a new person, or it was changed after the import.
        FileRefused: what was there does not fit what stands there now.
    """
    placements = _placements(nips)
    new = {placements[key] for key in added if key in placements}
    touched = new | {placements[row.key] for row in before if row.key in placements}
    if count := changed_since(Placement, touched, since):
        raise TakeBackRefused(f"{count} penempatan sudah diubah lagi sesudah impor ini. {MEND}")
    numbers = dict(Employee.objects.with_nip(nips).values_list("id", "nip"))
    if count := changed_since(Employee, numbers, since):
        raise TakeBackRefused(f"Data {count} pegawai sudah diubah lagi sesudah impor ini. {MEND}")
    newcomers = {number: nip for number, nip in numbers.items() if nip not in people.known}
    _refuse_used_places(new, newcomers)
    Placement.objects.filter(id__in=new).delete()
    _restore_people(people.known)
    if before:
        import_employees(rows=before, source=source, actor=actor)
    _remove_people(newcomers, people.accounts)


def _placements(nips: Collection[str]) -> dict[PlacementKey, int]:
    stored = Placement.objects.filter(employee__nip__in=nips).order_by()
    facts = stored.values_list("employee__nip", "agency__code", "kind", "first_day", "id")
    return {(nip, code, PlacementKind(kind), day): number for nip, code, kind, day, number in facts}


def _refuse_used_places(placement_ids: Collection[int], newcomers: Collection[int]) -> None:
    """A plan or an evaluation belongs to a place: it stays only while the person has a placement there."""
    going = Placement.objects.filter(id__in=placement_ids).exclude(employee_id__in=newcomers)
    places = set(going.values_list("employee_id", "agency_id", "kind"))
    people = {person for person, _, _ in places}
    staying = Placement.objects.filter(employee_id__in=people).exclude(id__in=placement_ids)
    places -= set(staying.values_list("employee_id", "agency_id", "kind"))
    used = {person for person, *_ in places & _used_places(people)}
    if used:
        names = Employee.objects.filter(id__in=used).values_list("name", flat=True)
        raise TakeBackRefused(f"Penempatan baru ini sudah punya SKP atau evaluasi: {some_names(names)}. {MEND}")


def _used_places(employee_ids: Collection[int]) -> set[Place]:
    """The places on which plans, their versions and evaluations hang, in whatever app they are."""
    used: set[Place] = set()
    for relation in Employee._meta.get_fields(include_hidden=True):
        model = relation.related_model if relation.auto_created and relation.one_to_many else None
        if isinstance(model, type) and {"employee", "agency", "placement_kind"} <= _field_names(model):
            rows = model._default_manager.filter(employee_id__in=employee_ids).order_by()
            used.update(rows.values_list("employee_id", "agency_id", "placement_kind").distinct())
    return used


def _field_names(model: type[Model]) -> set[str]:
    return {field.name for field in model._meta.get_fields()}


def _restore_people(known: Mapping[str, PersonBefore]) -> None:
    """Also those whom the file renamed while it only added a placement."""
    merge_rows(
        Employee,
        key=["nip"],
        columns=["name", "status", "grade"],
        rows=((nip, *person) for nip, person in known.items()),
    )


def _remove_people(newcomers: Mapping[int, str], old_accounts: frozenset[str]) -> None:
    used = referenced_ids(Employee, newcomers, without_parts=True)
    accounts = User.objects.filter(region_id=current_region_id(), login__in=set(newcomers.values()) - old_accounts)
    entered = accounts.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX).values_list("login", flat=True)
    blocked = {nip for number, nip in newcomers.items() if number in used}.union(entered)
    if blocked:
        names = Employee.objects.with_nip(blocked).values_list("name", flat=True)
        raise TakeBackRefused(
            f"Pegawai baru ini sudah dipakai di tempat lain, atau sudah masuk: {some_names(names)}. {MEND}"
        )
    going = list(accounts.values_list("id", flat=True))
    Employee.objects.filter(id__in=newcomers).delete()
    User.objects.filter(id__in=set(going) - referenced_ids(User, going)).delete()
