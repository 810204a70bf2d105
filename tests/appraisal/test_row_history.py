"""What rows about a person said before: each change before and after, and what is never shown."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.models import Employee, Placement, User
from agencies.permissions import actor_of
from appraisal.models import Actual, RaterRole, Rating, RatingOverride
from appraisal.services.history.find_row_changes import RowChange, find_row_changes
from appraisal.services.history.row_kinds import KINDS, OF_CODE, STAYS_OUT
from tests.appraisal.factories import a_period, a_rating
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.visitors import page, visitor

ADDRESS = "/pengaturan/jejak-audit/pegawai/"


def changes(month: Month, kind: str) -> list[RowChange]:
    """The changes of Budi's rows of a kind, as the auditor reads them."""
    return find_row_changes(actor=actor_of(month.cast.auditor), employee=month.budi, kind=OF_CODE[kind])


def shown(change: RowChange) -> list[tuple[str, str, str]]:
    """A change column by column."""
    return [(column.label, column.before, column.after) for column in change.columns]


def january(month: Month) -> Actual:
    """Budi's actual of January."""
    return Actual.objects.get(employee=month.budi, indicator=month.patients, month="2026-01-01")


def test_a_value_that_was_changed_twice_shows_both_changes_newest_first(month: Month) -> None:
    actual = january(month)
    for value in ("95.5", "97.25"):
        actual.value = Decimal(value)
        actual.save()
    assert [shown(one) for one in changes(month, "realisasi")] == [
        [("Angka", "95,5", "97,25")],
        [("Angka", "95", "95,5")],
    ]


def test_a_nip_is_in_groups(month: Month) -> None:
    for nip in ("198504152010011998", "198504152010011999"):
        Employee.objects.filter(pk=month.budi.pk).update(nip=nip)
    change = changes(month, "pegawai")[0]
    assert shown(change) == [("NIP", "19850415 201001 1 998", "19850415 201001 1 999")]
    assert change.row == "19850415 201001 1 998"


def test_a_change_names_the_row_and_who_made_it(month: Month) -> None:
    actual = january(month)
    assert month.budi.user is not None
    acting_as(month.budi.user)
    Actual.objects.filter(pk=actual.pk).update(note="Salah ketik")
    [change] = changes(month, "realisasi")
    assert (change.who, "Januari 2026" in change.row) == ("Budi Santoso", True)


def acting_as(user: User) -> None:
    """What follows is done by an account, as the scope of its request says."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.actor', %s, true)", [str(user.key)])


def test_a_row_that_was_deleted_shows_what_it_said_last(month: Month) -> None:
    january(month).delete()
    [change] = changes(month, "realisasi")
    assert (change.is_removal, shown(change)[0]) == (True, ("Angka", "95", ""))


def test_a_change_that_shows_nowhere_is_left_out(month: Month) -> None:
    january(month).save()  # only the moment of saving differs
    assert changes(month, "realisasi") == []


def test_references_are_told_by_name(month: Month) -> None:
    Placement.objects.filter(employee=month.budi).update(supervisor=month.cast.ratna, position="Perawat Mahir")
    [change] = changes(month, "penempatan")
    assert ("Pejabat penilai", "Sari Wulandari", "Ratna Dewi") in shown(change)
    assert ("Jabatan", "Perawat Terampil", "Perawat Mahir") in shown(change)


def test_what_hangs_on_a_plan_is_found_for_its_person(month: Month) -> None:
    given = {"axis": "result", "rating": "above", "reason": "a", "decided_by": month.cast.region_admin}
    one = RatingOverride.objects.create(period=a_period(), plan=month.plan, **given)
    RatingOverride.objects.filter(pk=one.pk).update(rating="below")
    assert shown(changes(month, "rating")[0]) == [("Rating", "di atas", "di bawah")]


def test_targets_are_listed_month_by_month(month: Month) -> None:
    item = month.plan.items.get(indicator=month.patients)
    item.targets = [Decimal(12), *item.targets[1:]]
    item.save()
    [(label, _before, after)] = shown(changes(month, "butir")[0])
    assert (label, after.split("; ")[0]) == ("Target Januari sampai Desember", "12")


@pytest.mark.parametrize("role", [RaterRole.PEER, RaterRole.SUBORDINATE, RaterRole.SELF])
def test_what_colleagues_gave_is_shown_to_nobody(month: Month, role: RaterRole) -> None:
    rater = month.budi if role is RaterRole.SELF else month.cast.citra
    rating = a_rating(month.budi, rater, "2026-01", 2, role=role, dimension="HA")
    Rating.objects.filter(pk=rating.pk).update(level=5)
    Rating.objects.filter(pk=rating.pk).delete()
    assert changes(month, "penilaian") == []


def test_what_the_supervisor_gave_is_shown(month: Month) -> None:
    Rating.objects.filter(employee=month.budi, role=RaterRole.SUPERVISOR, dimension__code="HA").update(level=4)
    [change] = changes(month, "penilaian")
    assert (change.row, shown(change)) == ("HA, 2026-01", [("Tingkat", "3", "4")])


def test_every_history_is_either_shown_or_kept_out_on_purpose(kupang: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE t.tgname LIKE 'keep_history_%%'"
        )
        kept = {name for (name,) in cursor.fetchall()}
    assert {kind.table for kind in KINDS} | set(STAYS_OUT) == kept
    assert {kind.table for kind in KINDS}.isdisjoint(STAYS_OUT)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_column_that_is_named_exists(kind: object) -> None:
    columns = {field.column for field in kind.model._meta.concrete_fields}  # type: ignore[attr-defined]
    assert {*kind.columns, *kind.named_by, kind.owner, *kind.only} <= columns  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_kind_opens_and_says_so_when_nothing_changed(month: Month, kind: object) -> None:
    text = page(visitor(month.cast.auditor), f"{ADDRESS}?nip={month.cast.citra.nip}&jenis={kind.code}")  # type: ignore[attr-defined]
    assert "Data ini belum pernah diubah." in text


def test_the_page_shows_before_and_after(month: Month) -> None:
    actual = january(month)
    Actual.objects.filter(pk=actual.pk).update(value=90)
    text = page(visitor(month.cast.region_admin), f"{ADDRESS}?nip={month.budi.nip}")
    assert all(words in text for words in ("Realisasi: Budi Santoso", "1 perubahan", "Angka: 95", "90"))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("nip=", "Isi NIP pegawai"),
        ("nip=199999999999999999", "Tidak ada pegawai dengan NIP itu"),
        ("nip=" + "9" * 40, "NIP terdiri dari 18 angka"),
        ("nip=1&jenis=bohong", "Data itu tidak dikenal"),
    ],
)
def test_what_cannot_be_asked_is_said_beside_the_field(kupang: Cast, asked: str, said: str) -> None:
    answer = visitor(kupang.auditor).get(f"{ADDRESS}?{asked}")
    assert (answer.status_code, said in answer.content.decode()) == (422, True)


def test_a_person_of_another_region_is_not_known(bandung: Cast, kupang: Cast) -> None:
    answer = visitor(kupang.auditor).get(f"{ADDRESS}?nip={bandung.budi.nip}")
    assert "Tidak ada pegawai dengan NIP itu" in answer.content.decode()


def test_more_changes_cost_no_more_statements(month: Month) -> None:
    actual = january(month)
    counts = []
    for value in range(12):
        Actual.objects.filter(pk=actual.pk).update(value=value)
        if value in {0, 11}:
            with CaptureQueriesContext(connection) as queries:
                changes(month, "realisasi")
            counts.append(len(queries))
    assert counts[0] == counts[1]
