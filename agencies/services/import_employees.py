"""Import of people with their placements and accounts (contract section 4)."""

import datetime
import secrets
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q

from agencies.files.errors import RowError
from agencies.models import Agency, Employee, EmploymentStatus, Placement, PlacementKind, User
from agencies.permissions import Actor
from agencies.services.closed_placements import closed_placement_errors
from agencies.services.own_people import kept_elsewhere, transfer_errors
from agencies.services.placement_checks import DefinitiveSpan, circle_errors, overlap_errors
from agencies.services.row_checks import foreign_agency_errors, refuse_errors, repeated_rows
from agencies.services.take_file import SourceFile, TakenRows, take_file
from agencies.tenancy.bulk import incoming_rows, merge_rows
from agencies.tenancy.scope import current_region_id

PERSON_COLUMNS = {"nama": attrgetter("name"), "status": attrgetter("status"), "golongan": attrgetter("grade")}


@dataclass(frozen=True, slots=True)
class EmployeeRow:
    """A row of an employees file: a person in one placement. Both days are included; no last day goes on."""

    row_number: int
    nip: str
    name: str
    status: EmploymentStatus
    agency_code: str
    position: str
    first_day: datetime.date
    last_day: datetime.date | None = None
    grade: str = ""
    position_kind: str = ""
    supervisor_nip: str | None = None
    kind: PlacementKind = PlacementKind.DEFINITIVE

    @property
    def key(self) -> tuple[str, str, PlacementKind, datetime.date]:
        """What makes a placement the same one again."""
        return self.nip, self.agency_code, self.kind, self.first_day


def import_employees(
    *,
    rows: Sequence[EmployeeRow],
    source: SourceFile,
    actor: Actor | None = None,
    refused: Sequence[RowError] = (),
) -> TakenRows:
    """Add and update people and placements; each person has an account afterwards, a new one without a password.

    A row is updated when its placement or its person changed. Placements that the file does not name stay. ``refused``
    are errors of rows that could not be read; nothing is stored then, yet the other rows are checked by themselves.

    Raises:
        FileRefused: repeated keys, rows that disagree on a person, unknown agencies or superiors, definitive placements
            that overlap, superiors in a circle on the same day; people and units that the actor does not administer;
            days of a locked period.
    """
    return take_file(kind="employees", source=source, actor=actor, save=lambda: _save(rows, refused, actor))


class KnownPerson(NamedTuple):
    """A stored person: number, what files say of people, and account."""

    id: int
    name: str
    status: str
    grade: str
    user_id: int | None


def _save(rows: Sequence[EmployeeRow], refused: Sequence[RowError], actor: Actor | None) -> TakenRows:
    agencies = dict(Agency.objects.values_list("code", "id"))
    nips = {row.nip for row in rows}
    known = _known_people(nips | {row.supervisor_nip for row in rows if row.supervisor_nip})
    accounts = {nip: known[nip].user_id if nip in known else None for nip in nips}
    without_account = sorted(nip for nip, user_id in accounts.items() if user_id is None)
    errors = [
        *refused,
        *repeated_rows(rows, key=attrgetter("key"), named="nip, kode_opd, jenis_penempatan dan mulai"),
        *_person_errors(rows),
        *_row_errors(rows, agencies),
        *_foreign_errors(rows, agencies, known, actor),
        *_account_errors(rows, without_account),
    ]
    if not refused:
        spans = [*_spans_of(rows), *_stored_spans(rows, known, agencies)]
        errors += [*_superior_errors(rows, nips | known.keys()), *overlap_errors(spans), *circle_errors(spans)]
        numbers = {nip: person.id for nip, person in known.items()}
        errors += closed_placement_errors(rows, known=numbers, agencies=agencies)
    refuse_errors(errors)
    accounts |= _new_accounts(without_account)
    changed_people = _merge_people(rows, accounts)
    employees = {nip: person.id for nip, person in known.items()}
    employees.update(Employee.objects.with_nip(nips - known.keys()).order_by().values_list("nip", "id"))
    return _merge_placements(rows, agencies, employees, changed_people)


