"""Help and glossary: open to everybody, the contact one's own region's."""

import datetime
import re

from django.test import Client

from agencies.models import Role
from appraisal.help.glossary import TERMS, find_terms
from tests.appraisal.factories import a_period
from tests.cast import Cast
from tests.factories import a_role
from tests.visitors import page, visitor


def test_a_visitor_reads_how_a_score_is_made(client: Client, db: None) -> None:
    text = page(client, "/bantuan/")
    assert text.count("<li>") == 5
    assert "Hubungi admin daerah di kantor kepegawaian (BKPSDM, BKD, atau BKPP)." in text


def test_an_employee_is_led_to_the_own_computation(kupang: Cast) -> None:
    assert "Lihat perhitungan nilai Anda" in page(visitor(kupang.budi), "/bantuan/")
    assert "Lihat perhitungan nilai Anda" not in page(visitor(kupang.auditor), "/bantuan/")


def test_the_nine_cells_of_the_predicate_are_told(client: Client, db: None) -> None:
    table = page(client, "/bantuan/").split('<table class="quadrant">')[1].split("</table>")[0]
    assert re.findall(r"</svg>\s*([^<]+)</td>", table) == [
        *("Kurang", "Baik", "Sangat Baik"),
        *("Kurang", "Baik", "Baik"),
        *("Sangat Kurang", "Butuh Perbaikan", "Butuh Perbaikan"),
    ]


def test_the_contact_is_the_own_regions(bandung: Cast, kupang: Cast) -> None:
    assert kupang.dewi.user is not None
    a_role(kupang.dewi.user, Role.REGION_ADMIN)
    assert "<strong>Dewi Anggraini, uji-region-admin</strong>" in page(visitor(kupang.budi), "/bantuan/")


def test_the_deadlines_of_open_periods_are_told(kupang: Cast) -> None:
    period = a_period("2026-01")
    period.report_until = datetime.date(2026, 2, 5)
    period.save()
    text = page(visitor(kupang.budi), "/bantuan/")
    assert "5 Februari 2026" in text
    assert "belum ditetapkan" in text


def test_every_term_has_an_anchor_of_its_own() -> None:
    assert len({term.anchor for term in TERMS}) == len(TERMS)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", term.anchor) for term in TERMS)


def test_the_terms_stand_in_the_order_of_their_words() -> None:
    words = [term.word.casefold() for term in TERMS]
    assert words == sorted(words)


def test_a_term_can_be_linked_to(client: Client, db: None) -> None:
    assert '<div class="term" id="skp">' in page(client, "/bantuan/istilah/")


def test_terms_are_found_by_their_english_gloss(client: Client, db: None) -> None:
    text = page(client, "/bantuan/istilah/?cari=weight")
    assert re.findall(r'<div class="term" id="([a-z-]+)">', text) == ["bobot"]
    assert f"1 dari {len(TERMS)} istilah." in text


def test_a_term_that_is_not_there_is_said_so(client: Client, db: None) -> None:
    assert 'Tidak ada istilah yang cocok dengan "wiby".' in page(client, "/bantuan/istilah/?cari=wiby")
    assert find_terms("") == list(TERMS)
