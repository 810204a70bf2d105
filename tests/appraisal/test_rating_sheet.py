"""The tasks of a rater, the sheet of a period, and the page of one person."""

import datetime
import re
from contextvars import Context

import pytest
from django.http import HttpResponse
from django.test import Client

from appraisal.models import Actual, Period, RaterRole, Rating, RatingOverride, RubricDimension
from appraisal.services.periods.lock_period import lock_period
from tests.appraisal.colleagues import colleagues_of_budi
from tests.appraisal.factories import BERAKHLAK, a_period, a_scheme
from tests.appraisal.month import Month
from tests.appraisal.peers.situations import close_rating, counting_peers
from tests.cast import Cast
from tests.factories import a_placement, a_plan, an_employee, an_indicator
from tests.visitors import outside_any_scope, page, visitor

TASKS = "/penilaian/"
SHEET = "/penilaian/2026-01/"
HTMX = {"HTTP_HX_REQUEST": "true"}


def address(month: Month) -> str:
    """Budi's row in January."""
    return f"{SHEET}{month.plan.pk}/"


def version_on(text: str) -> str:
    """The first version that a page names."""
    found = re.search(r'name="versi" value="(\w+)"', text)
    assert found is not None
    return found[1]


def sent(level: int | None = 4, **others: str) -> dict[str, str]:
    """What a row sends that gives every dimension one level."""
    dimensions = RubricDimension.objects.exclude(code="SEMUA").values_list("pk", flat=True)
    levels = {} if level is None else {f"tingkat_{pk}": str(level) for pk in dimensions}
    return {**levels, "hasil": "", "alasan_hasil": "", "perilaku": "", "alasan_perilaku": "", **others}


def save(month: Month, fields: dict[str, str], *, version: str | None = None, htmx: bool = False) -> HttpResponse:
    """Sari saves Budi's row."""
    client = visitor(month.cast.sari)
    seen = version or version_on(page(client, SHEET))
    headers = HTMX if htmx else {}
    return client.post(address(month), {"versi": seen, **fields}, **headers)  # type: ignore[arg-type, return-value]


def levels_of(month: Month) -> set[int]:
    """Which levels are stored for Budi."""
    return set(Rating.objects.filter(employee=month.budi, role=RaterRole.SUPERVISOR).values_list("level", flat=True))


def names_on(text: str) -> list[str]:
    """Whom a sheet lists, in order."""
    return re.findall(r'<th scope="row">\s*<a href="[^"]+">([^<]+)</a>', text)


def greyed_on(text: str) -> list[str]:
    """The rows of a sheet in which nobody is rated."""
    return re.findall(r'<tbody class="rate-row is-unrated">(.*?)</tbody>', text, re.DOTALL)


@pytest.mark.parametrize("path", [TASKS, SHEET])
def test_a_visitor_is_sent_to_the_sign_in(client: Client, kupang: Cast, path: str) -> None:
    assert client.get(path)["Location"] == f"/masuk/?next={path}"


@pytest.mark.parametrize("path", [TASKS, SHEET])
def test_nothing_can_be_sent_to_a_list(month: Month, path: str) -> None:
    assert visitor(month.cast.sari).post(path).status_code == 405


def test_the_row_takes_no_other_method(month: Month) -> None:
    assert visitor(month.cast.sari).put(address(month)).status_code == 405


@pytest.mark.parametrize("who", ["region_admin", "agency_admin", "auditor"])
def test_who_never_rates_has_no_tasks(month: Month, who: str) -> None:
    assert visitor(getattr(month.cast, who)).get(TASKS).status_code == 403


def test_without_staff_the_tasks_say_why_they_are_empty(month: Month) -> None:
    assert "Data atasan belum menunjuk Anda sebagai pejabat penilai." in page(visitor(month.budi), TASKS)


def test_without_staff_the_sheet_is_refused(month: Month) -> None:
    a_period()
    answer = visitor(month.budi).get(SHEET)
    assert answer.status_code == 403
    assert "belum menunjuk Anda sebagai atasan" in answer.content.decode()