def _known_people(nips: Collection[str]) -> dict[str, KnownPerson]:
    """The stored people that the file names, and all who lead somebody: with them a circle of superiors could close."""
    leaders = Placement.objects.filter(supervisor__isnull=False).order_by().values("supervisor_id")
    people = Employee.objects.filter(Q(nip__in=nips) | Q(id__in=leaders))
    facts = people.order_by().values_list("nip", *KnownPerson._fields)
    return {nip: KnownPerson(*person) for nip, *person in facts}


def _person_errors(rows: Iterable[EmployeeRow]) -> Iterator[RowError]:
    """A person stands in several rows with several placements, and must be the same person in each."""
    first_rows: dict[str, EmployeeRow] = {}
    for row in rows:
        first = first_rows.setdefault(row.nip, row)
        for column, fact in PERSON_COLUMNS.items():
            if fact(row) != fact(first):
                message = f'Baris {first.row_number} dengan NIP yang sama berisi "{fact(first)}". Samakan keduanya.'
                yield RowError(row.row_number, column, fact(row), message)


def _row_errors(rows: Iterable[EmployeeRow], agencies: Mapping[str, int]) -> Iterator[RowError]:
    for row in rows:
        if row.agency_code not in agencies:
            message = "Perangkat daerah ini belum ada. Perbaiki kodenya, atau impor dahulu berkas perangkat daerah."
            yield RowError(row.row_number, "kode_opd", row.agency_code, message)
        if row.last_day is not None and row.last_day < row.first_day:
            message = f"Selesai mendahului mulai ({row.first_day}). Perbaiki salah satunya."
            yield RowError(row.row_number, "selesai", row.last_day, message)
        if row.supervisor_nip == row.nip:
            message = "Pegawai tidak dapat menjadi atasannya sendiri. Isi NIP atasan, atau kosongkan bila tidak ada."
            yield RowError(row.row_number, "nip_atasan", row.supervisor_nip, message)


def _foreign_errors(
    rows: Sequence[EmployeeRow], agencies: Mapping[str, int], known: Mapping[str, KnownPerson], actor: Actor | None
) -> Iterator[RowError]:
    """Rows for units that the actor does not administer; of the others those about people who sit elsewhere."""
    foreign = list(
        foreign_agency_errors(
            rows,
            actor=actor,
            agency_id=lambda row: agencies.get(row.agency_code),
            column="kode_opd",
            value=attrgetter("agency_code"),
        )
    )
    yield from foreign
    said = {error.row for error in foreign}
    own = [row for row in rows if row.row_number not in said]
    people = {row.nip: known[row.nip] for row in own if row.nip in known}
    yield from transfer_errors(
        own, actor=actor, nip=attrgetter("nip"), known={nip: person.id for nip, person in people.items()}
    )
    yield from _foreign_facts(own, people, actor)


def _foreign_facts(
    rows: Iterable[EmployeeRow], people: Mapping[str, KnownPerson], actor: Actor | None
) -> Iterator[RowError]:
    """Who only acts in a unit of the actor keeps the name and grade that the own unit says."""
    elsewhere = kept_elsewhere(actor, [person.id for person in people.values()])
    for row in rows:
        person = people.get(row.nip)
        if person is None or person.id not in elsewhere:
            continue
        for column, fact in PERSON_COLUMNS.items():
            if fact(row) != fact(person):
                message = (
                    f'Pegawai ini berkedudukan di perangkat daerah lain, dan di sana tercatat "{fact(person)}". Tulis '
                    "sama, atau minta admin perangkat daerahnya mengubahnya."
                )
                yield RowError(row.row_number, column, fact(row), message)


def _superior_errors(rows: Iterable[EmployeeRow], nips: Collection[str]) -> Iterator[RowError]:
    for row in rows:
        if row.supervisor_nip and row.supervisor_nip not in nips:
            message = "NIP ini tidak ada di berkas ini maupun di daerah ini. Tambahkan barisnya atau perbaiki NIP."
            yield RowError(row.row_number, "nip_atasan", row.supervisor_nip, message)


