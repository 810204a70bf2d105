"""Another superior from a day on: what is written, what is refused, who may."""

import datetime

import pytest
from django.test import Client

from agencies.models import AuditEvent, Employee, PlacementKind, RowHistory
from agencies.services.organisation.change_supervisor import change_supervisor
from agencies.services.organisation.closed_days import refuse_closed_days
from agencies.services.organisation.hold_placements import PlacementsChangedError
from agencies.services.organisation.plan_placement import PlacementRefused
from appraisal.services.periods.lock_period import lock_period
from tests.agencies.moves import JULY, admin_of, sent, shown_of, spans
from tests.appraisal.factories import a_period
from tests.cast import Cast
from tests.factories import NEW_YEAR, a_placement, an_employee
from tests.visitors import page, visitor

SAVED = {"first_day": "2026-07-01", "supervisor": "Ratna Dewi", "simpan": "ya"}


def changed(cast: Cast, to: Employee | None, first_day: datetime.date = JULY, *, seen: str | None = None) -> None:
    """Budi gets another superior."""
    change_supervisor(
        placement=cast.budi.placements.order_by("first_day")[0],
        supervisor=to,
        first_day=first_day,
        seen=shown_of(cast.budi) if seen is None else seen,
        actor=admin_of(cast),
        basis="SK 800/12",
    )


def address_of(employee: Employee) -> str:
    """The form about somebody."""
    return f"/pegawai/{employee.pk}/atasan/"


def test_the_old_place_ends_the_day_before_and_the_same_one_begins_under_the_new_superior(kupang: Cast) -> None:
    changed(kupang, kupang.ratna)
    assert spans(kupang.budi) == [
        ("1.02.01", "Sari Wulandari", "2026-01-01", "2026-06-30"),
        ("1.02.01", "Ratna Dewi", "2026-07-01", ""),
    ]


def test_on_the_first_day_itself_the_place_is_corrected(kupang: Cast) -> None:
    changed(kupang, kupang.ratna, NEW_YEAR)
    assert spans(kupang.budi) == [("1.02.01", "Ratna Dewi", "2026-01-01", "")]


def test_the_new_place_ends_when_the_old_one_would_have(kupang: Cast) -> None:
    kupang.budi.placements.update(last_day=datetime.date(2026, 9, 30))
    changed(kupang, kupang.ratna)
    assert [span[3] for span in spans(kupang.budi)] == ["2026-06-30", "2026-09-30"]


def test_the_head_of_an_agency_may_have_none(kupang: Cast) -> None:
    changed(kupang, None)
    assert spans(kupang.budi)[1][1] == ""


def test_the_change_is_recorded_and_the_old_row_kept(kupang: Cast) -> None:
    changed(kupang, kupang.ratna)
    event = AuditEvent.objects.get(action=AuditEvent.Action.PLACEMENT_CHANGED)
    assert (event.reason, event.details["before"]["supervisor"]) == ("SK 800/12", "Sari Wulandari")
    assert event.details["after"]["supervisor"] == "Ratna Dewi"
    assert RowHistory.objects.filter(table_name="agencies_placement").count() == 1


def test_a_circle_of_superiors_is_refused_by_name(kupang: Cast) -> None:
    with pytest.raises(PlacementRefused, match=r"1 Juli 2026 .* melingkar, .*Budi Santoso") as refused:
        change_supervisor(
            placement=kupang.sari.placements.get(),
            supervisor=kupang.budi,
            first_day=JULY,
            seen=shown_of(kupang.sari),
            actor=admin_of(kupang),
        )
    assert refused.value.field == "supervisor"


def test_a_circle_that_ended_before_harms_nobody(kupang: Cast) -> None:
    kupang.budi.placements.update(last_day=datetime.date(2026, 6, 30))
    a_placement(kupang.budi, kupang.puskesmas, None, first_day=JULY)
    change_supervisor(
        placement=kupang.sari.placements.get(),
        supervisor=kupang.budi,
        first_day=JULY,
        seen=shown_of(kupang.sari),
        actor=admin_of(kupang),
    )
    assert spans(kupang.sari)[1][1] == "Budi Santoso"


@pytest.mark.parametrize(
    ("first_day", "words"),
    [(datetime.date(2025, 12, 1), "Pilih hari di antaranya"), (datetime.date(2026, 10, 1), "Pilih hari di antaranya")],
)
def test_a_day_outside_the_placement_is_refused(kupang: Cast, first_day: datetime.date, words: str) -> None:
    kupang.budi.placements.update(last_day=datetime.date(2026, 9, 30))
    with pytest.raises(PlacementRefused, match=words):
        changed(kupang, kupang.ratna, first_day)


def test_the_same_superior_is_no_change(kupang: Cast) -> None:
    with pytest.raises(PlacementRefused, match="Belum ada yang berubah"):
        changed(kupang, kupang.sari)


def test_nobody_is_their_own_superior(kupang: Cast) -> None:
    with pytest.raises(PlacementRefused, match="atasannya sendiri"):
        changed(kupang, kupang.budi)


def test_a_superior_without_a_place_on_that_day_is_refused(kupang: Cast) -> None:
    with pytest.raises(PlacementRefused, match="Yanti Bere tidak punya penempatan pada 1 Juli 2026"):
        changed(kupang, an_employee("Yanti Bere"))


def test_a_form_that_was_overtaken_changes_nothing(kupang: Cast) -> None:
    before = shown_of(kupang.budi)
    changed(kupang, kupang.ratna)
    with pytest.raises(PlacementsChangedError):
        changed(kupang, None, NEW_YEAR, seen=before)