def test_the_tasks_count_whom_is_rated_oldest_first(month: Month) -> None:
    text = page(visitor(month.cast.sari), TASKS)
    labels = re.findall(r'task-link" href="/penilaian/([^/]+)/">([^<]+)<', text)
    assert labels[0] == ("2026-02", "Nilai 1 pegawai untuk Februari 2026")
    assert labels[-1] == ("2026-01", "Penilaian Januari 2026")
    assert "Semua terkirim" in text
    assert "0 dari 1 dinilai" in text


def test_the_tasks_name_deadline_longer_periods_and_what_waits_for_delivery(month: Month) -> None:
    month.evaluate()
    a_period("2026-Q1")
    Period.objects.filter(code="2026-Q1").update(rate_until=datetime.date(2026, 4, 10))
    Rating.objects.filter(dimension__code="BP").delete()
    text = page(visitor(month.cast.sari), TASKS)
    assert "Nilai 1 pegawai untuk Triwulan I 2026" in text
    assert "Batas penilaian 10 April 2026" in text
    assert "1 hasil menunggu disampaikan" in text


def test_locked_periods_are_kept_to_look_back_on(month: Month) -> None:
    lock_period(period=a_period())
    text = page(visitor(month.cast.sari), TASKS)
    assert "Periode yang sudah dikunci (1)" in text
    assert "Periode 2026-01" not in text


def test_nobody_with_a_plan_means_no_task(kupang: Cast) -> None:
    a_scheme()
    text = page(visitor(kupang.sari), TASKS)
    assert "Tidak ada tugas." in text
    assert "Belum ada pegawai dengan SKP yang disepakati." in text


def test_the_regional_head_has_the_heads_without_supervisor(month: Month) -> None:
    a_plan(month.cast.dewi, month.cast.kecamatan, {month.patients: ("100", "10")})
    head = visitor(month.cast.regional_head)
    assert "Nilai 1 pegawai untuk Januari 2026" in page(head, TASKS)
    assert names_on(page(head, SHEET)) == ["Dewi Anggraini"]


def test_the_sheet_lists_the_own_staff_by_name_and_says_why_others_are_not(month: Month) -> None:
    colleagues_of_budi(month, 2)
    text = page(visitor(month.cast.sari), SHEET)
    assert names_on(text) == ["Budi Santoso", "Rekan 00", "Rekan 01"]
    [citra] = greyed_on(text)
    assert "Citra Lestari" in citra
    assert "Belum ada SKP yang disepakati untuk penempatan ini." in citra


def test_who_got_another_supervisor_is_named_with_the_rater(month: Month) -> None:
    place = month.budi.placements.get()
    place.last_day = datetime.date(2026, 1, 20)
    place.save()
    a_placement(month.budi, month.cast.puskesmas, month.cast.ratna, first_day=datetime.date(2026, 1, 21))
    assert "Dinilai oleh Ratna Dewi" in page(visitor(month.cast.sari), SHEET)
    assert names_on(page(visitor(month.cast.ratna), SHEET)) == ["Budi Santoso"]


def test_a_row_shows_attainment_proposal_levels_and_what_follows(month: Month) -> None:
    text = page(visitor(month.cast.sari), SHEET)
    assert "101,00" in text
    assert "Usulan: sesuai ekspektasi (101,00)" in text
    assert text.count('value="3" checked') == len(BERAKHLAK)
    assert "100,70" in text
    assert "Semua 1 pegawai sudah dinilai." in text


def test_behaviour_has_no_default(month: Month) -> None:
    Rating.objects.all().delete()
    text = page(visitor(month.cast.sari), SHEET)
    assert not re.search(r'name="tingkat_\d+" value="\d" checked', text)
    assert "0 dari 7 dimensi" in text
    assert '<div id="selesai" class="message success" hidden>' in text


def test_an_incomplete_row_says_what_lacks(month: Month) -> None:
    Actual.objects.filter(indicator=month.visits).delete()
    text = page(visitor(month.cast.sari), SHEET)
    assert "1 indikator belum dilaporkan" in text
    assert "Belum lengkap" in text


def test_attendance_is_shown_and_not_asked(month: Month) -> None:
    components = [{"source": "rubric:berakhlak", "weight": 80}, {"source": "attendance", "weight": 20}]
    a_scheme(behaviour={"components": components})
    assert "Presensi: belum ada" in page(visitor(month.cast.sari), SHEET)