def _account_errors(rows: Iterable[EmployeeRow], without_account: Sequence[str]) -> Iterator[RowError]:
    """Somebody whose NIP was changed, on becoming PNS say, still signs in with the old one."""
    logins = {number: login for login, number in _accounts(without_account).items()}
    owners = Employee.objects.filter(user_id__in=logins).order_by().values_list("user_id", "nip")
    taken = {logins[number]: nip for number, nip in owners if number}
    for row in rows:
        if row.nip in taken:
            message = f"NIP ini masih menjadi nama masuk pegawai dengan NIP {taken[row.nip]}. Periksa NIP."
            yield RowError(row.row_number, "nip", row.nip, message)


def _spans_of(rows: Iterable[EmployeeRow]) -> Iterator[DefinitiveSpan]:
    for row in {row.key: row for row in rows}.values():
        if row.kind == PlacementKind.DEFINITIVE and row.supervisor_nip != row.nip:
            yield DefinitiveSpan(
                row.nip, row.name, row.agency_code, row.first_day, row.last_day, row.supervisor_nip, row.row_number
            )


def _stored_spans(
    rows: Iterable[EmployeeRow], known: Mapping[str, KnownPerson], agencies: Mapping[str, int]
) -> Iterator[DefinitiveSpan]:
    """The stored definitive placements of those people, without the ones that the file is about to update."""
    updated = {row.key for row in rows}
    nips = {person.id: nip for nip, person in known.items()}
    codes = {number: code for code, number in agencies.items()}
    stored = Placement.objects.filter(employee_id__in=nips, kind=PlacementKind.DEFINITIVE).order_by()
    facts = stored.values_list("employee_id", "agency_id", "first_day", "last_day", "supervisor_id")
    for employee_id, agency_id, first_day, last_day, supervisor_id in facts:
        nip = nips[employee_id]
        if (nip, codes[agency_id], PlacementKind.DEFINITIVE, first_day) not in updated:
            name, supervisor_nip = known[nip].name, nips.get(supervisor_id)
            yield DefinitiveSpan(nip, name, codes[agency_id], first_day, last_day, supervisor_nip, None)


def _new_accounts(nips: Sequence[str]) -> dict[str, int]:
    """An account for each NIP; one that exists already, for an admin say, becomes the person's."""
    merge_rows(
        User,
        key=["login"],
        columns=[],
        only_when_added=["key", "password", "is_active"],
        rows=((nip, uuid.uuid4(), UNUSABLE_PASSWORD_PREFIX + secrets.token_hex(20), True) for nip in nips),
    )
    return _accounts(nips)


def _accounts(logins: Iterable[str]) -> dict[str, int]:
    return dict(User.objects.filter(region_id=current_region_id(), login__in=logins).values_list("login", "id"))


def _merge_people(rows: Iterable[EmployeeRow], accounts: Mapping[str, int | None]) -> set[str]:
    """Write the people; the NIPs of those who are new or changed."""
    people = {row.nip: row for row in rows}
    with incoming_rows(
        Employee,
        key=["nip"],
        columns=["name", "status", "grade", "user_id"],
        only_when_added=["key"],
        rows=((nip, row.name, row.status, row.grade, accounts[nip], uuid.uuid4()) for nip, row in people.items()),
    ) as incoming:
        changed = {nip for (nip,) in incoming.new_or_changed("nip")}
        incoming.merge()
    return changed


def _merge_placements(
    rows: Sequence[EmployeeRow],
    agencies: Mapping[str, int],
    employees: Mapping[str, int],
    changed_people: set[str],
) -> TakenRows:
    key = ["employee_id", "agency_id", "kind", "first_day"]
    with incoming_rows(
        Placement,
        key=key,
        columns=["last_day", "position", "position_kind", "supervisor_id"],
        rows=(
            (
                *(employees[row.nip], agencies[row.agency_code], row.kind, row.first_day),
                *(row.last_day, row.position, row.position_kind),
                row.supervisor_nip and employees[row.supervisor_nip],
            )
            for row in rows
        ),
    ) as incoming:
        touched = set(incoming.new_or_changed(*key))
        added = incoming.merge().added
    unchanged = sum(
        row.nip not in changed_people
        and (employees[row.nip], agencies[row.agency_code], row.kind, row.first_day) not in touched
        for row in rows
    )
    return TakenRows(new=added, updated=len(rows) - added - unchanged, unchanged=unchanged)
