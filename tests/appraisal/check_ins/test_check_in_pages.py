"""Dialog kinerja: the list by plan, a new talk, and one talk."""

import datetime
import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from agencies.models import Delegation
from appraisal.models import CheckIn, NextStep
from tests.appraisal.check_ins.talks import a_step, a_talk, budis_plan
from tests.cast import Cast
from tests.factories import a_placement, a_plan, an_indicator
from tests.visitors import page, visitor

PRIVATE = "Catatan ini dibaca Anda, pejabat penilai Anda, dan atasan pejabat penilai."


def saved(client: Client, talk: CheckIn, *, note: str, edition: int = 1) -> HttpResponse:
    """The own note, sent from the page of a talk."""
    form = {"held_on": talk.held_on.isoformat(), "topic": "Rekap", "note": note, "edition": str(edition)}
    return client.post(f"/dialog-kinerja/{talk.pk}/", form)  # type: ignore[return-value]


def test_the_list_begins_with_the_open_steps(kupang: Cast) -> None:
    talk = a_talk(kupang)
    a_step(talk, text="Lengkapi bukti.")
    done = a_step(talk, text="Sudah dikerjakan.")
    NextStep.objects.filter(pk=done.pk).update(done_at=timezone.now())
    text = page(visitor(kupang.budi), "/dialog-kinerja/")
    assert text.index("Lengkapi bukti.") < text.index(f"/dialog-kinerja/{talk.pk}/", text.index("Catatan</h3>"))
    assert "Sudah dikerjakan." not in text
    assert PRIVATE in text


def test_an_employee_without_a_plan_is_told_what_fills_the_page(kupang: Cast) -> None:
    assert "Belum ada SKP yang disepakati." in page(visitor(kupang.budi), "/dialog-kinerja/")


def test_what_a_leader_lacks_stands_under_a_heading_of_its_own(kupang: Cast) -> None:
    text = page(visitor(kupang.sari), "/dialog-kinerja/")
    assert text.index("Tim Anda</h2>") < text.index("Dialog Anda sendiri</h2>") < text.index("Belum ada SKP yang")


def test_the_rater_finds_the_team_with_the_last_talk(kupang: Cast) -> None:
    a_step(a_talk(kupang))
    text = page(visitor(kupang.sari), "/dialog-kinerja/")
    assert f"?pegawai={kupang.budi.pk}" in text
    assert "1 langkah belum selesai" in text


@pytest.mark.parametrize("reader", ["sari", "ratna"])
def test_rater_and_superior_read_those_of_a_person(kupang: Cast, reader: str) -> None:
    talk = a_talk(kupang)
    text = page(visitor(getattr(kupang, reader)), f"/dialog-kinerja/?pegawai={kupang.budi.pk}")
    assert f"/dialog-kinerja/{talk.pk}/" in text


@pytest.mark.parametrize("reader", ["citra", "dewi", "region_admin", "agency_admin", "auditor", "regional_head"])
@pytest.mark.parametrize("where", ["list", "talk"])
def test_nobody_else_reads_them(kupang: Cast, reader: str, where: str) -> None:
    talk = a_talk(kupang)
    address = f"/dialog-kinerja/{talk.pk}/" if where == "talk" else f"/dialog-kinerja/?pegawai={kupang.budi.pk}"
    assert visitor(getattr(kupang, reader)).get(address).status_code == 403


def test_who_stands_in_for_the_rater_reads_and_writes(kupang: Cast) -> None:
    today, talk = timezone.localdate(), a_talk(kupang)
    Delegation.objects.create(
        rater=kupang.sari,
        delegate=kupang.dewi,
        kind="plh",
        first_day=today,
        last_day=today + datetime.timedelta(days=3),
        reason="Sari cuti.",
        decided_by=kupang.region_admin,
    )
    assert saved(visitor(kupang.dewi), talk, note="Formulir disiapkan.").status_code == 302


def test_the_superior_reads_without_a_form(kupang: Cast) -> None:
    text = page(visitor(kupang.ratna), f"/dialog-kinerja/{a_talk(kupang).pk}/")
    assert "Simpan catatan" not in text
    assert "Anda membaca catatan ini sebagai atasan pejabat penilai." in text


def test_the_superior_cannot_write(kupang: Cast) -> None:
    assert saved(visitor(kupang.ratna), a_talk(kupang), note="Isian.").status_code == 403


def test_a_new_talk_is_kept_and_opened(kupang: Cast) -> None:
    address = f"/dialog-kinerja/baru/{budis_plan(kupang).pk}/"
    form = {"held_on": timezone.localdate().isoformat(), "topic": "", "note": "Rekap dibahas."}
    answer = visitor(kupang.sari).post(address, form)
    assert answer["Location"] == f"/dialog-kinerja/{CheckIn.objects.get(rater_note='Rekap dibahas.').pk}/"


