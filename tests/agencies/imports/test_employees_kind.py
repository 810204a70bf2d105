"""People and placements on the road of an import."""

import datetime

import pytest

from agencies.imports.kinds import UndoRefused
from agencies.models import Employee, Placement, PlacementKind, User
from agencies.permissions import actor_of
from tests.agencies.employee_file import EKA, FAJAR, HEADER, line
from tests.agencies.imports.road import changes, preview, published, remarks, taken_back, the_kind
from tests.cast import Cast
from tests.factories import a_placement, a_plan, an_agency, an_employee, an_indicator


def of_sari(kupang: Cast, **cells: str) -> str:
    """Sari as she is stored, but for some cells."""
    return line(
        kupang.sari.nip,
        **{
            "nama": "Sari Wulandari",
            "golongan": "",
            "kode_opd": "1.02.01",
            "jabatan": "Kepala Puskesmas",
            "jenis_jabatan": "",
            "nip_atasan": kupang.ratna.nip,
        }
        | cells,
    )


def supervisor_of(person: Employee) -> Employee | None:
    supervisor: Employee | None = Placement.objects.get(employee=person).supervisor
    return supervisor


def test_the_preview_shows_only_what_changes(kupang: Cast) -> None:
    found = preview("employees", kupang.region_admin, HEADER, of_sari(kupang, nip_atasan=kupang.dewi.nip), line())
    assert changes(found) == [("nip_atasan", kupang.ratna.nip, kupang.dewi.nip)]
    assert [row.number for row in found.new_rows] == [3]


def test_what_is_stored_already_changes_nothing(kupang: Cast) -> None:
    found = preview("employees", kupang.region_admin, HEADER, of_sari(kupang))
    assert (found.unchanged, found.changed, found.new) == (1, (), ())


def test_the_preview_counts_whom_it_touches(kupang: Cast) -> None:
    found = preview("employees", kupang.region_admin, HEADER, of_sari(kupang, nip_atasan=kupang.dewi.nip), line())
    assert found.affected.people == 2
    assert "1 pegawai berganti atasan." in found.affected.sentences
    assert "1 pegawai baru, masing-masing dengan akun yang belum bersandi." in found.affected.sentences


def test_the_preview_names_superiors_that_would_look_wrong(kupang: Cast) -> None:
    found = preview("employees", kupang.region_admin, HEADER, of_sari(kupang, nip_atasan=kupang.dewi.nip))
    (sentence,) = [one for one in found.affected.sentences if "belum sesuai: " in one]
    assert "Sari Wulandari" in sentence
    assert supervisor_of(kupang.sari) == kupang.ratna, "a preview writes nothing"


def test_stored_rows_cost_one_query(kupang: Cast, django_assert_num_queries: pytest.FixtureRequest) -> None:
    kind = the_kind("employees")
    rows = list(preview("employees", kupang.region_admin, HEADER, line(), of_sari(kupang)).new)
    with django_assert_num_queries(1):  # type: ignore[operator]
        kind.stored(rows)


def test_the_template_offers_the_own_units(kupang: Cast) -> None:
    template = the_kind("employees").template(actor_of(kupang.agency_admin))
    assert template.choices["kode_opd"] == ["1.02", "1.02.01"]
    assert set(template.hints) == set(HEADER.split(","))


def test_an_agency_admin_brings_people_of_the_own_units(kupang: Cast) -> None:
    assert remarks("employees", kupang.agency_admin, HEADER, of_sari(kupang, jabatan="Kepala UPTD"), line()) == []


def test_a_row_for_a_foreign_unit_is_refused(kupang: Cast) -> None:
    (error,) = remarks("employees", kupang.agency_admin, HEADER, line(kode_opd="7.01"))
    assert "Anda tidak mengelola perangkat daerah ini" in error


def test_an_agency_admin_transfers_nobody_from_elsewhere(kupang: Cast) -> None:
    own = line(kupang.dewi.nip, "Dewi Anggraini", golongan="", mulai="2026-03-01", jenis_penempatan="plt")
    (error,) = remarks("employees", kupang.agency_admin, HEADER, own)
    assert "Perpindahan antarperangkat daerah dilakukan admin daerah" in error
    assert remarks("employees", kupang.region_admin, HEADER, own) == []


@pytest.mark.parametrize(("column", "cell"), [("nama", "Dewi A"), ("status", "PPPK"), ("golongan", "IV/e")])
def test_who_only_acts_in_an_own_unit_keeps_the_name_of_the_home_unit(kupang: Cast, column: str, cell: str) -> None:
    acting = a_placement(kupang.dewi, kupang.puskesmas, kind=PlacementKind.ACTING)
    own = {
        "nama": "Dewi Anggraini",
        "golongan": "",
        "kode_opd": "1.02.01",
        "mulai": str(acting.first_day),
        "jenis_penempatan": "plt",
    }
    assert remarks("employees", kupang.agency_admin, HEADER, line(kupang.dewi.nip, **own)) == []
    (error,) = remarks("employees", kupang.agency_admin, HEADER, line(kupang.dewi.nip, **own | {column: cell}))
    assert "berkedudukan di perangkat daerah lain" in error
    assert remarks("employees", kupang.region_admin, HEADER, line(kupang.dewi.nip, **own | {column: cell})) == []


def test_who_was_placed_in_an_own_unit_last_may_return(kupang: Cast) -> None:
    eka = an_employee("Eka Putri", EKA)
    a_placement(eka, kupang.dinas, kupang.ratna, last_day=datetime.date(2026, 2, 28))
    assert remarks("employees", kupang.agency_admin, HEADER, line(mulai="2026-05-01")) == []


