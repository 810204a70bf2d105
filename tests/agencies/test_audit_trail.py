"""The audit trail on the screen and as a file: who did what, to what and why."""

import csv
import datetime
import io
import re
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from agencies.models import AuditEvent
from agencies.permissions import actor_of
from agencies.services.audit.acts import GROUPS
from agencies.services.record_event import record_event
from tests.cast import Cast
from tests.visitors import outside_any_scope, page, visitor

TRAIL = "/pengaturan/jejak-audit/"
Action = AuditEvent.Action


def done(action: AuditEvent.Action, subject: str, **other: object) -> AuditEvent:
    """Something that somebody did."""
    return record_event(action=action, subject=subject, **other)  # type: ignore[arg-type]


def subjects(text: str) -> list[str]:
    """What stands in the list, from the top."""
    return re.findall(r'<td data-l="Perihal">([^<]*)</td>', text)


def listed(text: str) -> str:
    """The list without the form above it, which offers every act by name."""
    return text[text.index('id="daftar"') :]


def test_the_newest_act_stands_on_top_with_who_and_why(kupang: Cast) -> None:
    done(Action.PERIOD_LOCKED, "2026-01", actor=actor_of(kupang.region_admin))
    done(Action.PERIOD_UNLOCKED, "2026-01", actor=actor_of(kupang.region_admin), reason="Salah rekap")
    text = listed(page(visitor(kupang.auditor), TRAIL))
    assert text.index("periode dibuka kembali") < text.index("periode dikunci")
    assert all(words in text for words in (kupang.region_admin.login, "Salah rekap", "WITA", "2 peristiwa"))


def test_a_day_begins_and_ends_where_the_region_is(kupang: Cast) -> None:
    zone = kupang.region.zone
    for hour in ("23:59", "00:01"):
        day = "2026-03-01" if hour == "23:59" else "2026-03-02"
        moment = datetime.datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=zone)
        with_moment(f"pukul {hour}", moment)
    client = visitor(kupang.auditor)
    assert subjects(page(client, f"{TRAIL}?dari=2026-03-01&sampai=2026-03-01")) == ["pukul 23:59"]
    assert subjects(page(client, f"{TRAIL}?dari=2026-03-02&sampai=2026-03-02")) == ["pukul 00:01"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("tindakan=periode", ["2026-02", "2026-01"]),
        ("tindakan=period_locked", ["2026-01"]),
        ("pelaku=UJI-REGION", ["2026-01"]),
        ("cari=oesapa", ["Puskesmas Oesapa (1.02.01)"]),
        ("cari=%25", []),
        ("tindakan=periode&cari=-02", ["2026-02"]),
    ],
)
def test_the_list_is_narrowed(kupang: Cast, asked: str, found: list[str]) -> None:
    done(Action.PERIOD_LOCKED, "2026-01", actor=actor_of(kupang.region_admin))
    done(Action.PERIOD_OPENED, "2026-02")
    done(Action.AGENCY_CHANGED, "Puskesmas Oesapa (1.02.01)")
    assert subjects(page(visitor(kupang.auditor), f"{TRAIL}?{asked}")) == found


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("dari=besok", "Isi tanggal yang ada"),
        ("sampai=0001-01-01", "Isi tanggal yang ada"),
        ("dari=2026-02-01&sampai=2026-01-01", "Tukar keduanya"),
        ("tindakan=bohong", "Tindakan itu tidak dikenal"),
        (f"tindakan={Action.PEER_RATING_SENT}", "Tindakan itu tidak dikenal"),
        ("cari=" + "a" * 161, "Paling banyak 160 huruf"),
    ],
)
def test_what_cannot_be_asked_is_said_beside_the_field(kupang: Cast, asked: str, said: str) -> None:
    answer = visitor(kupang.auditor).get(f"{TRAIL}?{asked}")
    assert (answer.status_code, said in answer.content.decode()) == (422, True)


def test_an_empty_list_says_what_to_do(kupang: Cast) -> None:
    client = visitor(kupang.auditor)
    assert "Belum ada peristiwa." in page(client, TRAIL)
    assert "Perluas tanggalnya" in page(client, f"{TRAIL}?cari=Wiby")


def test_a_long_list_comes_in_pages_of_fifty_that_never_overlap(kupang: Cast) -> None:
    moment = timezone.now()
    for number in range(60):
        with_moment(f"nomor {number}", moment)
    client = visitor(kupang.auditor)
    shown = [subjects(page(client, f"{TRAIL}?cari=nomor&halaman={number}")) for number in (1, 2)]
    assert [len(rows) for rows in shown] == [50, 10]
    assert len({*shown[0], *shown[1]}) == 60


