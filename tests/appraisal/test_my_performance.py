"""Kinerja saya: the own score with its reason, its steps and its states."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agencies.models import PlacementKind
from appraisal.models import Actual, Rating
from appraisal.services.periods.lock_period import lock_period
from indicators.models import ItemKind, PlanItem
from tests.appraisal.factories import a_period, an_actual
from tests.appraisal.month import Month
from tests.appraisal.moves import moved_in_march
from tests.cast import Cast
from tests.factories import a_placement, a_plan, an_indicator
from tests.visitors import page, visitor

ADDRESS = "/kinerja/"


def own_page(month: Month, address: str = ADDRESS) -> str:
    """Budi's own page after January is evaluated."""
    month.evaluate()
    return page(visitor(month.budi), address)


def test_a_visitor_is_sent_to_the_sign_in(client: Client, kupang: Cast) -> None:
    assert client.get(ADDRESS)["Location"] == "/masuk/?next=/kinerja/"


def test_nothing_can_be_sent_to_it(kupang: Cast) -> None:
    assert visitor(kupang.budi).post(ADDRESS).status_code == 405


def test_an_account_without_employee_is_told_why(kupang: Cast) -> None:
    response = visitor(kupang.region_admin).get(ADDRESS)
    assert response.status_code == 403
    assert "Akun ini belum terhubung dengan data pegawai." in response.content.decode()


def test_without_an_evaluation_it_says_what_makes_one(kupang: Cast) -> None:
    assert "Belum ada evaluasi untuk Anda." in page(visitor(kupang.budi), ADDRESS)


def test_score_predicate_reason_and_next_step_stand_together(month: Month) -> None:
    text = own_page(month)
    assert '<strong class="why-score num">100,70</strong>' in text
    assert "dari 120" in text
    assert "Baik</span>" in text
    assert "Yang paling menahan nilai: Jumlah pasien terlayani, kurang 5 orang dari target 100 orang." in text
    assert "Langkah berikutnya: capai target 100 orang" in text


def test_the_predicate_comes_with_a_sentence_about_the_work(month: Month) -> None:
    assert "Hasil kerja dan perilaku kerja Anda memenuhi ekspektasi." in own_page(month)


def test_the_points_of_the_indicators_are_drawn_and_stand_in_a_table(month: Month) -> None:
    text = own_page(month)
    assert "Jumlah pasien terlayani masih dapat menambah 3,00 poin." in text
    assert (
        '<th scope="row">Jumlah pasien terlayani</th><td class="end num">57,00</td><td class="end num">60,00</td>'
        in text
    )


def test_what_is_not_reported_has_not_reached_its_target(month: Month) -> None:
    Actual.objects.filter(indicator=month.patients).update(value=100)
    Actual.objects.filter(indicator=month.visits).delete()
    text = own_page(month)
    assert "Semua indikator yang sudah dilaporkan mencapai targetnya." in text


def test_each_indicator_and_axis_has_its_bullet(month: Month) -> None:
    assert own_page(month).count('class="ch ch-bullet"') == 4


def test_who_has_no_agreed_plan_is_told_so(kupang: Cast) -> None:
    assert "SKP Anda belum disepakati." in page(visitor(kupang.budi), ADDRESS)


def test_every_figure_can_be_recomputed_from_the_page(month: Month) -> None:
    text = own_page(month)
    assert "100 × (1 + (95 − 100) ÷ 100) = 95,00" in text
    assert "(60 × 95,00 + 40 × 110,00) ÷ 100 = 101,00" in text
    assert "(70 × 101,00 + 30 × 100,00) ÷ 100 = 100,70" in text


def test_the_page_proves_where_it_comes_from(month: Month) -> None:
    text = own_page(month)
    assert "nasional-1, versi 1" in text
    assert month.evaluation().fingerprint in text
    assert "Sari Wulandari" in text


def test_the_cell_of_the_table_that_gave_the_predicate_is_marked(month: Month) -> None:
    assert own_page(month).count("(posisi evaluasi ini)") == 1


def test_an_incomplete_evaluation_is_marked_provisional_and_names_the_months(month: Month) -> None:
    Actual.objects.filter(indicator=month.visits).delete()
    text = own_page(month)
    assert "Nilai sementara" in text
    assert "Kunjungan rumah bulan Januari belum dilaporkan" in text
    assert "(posisi evaluasi ini)" not in text