def test_a_wrong_day_comes_back_with_everything_typed(kupang: Cast) -> None:
    address = f"/dialog-kinerja/baru/{budis_plan(kupang).pk}/"
    answer = visitor(kupang.budi).post(address, {"held_on": "2999-01-01", "note": "Rekap dibahas."})
    assert answer.status_code == 422
    assert "Rekap dibahas." in answer.content.decode()


def test_nobody_begins_a_talk_about_a_plan_of_others(kupang: Cast) -> None:
    assert visitor(kupang.citra).get(f"/dialog-kinerja/baru/{budis_plan(kupang).pk}/").status_code == 403


def test_a_late_save_shows_both_values_and_loses_nothing(kupang: Cast) -> None:
    talk = a_talk(kupang)
    saved(visitor(kupang.sari), talk, note="Formulir disiapkan.")
    answer = saved(visitor(kupang.budi), talk, note="Isian yang terlambat.")
    text = answer.content.decode()
    assert answer.status_code == 409
    assert all(said in text for said in ("Isian yang terlambat.", talk.employee_note, "Formulir disiapkan."))
    assert 'name="edition" value="2"' in text


def test_after_a_late_save_the_same_words_are_saved_once_more(kupang: Cast) -> None:
    talk, client = a_talk(kupang), visitor(kupang.budi)
    saved(visitor(kupang.sari), talk, note="Formulir disiapkan.")
    assert saved(client, talk, note="Isian Budi.", edition=2).status_code == 302
    talk.refresh_from_db()
    assert (talk.employee_note, talk.rater_note) == ("Isian Budi.", "Formulir disiapkan.")


def test_a_step_is_added_and_finished_on_the_page(kupang: Cast) -> None:
    talk, client = a_talk(kupang), visitor(kupang.budi)
    client.post(f"/dialog-kinerja/{talk.pk}/", {"tindakan": "langkah", "text": "Lengkapi bukti.", "owner": "employee"})
    step = NextStep.objects.get()
    client.post(f"/dialog-kinerja/{talk.pk}/", {"tindakan": "selesai", "nomor": str(step.pk)})
    assert NextStep.objects.get().done_at is not None


def test_a_refused_step_comes_back_as_typed(kupang: Cast) -> None:
    form = {"tindakan": "langkah", "text": "Lengkapi bukti.", "owner": "employee", "due_on": "2001-01-01"}
    answer = visitor(kupang.budi).post(f"/dialog-kinerja/{a_talk(kupang).pk}/", form)
    assert answer.status_code == 422
    assert 'value="Lengkapi bukti."' in answer.content.decode()


def test_the_step_of_the_other_side_is_theirs_to_finish(kupang: Cast) -> None:
    talk = a_talk(kupang)
    form = {"tindakan": "selesai", "nomor": str(a_step(talk, "rater").pk)}
    assert visitor(kupang.budi).post(f"/dialog-kinerja/{talk.pk}/", form).status_code == 403


def test_a_step_of_another_talk_is_unknown(kupang: Cast) -> None:
    plan = budis_plan(kupang)
    step = a_step(a_talk(kupang, plan))
    other = a_talk(kupang, plan, note="Lain.")
    answer = visitor(kupang.budi).post(f"/dialog-kinerja/{other.pk}/", {"tindakan": "selesai", "nomor": str(step.pk)})
    assert answer.status_code == 404


def test_the_regional_head_talks_with_who_has_no_supervisor(kupang: Cast) -> None:
    indicator = an_indicator(kupang.kecamatan, "IKU-7")
    plan = a_plan(kupang.dewi, kupang.kecamatan, {indicator: ("100", "10")}, year=timezone.localdate().year)
    assert visitor(kupang.regional_head).get(f"/dialog-kinerja/baru/{plan.pk}/").status_code == 200


def test_hostile_notes_stay_text(kupang: Cast) -> None:
    talk = a_talk(kupang, note="</p><img src=x onerror=alert(1)> \u202e" + "x" * 500)
    assert "<img src=x" not in page(visitor(kupang.sari), f"/dialog-kinerja/{talk.pk}/")


def test_a_later_unit_keeps_its_own_talks(kupang: Cast) -> None:
    talk, today = a_talk(kupang), timezone.localdate()
    kupang.budi.placements.update(last_day=today - datetime.timedelta(days=1))
    a_placement(kupang.budi, kupang.kecamatan, kupang.dewi, first_day=today)
    assert visitor(kupang.dewi).get(f"/dialog-kinerja/{talk.pk}/").status_code == 403
    assert re.search("Simpan catatan", page(visitor(kupang.sari), f"/dialog-kinerja/{talk.pk}/"))
