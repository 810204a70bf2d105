"""Importing ratings of behaviour."""

import datetime
import random

import pytest

from agencies.files.results import FileResult
from agencies.models import Employee, PlacementKind, RowHistory, User
from appraisal.models import Period, Rating
from appraisal.resources import RatingResource
from appraisal.services.periods.lock_period import lock_period
from tests.agencies.importing import counts, imported, refusals, statements
from tests.appraisal.factories import BERAKHLAK, a_period, a_rubric
from tests.cast import Cast
from tests.factories import a_placement, an_employee

HEADER = "nip,periode,nip_penilai,peran,rubrik,dimensi,tingkat"


@pytest.fixture(autouse=True)
def rubric(kupang: Cast) -> None:
    """The region's only rubric."""
    a_rubric()


def line(
    person: Employee,
    rater: Employee | User,
    role: str = "atasan",
    period: str = "2026-01",
    rest: str = "berakhlak,BP,4",
) -> str:
    return f"{person.nip},{period},{rater.nip if isinstance(rater, Employee) else rater.login},{role},{rest}"


def take(*lines: str, dry_run: bool = False) -> FileResult:
    return imported(RatingResource, HEADER, *lines, dry_run=dry_run)


def refused(*lines: str) -> list[str]:
    return refusals(RatingResource, HEADER, *lines)


def stored() -> list[tuple[str, str, str | None, str, str, int]]:
    columns = ("employee__name", "period__code", "rater__name", "role", "dimension__code", "level")
    return list(Rating.objects.order_by("id").values_list(*columns))


def test_a_supervisor_rates(kupang: Cast) -> None:
    assert counts(take(line(kupang.budi, kupang.sari))) == (1, 0, 0)
    assert stored() == [("Budi Santoso", "2026-01", "Sari Wulandari", "supervisor", "BP", 4)]


@pytest.mark.parametrize("role", ["rekan", "bawahan"])
def test_a_colleague_rates(kupang: Cast, role: str) -> None:
    assert counts(take(line(kupang.budi, kupang.citra, role))) == (1, 0, 0)


def test_people_rate_themselves(kupang: Cast) -> None:
    take(line(kupang.budi, kupang.budi, "diri"))
    assert stored() == [("Budi Santoso", "2026-01", "Budi Santoso", "self", "BP", 4)]


@pytest.mark.parametrize("level", ["4", '"4,0"', "4.0"])
def test_a_level_is_a_whole_number_however_written(kupang: Cast, level: str) -> None:
    take(line(kupang.budi, kupang.sari, rest=f"berakhlak,BP,{level}"))
    assert stored()[0][-1] == 4


@pytest.mark.parametrize("level", ["0", "6", "5.9", '"4,5"', "", "empat"])
def test_any_other_level_is_refused(kupang: Cast, level: str) -> None:
    (error,) = refused(line(kupang.budi, kupang.sari, rest=f"berakhlak,BP,{level}"))
    assert error.startswith("Baris 2, kolom tingkat: ")


@pytest.mark.parametrize("code", ["2026-03", "2026-Q2", "2026-S2", "2026"])
def test_a_period_that_is_named_is_made(kupang: Cast, code: str) -> None:
    take(line(kupang.budi, kupang.sari, period=code))
    assert Period.objects.get().code == code


def test_a_dry_run_keeps_nothing_not_even_the_period(kupang: Cast) -> None:
    assert counts(take(line(kupang.budi, kupang.sari), dry_run=True)) == (1, 0, 0)
    assert (stored(), Period.objects.count()) == ([], 0)


def test_an_unknown_rubric_is_refused_with_the_known_ones(kupang: Cast) -> None:
    (error,) = refused(line(kupang.budi, kupang.sari, rest="perilaku,BP,4"))
    assert error == 'Baris 2, kolom rubrik: tertulis "perilaku". Rubrik ini tidak dikenal. Yang ada: berakhlak.'


def test_an_unknown_dimension_is_refused_with_the_known_ones(kupang: Cast) -> None:
    (error,) = refused(line(kupang.budi, kupang.sari, rest="berakhlak,XX,4"))
    assert error.endswith("Yang ada: BP, AK, KO, HA, LO, AD, KL, SEMUA.")


def test_unknown_people_are_refused(kupang: Cast) -> None:
    stranger = Employee(nip="199002282022211003")
    errors = refused(line(stranger, kupang.sari), line(kupang.budi, stranger, "rekan"))
    assert [error.split(":")[0] for error in errors] == ["Baris 2, kolom nip", "Baris 3, kolom nip_penilai"]


def test_a_supervisor_is_the_rater_by_placement(kupang: Cast) -> None:
    (error,) = refused(line(kupang.budi, kupang.ratna))
    assert error.endswith(
        f"Bukan pejabat penilai pegawai {kupang.budi.nip} pada 2026-01; menurut penempatan: {kupang.sari.nip}."
    )


def test_somebody_without_place_in_the_period_has_no_rater(kupang: Cast) -> None:
    (error,) = refused(line(kupang.budi, kupang.sari, period="2025-12"))
    assert f"Pegawai {kupang.budi.nip} tidak memiliki penempatan pada 2025-12" in error