@pytest.mark.parametrize("path", ["", "kirim/", "{plan}/"])
def test_figures_without_peers_say_so_until_peers_are_closed(month: Month, path: str) -> None:
    told = "nilai dan predikat di sini dihitung tanpa penilaian mereka"
    where = SHEET + path.format(plan=month.plan.pk)
    assert told not in page(visitor(month.cast.sari), where)
    counting_peers(month)
    assert page(visitor(month.cast.sari), where).count(told) == 1
    close_rating()
    assert told not in page(visitor(month.cast.sari), where)


def test_one_overall_level_is_asked_in_the_row(month: Month) -> None:
    a_scheme(rubric_input="overall")
    text = page(visitor(month.cast.sari), SHEET)
    assert len(set(re.findall(r'name="(tingkat_\d+)"', text))) == 1


def test_without_any_scheme_the_sheet_says_so(kupang: Cast) -> None:
    a_plan(kupang.budi, kupang.puskesmas, {an_indicator(kupang.dinas): ("100", "10")})
    assert "Tidak ada skema penilaian yang berlaku" in page(visitor(kupang.sari), SHEET)


def test_a_sheet_without_anybody_says_what_fills_it(month: Month) -> None:
    assert "Tidak ada pegawai yang Anda nilai pada Desember 2025." in page(
        visitor(month.cast.sari), "/penilaian/2025-12/"
    )


@pytest.mark.parametrize("code", ["2026-Q1", "1999-01", "2099-01"])
def test_a_period_that_nobody_has_named_is_not_found(month: Month, code: str) -> None:
    assert visitor(month.cast.sari).get(f"/penilaian/{code}/").status_code == 404


def test_a_locked_sheet_is_read_only_and_says_whom_to_ask(month: Month) -> None:
    lock_period(period=a_period())
    text = page(visitor(month.cast.sari), SHEET)
    assert "Minta pembukaan kepada admin daerah" in text
    assert 'type="radio"' not in text


def test_a_row_is_saved_without_script_and_leads_back_to_itself(month: Month) -> None:
    answer = save(month, sent(4, lanjut="lembar"))
    assert answer["Location"] == f"{SHEET}#baris-{month.plan.pk}"
    assert levels_of(month) == {4}


def test_the_first_rating_of_a_month_makes_its_period(month: Month) -> None:
    client = visitor(month.cast.sari)
    where = f"/penilaian/2026-02/{month.plan.pk}/"
    client.post(where, {"versi": version_on(page(client, where)), **sent(3)})
    assert Rating.objects.filter(period__code="2026-02").count() == len(BERAKHLAK)


def test_saving_goes_on_to_the_next_who_is_not_rated(month: Month) -> None:
    colleagues_of_budi(month, 2)
    Rating.objects.filter(employee__name="Rekan 01").delete()
    answer = save(month, sent(4, lanjut="berikutnya"))
    assert "Rekan 01" in page(visitor(month.cast.sari), answer["Location"])


def test_after_the_last_one_it_goes_back_to_the_sheet(month: Month) -> None:
    assert save(month, sent(4, lanjut="berikutnya"))["Location"] == SHEET


def test_a_row_of_the_sheet_answers_with_its_own_cell(month: Month) -> None:
    text = save(month, sent(5), htmx=True).content.decode()
    assert "<html" not in text
    assert "Budi Santoso: tersimpan pukul" in text
    assert version_on(text) != version_on(page(visitor(month.cast.sari), address(month).replace("2026-01", "2026-02")))


@pytest.mark.parametrize("htmx", [True, False])
def test_a_stale_row_is_409_with_both_and_can_be_saved_on_top(month: Month, htmx: bool) -> None:
    client = visitor(month.cast.sari)
    seen = version_on(page(client, SHEET))
    save(month, sent(4))
    answer = save(month, sent(5), version=seen, htmx=htmx)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Diubah oleh Anda di jendela atau perangkat lain pukul" in text
    assert "Pakai nilai saya" in text
    assert "Pakai nilai terbaru" in text
    assert "Yang tersimpan sekarang: BP 4, AK 4, KO 4, HA 4, LO 4, AD 4, KL 4; hasil kerja" in text
    again = re.findall(r'name="versi" value="(\w+)"', text)[-1]
    save(month, sent(5), version=again)
    assert levels_of(month) == {5}


