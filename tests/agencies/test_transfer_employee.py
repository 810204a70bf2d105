"""Mutasi: another unit, post or superior from a day on, and what follows for the evaluations."""

import datetime

import pytest

from agencies.models import AuditEvent, Employee
from agencies.services.organisation.careers import Stay, foresee
from agencies.services.organisation.plan_placement import PlacementRefused
from agencies.services.organisation.transfer_employee import transfer_employee
from tests.agencies.moves import JULY, admin_of, sent, shown_of, spans
from tests.cast import Cast
from tests.factories import a_placement, an_employee
from tests.visitors import page, visitor

MOVE = {"first_day": "2026-07-01", "agency": "1.02", "position": "Analis Kesehatan", "supervisor": "Ratna Dewi"}


def address_of(employee: Employee) -> str:
    """The form about somebody."""
    return f"/pegawai/{employee.pk}/mutasi/"


def moved(cast: Cast, employee: Employee, first_day: datetime.date = JULY) -> None:
    """Somebody goes to the dinas itself, under Ratna."""
    transfer_employee(
        employee=employee,
        agency=cast.dinas,
        position="Analis Kesehatan",
        position_kind="Fungsional",
        supervisor=cast.ratna,
        first_day=first_day,
        seen=shown_of(employee),
        actor=admin_of(cast),
    )


def test_the_old_place_ends_and_the_new_one_begins(kupang: Cast) -> None:
    moved(kupang, kupang.budi)
    assert spans(kupang.budi) == [
        ("1.02.01", "Sari Wulandari", "2026-01-01", "2026-06-30"),
        ("1.02", "Ratna Dewi", "2026-07-01", ""),
    ]
    assert AuditEvent.objects.get().details["act"] == "transfer"


def test_a_place_planned_for_later_stays_and_ends_the_new_one(kupang: Cast) -> None:
    kupang.budi.placements.update(last_day=datetime.date(2026, 9, 30))
    a_placement(kupang.budi, kupang.kecamatan, kupang.dewi, first_day=datetime.date(2026, 10, 1))
    moved(kupang, kupang.budi)
    assert [span[3] for span in spans(kupang.budi)] == ["2026-06-30", "2026-09-30", ""]


def test_who_has_no_place_gets_one_until_the_next(kupang: Cast) -> None:
    newcomer = an_employee("Yanti Bere")
    a_placement(newcomer, kupang.puskesmas, kupang.sari, first_day=datetime.date(2026, 10, 1))
    moved(kupang, newcomer)
    assert spans(newcomer)[0] == ("1.02", "Ratna Dewi", "2026-07-01", "2026-09-30")


def test_a_unit_of_somebody_else_is_refused(kupang: Cast) -> None:
    with pytest.raises(PlacementRefused, match="unit Anda saja"):
        transfer_employee(
            employee=kupang.budi,
            agency=kupang.kecamatan,
            position="Staf",
            position_kind="",
            supervisor=kupang.dewi,
            first_day=JULY,
            seen=shown_of(kupang.budi),
            actor=admin_of(kupang),
        )


def test_the_unit_is_chosen_among_the_own_ones(kupang: Cast) -> None:
    client = visitor(kupang.agency_admin)
    text = page(client, address_of(kupang.budi))
    assert "Kecamatan Alak" not in text
    assert 'value="1.02.01" selected' in text
    assert sent(client, address_of(kupang.budi), {**MOVE, "agency": "7.01", "simpan": "ya"}).status_code == 422


def test_the_page_tells_of_two_plans_and_who_rates_which_evaluation(kupang: Cast) -> None:
    answer = sent(visitor(kupang.agency_admin), address_of(kupang.budi), {**MOVE, "first_day": "2026-08-20"})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Perawat Terampil, Puskesmas Oesapa berakhir 19 Agustus 2026." in text
    assert "punya dua SKP tahun ini" in text
    assert len(spans(kupang.budi)) == 1


def test_saving_writes_it(kupang: Cast) -> None:
    answer = sent(visitor(kupang.region_admin), address_of(kupang.budi), {**MOVE, "simpan": "ya", "agency": "7.01"})
    assert answer.status_code == 302
    assert spans(kupang.budi)[1][0] == "7.01"


def career(*stays: tuple[int, str, str, str | None]) -> list[Stay]:
    """Unit, superior, first and last day of each place."""
    return [
        Stay(
            unit,
            f"Unit {unit}",
            "Staf",
            superior,
            datetime.date.fromisoformat(first),
            datetime.date.fromisoformat(last) if last else None,
        )
        for unit, superior, first, last in stays
    ]


def foreseen(day: str, *stays: tuple[int, str, str, str | None]) -> list[tuple[str, str, str, str]]:
    """What is foreseen around a day."""
    return [
        (one.period, one.agency, one.months, one.rater)
        for one in foresee(career(*stays), datetime.date.fromisoformat(day))
    ]


def test_the_month_of_the_move_belongs_to_the_unit_with_more_days_in_it() -> None:
    told = foreseen("2026-08-20", (1, "Sari", "2026-01-01", "2026-08-19"), (2, "Ratna", "2026-08-20", None))
    assert told == [
        ("Agustus 2026", "Unit 1", "Agustus", "Sari"),
        ("Triwulan III 2026", "Unit 1", "Juli s.d. Agustus", "Sari"),
        ("Triwulan III 2026", "Unit 2", "September", "Ratna"),
        ("Semester II 2026", "Unit 1", "Juli s.d. Agustus", "Sari"),
        ("Semester II 2026", "Unit 2", "September s.d. Desember", "Ratna"),
        ("Tahun 2026", "Unit 1", "Januari s.d. Agustus", "Sari"),
        ("Tahun 2026", "Unit 2", "September s.d. Desember", "Ratna"),
    ]


def test_within_a_unit_the_plan_stays_one_and_its_last_day_says_who_rates() -> None:
    told = foreseen("2026-08-20", (1, "Sari", "2026-01-01", "2026-08-19"), (1, "Ratna", "2026-08-20", None))
    assert told[0] == ("Agustus 2026", "Unit 1", "Agustus", "Ratna")
    assert len(told) == 4