def test_a_longer_list_costs_no_more_statements(kupang: Cast) -> None:
    client = visitor(kupang.auditor)
    done(Action.PERIOD_OPENED, "2026-01")
    few = statements(client.get, TRAIL)
    for number in range(30):
        done(Action.PERIOD_OPENED, f"2026-{number}")
    assert statements(client.get, TRAIL) == few


def statements(ask: object, address: str) -> int:
    """How many statements an answer costs."""
    with CaptureQueriesContext(connection) as queries:
        ask(address)  # type: ignore[operator]
    return len(queries)


def with_moment(subject: str, moment: datetime.datetime) -> None:
    """An event of an earlier moment. Events are never changed, so it is written so at once."""
    event = AuditEvent(action=Action.PERIOD_OPENED, actor_name="sistem", subject=subject)
    field = AuditEvent._meta.get_field("at")
    field.auto_now_add = False
    try:
        event.at = moment
        event.save()
    finally:
        field.auto_now_add = True


def told(cast: Cast, event: AuditEvent) -> str:
    """The page of an event."""
    return page(visitor(cast.auditor), f"{TRAIL}{event.pk}/")


def test_an_event_shows_before_and_after(kupang: Cast) -> None:
    details = {
        "act": "changed",
        "before": {"name": "Puskesmas Lama", "kind": ""},
        "after": {"name": "Puskesmas Baru", "kind": ""},
    }
    text = told(kupang, done(Action.AGENCY_CHANGED, "Puskesmas Baru (1.02.09)", details=details))
    row = text[text.index("Sebelum dan sesudah") :]
    assert all(words in row for words in ("Nama</th>", "Puskesmas Lama", "Puskesmas Baru", "diubah"))
    assert "Jenis</th>" not in row


def test_a_corrected_actual_shows_its_former_value(kupang: Cast) -> None:
    details = {"value": "95", "before": "90", "state_before": "returned"}
    text = told(kupang, done(Action.ACTUAL_REPORTED, f"{kupang.budi.nip}, 2026-01, X", details=details))
    assert re.search(r"Angka</th>.*>90<.*>95<", text, re.DOTALL)
    assert "dikembalikan" in text


def in_groups(nip: str) -> str:
    """As it is read."""
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"


def test_nips_are_in_groups_wherever_the_trail_names_a_person(kupang: Cast) -> None:
    nip = kupang.budi.nip
    details = {"actuals": [{"nip": nip, "value": "2"}], "delegate": nip, "certificate_serial": nip}
    event = done(Action.DELEGATION_MADE, f"Budi Santoso ({nip}), plt", details=details)
    assert subjects(page(visitor(kupang.auditor), TRAIL)) == [f"Budi Santoso ({in_groups(nip)}), plt"]
    text = told(kupang, event)
    assert text.count(in_groups(nip)) >= 3
    assert f"NIP: {in_groups(nip)}; Angka: 2" in text
    assert f">{nip}</dd>" in text


def test_the_name_of_a_file_keeps_the_digits_of_its_nip(kupang: Cast) -> None:
    names = [f"kartu-nilai_{kupang.budi.nip}_2026-01.pdf", f"{kupang.budi.nip}.xlsx"]
    for name in names:
        done(Action.TABLE_EXPORTED, name)
    assert subjects(page(visitor(kupang.auditor), TRAIL)) == names[::-1]


@pytest.mark.parametrize("typed", ["{nip}", "{grouped}", " {grouped} "])
def test_a_nip_is_found_as_it_is_shown_and_as_it_is_stored(kupang: Cast, typed: str) -> None:
    nip = kupang.budi.nip
    done(Action.EXCLUSION_MADE, nip)
    asked = urlencode({"cari": typed.format(nip=nip, grouped=in_groups(nip))})
    assert subjects(page(visitor(kupang.auditor), f"{TRAIL}?{asked}")) == [in_groups(nip)]


def test_a_file_keeps_the_bare_digits(kupang: Cast) -> None:
    nip = kupang.budi.nip
    done(Action.ACTUAL_ACCEPTED, f"{nip}, 2026-01", details={"actuals": [{"nip": nip}]})
    answer = visitor(kupang.auditor).get(f"{TRAIL}unduh.csv?tindakan=realisasi")
    heads, row = exported(answer.content)
    read = dict(zip(heads, row, strict=True))
    assert (read["perihal"], nip in read["rincian"]) == (f"{nip}, 2026-01", True)