@pytest.mark.parametrize("code", ["2026-07", "2026-09", "2026-Q3"])
def test_days_of_a_locked_period_stay_as_they_were_evaluated(kupang: Cast, code: str) -> None:
    lock_period(period=a_period(code))
    with pytest.raises(PlacementRefused, match="Minta uji-region-admin membukanya kembali") as refused:
        changed(kupang, kupang.ratna)
    assert refused.value.field == "first_day"
    assert len(spans(kupang.budi)) == 1


def test_a_period_locked_before_the_change_is_untouched_by_it(kupang: Cast) -> None:
    lock_period(period=a_period("2026-06"))
    changed(kupang, kupang.ratna)
    assert len(spans(kupang.budi)) == 2


def test_without_locked_periods_no_day_is_closed(kupang: Cast) -> None:
    a_period("2026-07")
    refuse_closed_days(JULY, None)


def test_an_acting_post_gets_another_superior_on_its_own(kupang: Cast) -> None:
    acting = a_placement(kupang.budi, kupang.dinas, kupang.ratna, kind=PlacementKind.ACTING)
    answer = sent(
        visitor(kupang.region_admin),
        f"{address_of(kupang.budi)}?penempatan={acting.pk}",
        {**SAVED, "supervisor": "Dewi Anggraini"},
    )
    assert answer.status_code == 302
    assert ("1.02", "Dewi Anggraini", "2026-07-01", "") in spans(kupang.budi)
    assert ("1.02.01", "Sari Wulandari", "2026-01-01", "") in spans(kupang.budi)


def test_the_page_first_tells_what_follows_and_saves_nothing(kupang: Cast) -> None:
    client = visitor(kupang.agency_admin)
    answer = sent(client, address_of(kupang.citra), {"first_day": "2026-07-01", "supervisor": kupang.ratna.nip})
    shown = answer.content.decode()
    assert "Bidan Mahir, Puskesmas Oesapa berakhir 30 Juni 2026." in shown
    assert "Juli 2026" in shown
    assert "Simpan atasan" in shown
    assert len(spans(kupang.citra)) == 1


def test_saving_leads_back_and_says_what_happened(kupang: Cast) -> None:
    client = visitor(kupang.agency_admin)
    answer = sent(client, address_of(kupang.budi), SAVED)
    assert answer["Location"] == f"/pegawai/{kupang.budi.pk}/"
    text = page(client, answer["Location"])
    assert "Mulai 1 Juli 2026, Ratna Dewi menilai Budi Santoso di Puskesmas Oesapa." in text


def test_a_name_that_fits_several_people_asks_which_one(kupang: Cast) -> None:
    second = an_employee("Ratna Dewi Lestari")
    a_placement(second, kupang.puskesmas, kupang.sari, position="Dokter")
    client = visitor(kupang.agency_admin)
    answer = sent(client, address_of(kupang.budi), {**SAVED, "supervisor": "ratna"})
    assert answer.status_code == 422
    assert "Siapa yang dimaksud?" in answer.content.decode()
    assert sent(client, address_of(kupang.budi), {**SAVED, "supervisor": "ratna", "nip": second.nip}).status_code == 302
    assert spans(kupang.budi)[1][1] == "Ratna Dewi Lestari"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"supervisor": "Wiby"}, "Tidak ada pegawai yang cocok"),
        ({"supervisor": ""}, "Isi atasan."),
        ({"without": "on"}, "Pilih salah satu"),
        ({"first_day": "besok"}, "Tanggal mulai belum dapat dibaca"),
        ({"first_day": "1026-07-01"}, "Tanggal mulai terlalu jauh"),
        ({"supervisor": "Budi Santoso"}, "atasannya sendiri"),
    ],
)
def test_a_refused_form_keeps_what_was_typed(kupang: Cast, said: dict[str, str], words: str) -> None:
    answer = sent(visitor(kupang.agency_admin), address_of(kupang.budi), {**SAVED, "basis": "SK 800/12", **said})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert 'value="SK 800/12"' in answer.content.decode()


def test_a_stale_page_shows_what_is_stored_now_and_keeps_the_input(kupang: Cast) -> None:
    client, address = visitor(kupang.agency_admin), address_of(kupang.budi)
    answer = client.post(address, {**SAVED, "seen": "lama", "basis": "SK 800/12"})
    assert answer.status_code == 409
    assert "diubah orang lain" in answer.content.decode()
    assert 'value="SK 800/12"' in answer.content.decode()
    assert len(spans(kupang.budi)) == 1


def test_agency_admins_move_people_of_their_own_units_only(kupang: Cast) -> None:
    client = visitor(kupang.agency_admin)
    assert client.get(address_of(kupang.budi)).status_code == 200
    assert client.get(address_of(kupang.dewi)).status_code == 403
    assert visitor(kupang.region_admin).get(address_of(kupang.dewi)).status_code == 200


@pytest.mark.parametrize("who", ["regional_head", "auditor", "sari", "budi"])
def test_whoever_only_reads_is_refused(kupang: Cast, who: str) -> None:
    client = visitor(getattr(kupang, who))
    assert client.get(address_of(kupang.budi)).status_code == 403
    assert client.post(address_of(kupang.budi), SAVED).status_code == 403


def test_nobody_moves_themselves(kupang: Cast) -> None:
    kupang.budi.user, kupang.agency_admin.login = kupang.agency_admin, "x"
    kupang.budi.save(update_fields=["user"])
    answer = visitor(kupang.agency_admin).get(address_of(kupang.budi))
    assert answer.status_code == 403
    assert "oleh admin lain" in answer.content.decode()


def test_a_visitor_signs_in_first_and_another_region_finds_nobody(client: Client, bandung: Cast, kupang: Cast) -> None:
    assert client.get(address_of(kupang.budi))["Location"].startswith("/masuk/")
    assert visitor(kupang.region_admin).get(f"/pegawai/{bandung.budi.pk}/atasan/").status_code == 404