@pytest.mark.parametrize("htmx", [True, False])
def test_another_rating_without_reason_is_422_and_keeps_what_was_typed(month: Month, htmx: bool) -> None:
    answer = save(month, sent(5, hasil="below"), htmx=htmx)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Tulis alasan singkat karena nilai berbeda dari usulan sistem." in text
    assert levels_of(month) == {3}
    assert htmx or 'value="below" checked' in text


def test_another_rating_is_stored_with_its_reason_and_shown(month: Month) -> None:
    save(month, sent(3, hasil="below", alasan_hasil="Dua laporan dibuat ulang."))
    assert RatingOverride.objects.get().reason == "Dua laporan dibuat ulang."
    text = page(visitor(month.cast.sari), SHEET)
    assert "Ditetapkan; usulan: sesuai ekspektasi" in text
    assert "Butuh Perbaikan" in text


@pytest.mark.parametrize(("field", "value"), [("hasil", "baik"), ("alasan_hasil", "x" * 2001), ("tingkat_1", "9")])
def test_what_is_no_rating_is_422(month: Month, field: str, value: str) -> None:
    assert save(month, sent(4, **{field: value})).status_code == 422


def test_a_row_of_a_locked_period_is_refused(month: Month) -> None:
    seen = version_on(page(visitor(month.cast.sari), SHEET))
    lock_period(period=a_period())
    answer = save(month, sent(5), version=seen)
    assert answer.status_code == 409
    assert "Minta pembukaan kepada admin daerah" in answer.content.decode()


@pytest.mark.parametrize("who", ["citra", "budi", "region_admin", "auditor", "regional_head"])
def test_the_page_of_a_person_is_for_the_rater(month: Month, who: str) -> None:
    client = visitor(getattr(month.cast, who))
    assert client.get(address(month)).status_code == 403
    assert client.post(address(month), sent(5)).status_code == 403
    assert levels_of(month) == {3}


def test_the_raters_superior_looks_and_does_not_write(month: Month) -> None:
    client = visitor(month.cast.ratna)
    text = page(client, address(month))
    assert "Anda melihat sebagai atasan pejabat penilai." in text
    assert 'type="radio"' not in text
    assert client.post(address(month), sent(5)).status_code == 403


@pytest.mark.parametrize("who", ["sari", "regional_head"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_region_finds_nothing(bandung: Cast, month: Month, method: str, who: str) -> None:
    stranger = visitor(getattr(bandung, who))
    assert Context().run(getattr(stranger, method), address(month)).status_code == 404


@pytest.mark.parametrize("who", ["sari", "regional_head"])
def test_the_sheet_of_another_region_holds_none_of_ours(bandung: Cast, month: Month, who: str) -> None:
    answer = outside_any_scope(visitor(getattr(bandung, who)), SHEET)
    assert names_on(answer.content.decode()) == []


def test_the_page_of_a_person_shows_the_anchors_and_offers_no_default(month: Month) -> None:
    Rating.objects.all().delete()
    text = page(visitor(month.cast.sari), address(month))
    assert text.count('value="" checked') >= len(BERAKHLAK)
    assert "Simpan dan lanjut" in text


def test_a_person_without_part_in_the_period_is_not_found(month: Month) -> None:
    later = an_employee("Rekan Baru")
    a_placement(later, month.cast.puskesmas, month.cast.sari, first_day=datetime.date(2026, 3, 1))
    plan = a_plan(later, month.cast.puskesmas, {month.patients: ("100", "10")})
    a_period()
    assert visitor(month.cast.sari).get(f"{SHEET}{plan.pk}/").status_code == 404


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "row"])
def test_a_row_that_no_scheme_applies_to_is_not_there(kupang: Cast, headers: dict[str, str]) -> None:
    plan = a_plan(kupang.budi, kupang.puskesmas, {an_indicator(kupang.dinas): ("100", "100")})
    response = visitor(kupang.sari).post(f"{SHEET}{plan.pk}/", sent(None, versi="x"), **headers)  # type: ignore[arg-type]
    assert response.status_code == 404