def test_the_rater_of_a_month_is_the_supervisor_on_the_last_day(kupang: Cast) -> None:
    eka = an_employee("Eka")
    a_placement(eka, kupang.puskesmas, kupang.sari, last_day=datetime.date(2026, 1, 20))
    a_placement(eka, kupang.puskesmas, kupang.ratna, first_day=datetime.date(2026, 1, 21))
    assert counts(take(line(eka, kupang.ratna))) == (1, 0, 0)
    assert len(refused(line(eka, kupang.sari))) == 1


def test_after_a_transfer_both_supervisors_rate_the_quarter(kupang: Cast) -> None:
    eka = an_employee("Eka")
    a_placement(eka, kupang.puskesmas, kupang.sari, last_day=datetime.date(2026, 2, 10))
    a_placement(eka, kupang.kecamatan, kupang.dewi, first_day=datetime.date(2026, 2, 11))
    assert counts(take(*(line(eka, rater, period="2026-Q1") for rater in (kupang.sari, kupang.dewi)))) == (2, 0, 0)


def test_an_acting_post_has_its_own_rater(kupang: Cast) -> None:
    a_placement(kupang.budi, kupang.kecamatan, kupang.dewi, kind=PlacementKind.ACTING)
    assert counts(take(line(kupang.budi, kupang.dewi))) == (1, 0, 0)


def test_the_regional_head_rates_who_has_no_supervisor(kupang: Cast) -> None:
    take(line(kupang.ratna, kupang.regional_head))
    rating = Rating.objects.get()
    assert (rating.rater_id, rating.rater_account) == (None, kupang.regional_head)


@pytest.mark.parametrize("who", ["region_admin", "auditor", "agency_admin"])
def test_no_other_account_rates(kupang: Cast, who: str) -> None:
    (error,) = refused(line(kupang.ratna, getattr(kupang, who)))
    assert error.endswith("menurut penempatan: akun kepala daerah.")


def test_the_regional_head_rates_nobody_who_has_a_supervisor(kupang: Cast) -> None:
    assert len(refused(line(kupang.budi, kupang.regional_head))) == 1


def test_a_nip_that_a_spreadsheet_has_spoilt_is_taken_for_no_login(kupang: Cast) -> None:
    (error,) = refused(f"{kupang.budi.nip},2026-01,1.98E+17,atasan,berakhlak,BP,4")
    assert "telah diubah lembar kerja menjadi bilangan" in error


@pytest.mark.parametrize("role", ["atasan", "rekan", "bawahan"])
def test_nobody_rates_themselves_as_somebody_else(kupang: Cast, role: str) -> None:
    (error,) = refused(line(kupang.budi, kupang.budi, role))
    assert f"Tidak ada yang menilai dirinya sendiri sebagai {role}" in error


def test_nobody_rates_another_as_themselves(kupang: Cast) -> None:
    (error,) = refused(line(kupang.budi, kupang.sari, "diri"))
    assert f"isi dengan {kupang.budi.nip}" in error


def test_a_known_key_is_updated_and_its_history_kept(kupang: Cast) -> None:
    take(line(kupang.budi, kupang.sari))
    second = line(kupang.budi, kupang.sari, rest="berakhlak,AK,3")
    assert counts(take(line(kupang.budi, kupang.sari, rest="berakhlak,BP,5"), second)) == (1, 1, 0)
    assert [level for *_rest, level in stored()] == [5, 3]
    assert RowHistory.objects.get(table_name="appraisal_rating").before["level"] == 4


def test_the_same_rater_may_rate_in_two_roles(kupang: Cast) -> None:
    assert counts(take(*(line(kupang.budi, kupang.sari, role) for role in ("atasan", "rekan")))) == (2, 0, 0)


def test_importing_again_in_another_order_changes_nothing(kupang: Cast) -> None:
    lines = [line(kupang.budi, kupang.sari, rest=f"berakhlak,{code},3") for code in BERAKHLAK]
    lines.append(line(kupang.ratna, kupang.regional_head))
    take(*lines)
    assert counts(take(*random.Random(5).sample(lines, len(lines)))) == (0, 0, 8)


def test_a_role_twice_for_one_key_is_refused_in_the_files_words(kupang: Cast) -> None:
    (error,) = refused(line(kupang.budi, kupang.sari), line(kupang.budi, kupang.sari))
    assert "peran atasan" in error


def test_a_locked_period_is_closed(kupang: Cast) -> None:
    take(line(kupang.budi, kupang.sari))
    lock_period(period=a_period("2026-Q1"))
    assert counts(take(line(kupang.budi, kupang.sari))) == (0, 0, 1)
    (error,) = refused(line(kupang.budi, kupang.sari, rest="berakhlak,BP,5"))
    assert "Periode 2026-Q1 sudah dikunci" in error


def test_a_longer_period_stays_open_when_one_of_its_months_is_locked(kupang: Cast) -> None:
    lock_period(period=a_period("2026-01"))
    assert counts(take(line(kupang.budi, kupang.sari, period="2026-Q1"))) == (1, 0, 0)


def test_the_number_of_statements_does_not_grow_with_the_rows(kupang: Cast) -> None:
    a_period("2026-01")
    people = [an_employee(f"Pegawai {number}", account=False) for number in range(30)]
    for person in people:
        a_placement(person, kupang.puskesmas, kupang.sari)
    lines = [line(person, kupang.sari, rest=f"berakhlak,{code},4") for person in people for code in BERAKHLAK]
    few = statements(RatingResource, HEADER, lines[:7])
    assert statements(RatingResource, HEADER, lines[7:]) == few