def test_an_undo_gives_back_superiors_and_names(kupang: Cast) -> None:
    changed = of_sari(kupang, nama="Sari W", nip_atasan=kupang.dewi.nip)
    draft = published("employees", kupang.region_admin, HEADER, changed)
    assert supervisor_of(kupang.sari) == kupang.dewi
    taken_back(draft, kupang.region_admin)
    assert supervisor_of(kupang.sari) == kupang.ratna
    assert Employee.objects.get(pk=kupang.sari.pk).name == "Sari Wulandari"


def test_an_undo_removes_new_people_with_their_accounts(kupang: Cast) -> None:
    draft = published("employees", kupang.region_admin, HEADER, line(nip_atasan=FAJAR), line(FAJAR, "Fajar"))
    taken_back(draft, kupang.region_admin)
    assert not Employee.objects.filter(nip__in=[EKA, FAJAR]).exists()
    assert not User.objects.filter(login__in=[EKA, FAJAR]).exists()


def test_an_undo_keeps_an_account_that_was_there_before(kupang: Cast) -> None:
    eka = an_employee("Eka Lama", EKA)
    draft = published("employees", kupang.region_admin, HEADER, line())
    taken_back(draft, kupang.region_admin)
    eka.refresh_from_db()
    assert (eka.name, eka.user is not None) == ("Eka Lama", True)
    assert not Placement.objects.filter(employee=eka).exists()


def test_an_undo_gives_back_a_placement_that_a_transfer_ended(kupang: Cast) -> None:
    ended = of_sari(kupang, selesai="2026-06-30")
    moved = of_sari(kupang, kode_opd="7.01", mulai="2026-07-01", nip_atasan=kupang.dewi.nip)
    draft = published("employees", kupang.region_admin, HEADER, ended, moved)
    taken_back(draft, kupang.region_admin)
    assert Placement.objects.get(employee=kupang.sari).last_day is None


def test_a_new_person_with_a_plan_stays(kupang: Cast) -> None:
    draft = published("employees", kupang.region_admin, HEADER, line())
    eka = Employee.objects.get(nip=EKA)
    a_plan(eka, kupang.dinas, {an_indicator(kupang.dinas): ("100", "10")})
    with pytest.raises(UndoRefused, match="sudah dipakai di tempat lain, atau sudah masuk: Eka Putri"):
        taken_back(draft, kupang.region_admin)
    assert Placement.objects.filter(employee=eka).exists()


def test_a_new_placement_with_a_plan_stays(kupang: Cast) -> None:
    acting = of_sari(kupang, kode_opd="7.01", jenis_penempatan="plt", mulai="2026-02-01")
    draft = published("employees", kupang.region_admin, HEADER, acting)
    a_plan(kupang.sari, kupang.kecamatan, {an_indicator(kupang.dinas): ("100", "10")}, kind="plt")  # type: ignore[arg-type]
    with pytest.raises(UndoRefused, match="sudah punya SKP atau evaluasi: Sari Wulandari"):
        taken_back(draft, kupang.region_admin)


def test_who_signed_in_since_stays(kupang: Cast) -> None:
    draft = published("employees", kupang.region_admin, HEADER, line())
    User.objects.filter(login=EKA).update(password="md5$x$y")
    with pytest.raises(UndoRefused, match="sudah masuk"):
        taken_back(draft, kupang.region_admin)


def test_a_placement_that_was_changed_since_stays(kupang: Cast) -> None:
    draft = published("employees", kupang.region_admin, HEADER, of_sari(kupang, nip_atasan=kupang.dewi.nip))
    Placement.objects.filter(employee=kupang.sari).update(position="Kepala UPTD")
    with pytest.raises(UndoRefused, match="1 penempatan sudah diubah lagi"):
        taken_back(draft, kupang.region_admin)


def test_a_new_unit_goes_while_it_is_empty(kupang: Cast) -> None:
    header, rows = "kode_opd,nama,jenis,kode_induk", ["9.01.01,Seksi,seksi,9.01", "9.01,Dinas Baru,dinas,"]
    draft = published("agencies", kupang.region_admin, header, *rows, "1.02,Dinas Kesehatan Kota,dinas,")
    taken_back(draft, kupang.region_admin)
    kupang.dinas.refresh_from_db()
    assert kupang.dinas.name == "Dinas Kesehatan"
    assert not type(kupang.dinas).objects.filter(code__startswith="9.01").exists()


def test_a_new_unit_with_people_stays(kupang: Cast) -> None:
    header = "kode_opd,nama,jenis,kode_induk"
    draft = published("agencies", kupang.region_admin, header, "9.01,Dinas Baru,dinas,", "9.02,Badan,badan,9.01")
    a_placement(an_employee("Eka Putri"), type(kupang.dinas).objects.get(code="9.02"))
    with pytest.raises(UndoRefused, match="sudah dipakai: Badan"):
        taken_back(draft, kupang.region_admin)
    assert type(kupang.dinas).objects.get(code="9.02").parent is not None


def test_the_preview_of_units_says_who_moves(kupang: Cast) -> None:
    an_agency("8", "Induk")
    row = "1.02,Dinas Kesehatan,dinas,8"
    found = preview("agencies", kupang.region_admin, "kode_opd,nama,jenis,kode_induk", row)
    assert changes(found) == [("kode_induk", "", "8")]
    assert (found.affected.people, found.affected.sentences) == (1, ("1 unit berpindah induk.",))


def test_an_agency_admin_brings_no_units(kupang: Cast) -> None:
    assert not the_kind("agencies").may_import(actor_of(kupang.agency_admin))
    (error,) = remarks("agencies", kupang.agency_admin, "kode_opd,nama,jenis,kode_induk", "9.01,Dinas Baru,dinas,")
    assert "diatur admin daerah" in error