def test_an_event_about_a_person_leads_to_the_history_of_the_data(kupang: Cast) -> None:
    text = told(kupang, done(Action.EXCLUSION_MADE, kupang.budi.nip))
    assert f'href="/pengaturan/jejak-audit/pegawai/?nip={kupang.budi.nip}"' in text


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ({"sesuatu_baru": "abc"}, ["sesuatu_baru", "abc"]),
        ({"actuals": [{"nip": "1", "value": "2"}]}, ["Realisasi 1", "NIP: 1; Angka: 2"]),
        ({"counts": {"baik": 3}}, ["Jumlah per predikat: Baik"]),
        ({"first_day": "2026-01-31", "is_on": True}, ["31 Januari 2026", "ya"]),
        ({"closed_at": "2026-01-31T16:30:00+00:00"}, ["1 Februari 2026 pukul 00.30 WITA"]),
        ({"logo": {"before": None, "after": "ada"}}, ["Logo</th>", "kosong", "ada"]),
        ({"before": 1, "after": [None, {"x": {"y": []}}]}, ["Isi</th>"]),
        ({"day": "2026-99-99", "name": "<b>"}, ["2026-99-99", "&lt;b&gt;"]),
    ],
)
def test_whatever_was_recorded_is_told_without_raw_data(
    kupang: Cast, details: dict[str, object], words: list[str]
) -> None:
    text = told(kupang, done(Action.SCHEDULE_CHANGED, "jadwal bulanan", details=details))
    assert [word for word in words if word not in text] == []
    assert "{&#39;" not in text


def test_who_sent_a_rating_of_a_colleague_is_shown_to_nobody(kupang: Cast) -> None:
    event = done(Action.PEER_RATING_SENT, "2026-01", actor=actor_of(kupang.region_admin), details={"nomination": 1})
    for reader in (kupang.auditor, kupang.region_admin):
        client = visitor(reader)
        assert event.get_action_display() not in page(client, TRAIL)
        assert client.get(f"{TRAIL}{event.pk}/").status_code == 403
        assert event.action not in client.get(f"{TRAIL}unduh.csv").content.decode()


def test_every_act_is_in_one_group() -> None:
    grouped = [act for group in GROUPS for act in group.acts]
    assert sorted(grouped) == sorted(Action)


@pytest.mark.parametrize("who", ["agency_admin", "regional_head", "budi"])
@pytest.mark.parametrize("address", [TRAIL, f"{TRAIL}1/", f"{TRAIL}unduh.csv", f"{TRAIL}pegawai/"])
def test_others_do_not_read_it(kupang: Cast, who: str, address: str) -> None:
    assert visitor(getattr(kupang, who)).get(address).status_code == 403


def test_an_event_of_another_region_is_not_there(bandung: Cast, kupang: Cast) -> None:
    event = done(Action.PERIOD_OPENED, "2026-01")
    assert outside_any_scope(visitor(bandung.auditor), f"{TRAIL}{event.pk}/").status_code == 404


def exported(content: bytes) -> list[list[str]]:
    """The rows of a CSV file, its heads first."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_the_file_holds_what_the_filter_shows_and_is_recorded(kupang: Cast) -> None:
    details = {"before": {"name": "A"}, "after": {"name": "=B"}}
    done(Action.AGENCY_CHANGED, "=Puskesmas", details=details, reason="SK 1")
    done(Action.PERIOD_OPENED, "2026-01")
    answer = visitor(kupang.auditor).get(f"{TRAIL}unduh.csv?tindakan=organisasi")
    heads, row = exported(answer.content)
    told_by_head = dict(zip(heads, row, strict=True))
    assert (told_by_head["perihal"], told_by_head["alasan"]) == ("'=Puskesmas", "SK 1")
    assert told_by_head["rincian"] == "Nama: A → =B"
    assert told_by_head["waktu"].endswith("+08:00")
    taken = AuditEvent.objects.get(action=Action.TABLE_EXPORTED)
    assert (taken.details["table"], taken.details["rows"]) == ("jejak audit", 1)


def test_the_workbook_says_so_when_nothing_is_found(kupang: Cast) -> None:
    answer = visitor(kupang.auditor).get(f"{TRAIL}unduh.xlsx?cari=Wiby")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    assert sheet["A2"].value == "Tidak ada baris untuk pilihan ini."


def test_too_much_for_one_file_leads_back_to_the_list(kupang: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.views.audit_export.MOST_EXPORTED", 1)
    monkeypatch.setattr("agencies.views.audit.MOST_EXPORTED", 1)
    for code in ("2026-01", "2026-02"):
        done(Action.PERIOD_OPENED, code)
    client = visitor(kupang.auditor)
    answer = client.get(f"{TRAIL}unduh.csv?tindakan=periode")
    assert answer["Location"] == f"{TRAIL}?tindakan=periode"
    text = page(client, answer["Location"])
    assert "Persempit saringan, lalu unduh lagi." in text
    assert "unduh.csv" not in text


def test_a_file_of_a_wrong_filter_leads_back_to_what_is_wrong(kupang: Cast) -> None:
    answer = visitor(kupang.auditor).get(f"{TRAIL}unduh.csv?dari=besok", follow=True)
    assert answer.status_code == 422


def test_there_are_two_kinds_of_files(kupang: Cast) -> None:
    assert visitor(kupang.auditor).get(f"{TRAIL}unduh.pdf").status_code == 404