def test_every_gap_is_listed(month: Month) -> None:
    Actual.objects.filter(indicator=month.visits).delete()
    Rating.objects.all().delete()
    text = own_page(month)
    assert '<strong class="why-score num">95,00</strong> <span class="why-scale">hasil kerja</span>' in text
    assert "<li>1 indikator belum dilaporkan</li>" in text
    assert "<li>Perilaku kerja belum dinilai oleh Sari Wulandari</li>" in text
    assert "<li>Kunjungan rumah bulan Januari belum dilaporkan</li>" in text
    assert "<li>BerAKHLAK belum dinilai" in text


def test_a_locked_period_makes_the_score_final(month: Month) -> None:
    month.evaluate()
    lock_period(period=a_period())
    assert "Nilai final" in page(visitor(month.budi), ADDRESS)


def test_the_newest_period_is_shown_and_the_others_are_offered(month: Month) -> None:
    an_actual(month.budi, month.patients, "2026-02", "100")
    month.evaluate("2026-02")
    text = own_page(month)
    assert "<h1>Kinerja saya, Februari 2026</h1>" in text
    assert '<a href="?periode=2026-01">Januari 2026</a>' in text


def test_another_period_is_one_link_away(month: Month) -> None:
    month.evaluate("2026-Q1")
    assert "<h1>Kinerja saya, Triwulan I 2026</h1>" in own_page(month, f"{ADDRESS}?periode=2026-Q1")


def test_a_period_without_an_own_evaluation_is_not_found(month: Month) -> None:
    month.evaluate()
    client = visitor(month.budi)
    assert [client.get(f"{ADDRESS}?periode={code}").status_code for code in ("2026-02", "sampah", "")] == [
        404,
        404,
        404,
    ]


def test_two_plans_of_a_period_are_shown_with_their_common_figure(month: Month) -> None:
    moved_in_march(month)
    text = page(visitor(month.budi), f"{ADDRESS}?periode=2026-Q1")
    assert "Gabungan 2 evaluasi, ditimbang menurut hari kalender" in text
    assert text.count('<section class="plan">') == 2
    assert "(59 × " in text
    assert " + 31 × 120,00) ÷ 90 = " in text


def test_an_acting_post_stands_apart_and_is_not_combined(month: Month) -> None:
    a_placement(month.budi, month.cast.dinas, month.cast.ratna, kind=PlacementKind.ACTING, position="Kepala Seksi")
    a_plan(month.budi, month.cast.dinas, {month.visits: ("100", "20")}, kind=PlacementKind.ACTING)
    text = own_page(month)
    assert "Plt. Kepala Seksi, Dinas Kesehatan" in text
    assert "Jabatan ini dinilai tersendiri" in text
    assert "Gabungan" not in text


def asked_for(client: Client) -> list[str]:
    """The statements of the page."""
    with CaptureQueriesContext(connection) as queries:
        page(client, ADDRESS)
    return [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"] and "set_config" not in query["sql"]]


def test_a_locked_period_takes_few_queries(month: Month) -> None:
    month.evaluate()
    lock_period(period=a_period())
    asked = asked_for(visitor(month.budi))
    assert len(asked) <= 18, "\n".join(asked)


def test_an_open_period_is_computed_in_a_fixed_number_of_queries(month: Month) -> None:
    a_period()
    before = len(asked_for(visitor(month.budi)))
    for number in range(3, 9):
        extra = an_indicator(month.cast.dinas, f"IKU-{number}", name=f"Tugas {number}")
        PlanItem.objects.create(plan=month.plan, indicator=extra, kind=ItemKind.ADDITIONAL, targets=[None] * 12)
        an_actual(month.budi, extra, "2026-01", "1")
    assert len(asked_for(visitor(month.budi))) == before <= 33


def test_what_the_tabs_say_is_not_said_again(month: Month) -> None:
    text = own_page(month)
    assert text.count('href="/kinerja/riwayat/"') == text.count('href="/kinerja/coba/') == 1
    address = f'href="/kinerja/coba/?periode=2026-01&amp;plan={month.plan.pk}"'
    assert address in page(visitor(month.budi), f"{ADDRESS}?periode=2026-01")
