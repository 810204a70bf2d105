"""The lists of contributions, and the share of indicators that were talked about."""

import datetime
from decimal import Decimal

from django.test import Client

from indicators.models import DialogueEntry, EntryKind, Indicator, PlanVersion, Side
from indicators.services.participation.participation_share import participation_share, percent_of
from tests.cast import Cast
from tests.factories import an_indicator
from tests.indicators.participation.talk import a_comment, a_proposal, account
from tests.visitors import page, visitor

ADDRESS = "/masukan/"
DAY = datetime.date(2026, 11, 20)


def test_strangers_are_sent_to_the_door(kupang: Cast) -> None:
    assert Client().get(ADDRESS)["Location"].startswith("/masuk/")


def test_nothing_can_be_sent_to_it(kupang: Cast) -> None:
    assert visitor(kupang.budi).post(ADDRESS).status_code == 405


def test_an_employee_finds_the_own_contributions_with_their_answers(kupang: Cast, patients: Indicator) -> None:
    said = a_comment(patients, kupang.budi)
    a_comment(patients, kupang.citra, "Milik Citra.")
    visitor(kupang.agency_admin).post(
        f"{ADDRESS}{said.pk}/jawab/", {"jawab-outcome": "taken", "jawab-answer": "Satuannya menjadi kunjungan."}
    )
    text = page(visitor(kupang.budi), ADDRESS)
    assert "Satuannya menjadi kunjungan." in text
    assert "Milik Citra." not in text


def test_an_employee_finds_what_others_say_of_the_own_indicators(kupang: Cast, patients: Indicator) -> None:
    a_comment(patients, kupang.citra, "Milik Citra.")
    a_comment(an_indicator(kupang.dinas, "DK-09"), kupang.citra, "Bukan indikator Budi.")
    text = page(visitor(kupang.budi), f"{ADDRESS}?lihat=indikator")
    assert "Milik Citra." in text
    assert "Bukan indikator Budi." not in text


def test_an_admin_begins_with_what_waits_by_unit(kupang: Cast, patients: Indicator) -> None:
    a_comment(patients, kupang.budi)
    a_proposal(kupang.puskesmas, kupang.budi)
    a_proposal(kupang.kecamatan, kupang.dewi)
    text = page(visitor(kupang.agency_admin), ADDRESS)
    assert "Menunggu jawaban (2)" in text
    assert text.index(">Dinas Kesehatan</h2>") < text.index(">Puskesmas Oesapa</h2>")
    assert "Kecamatan Alak" not in text
    assert "Menunggu jawaban (3)" in page(visitor(kupang.region_admin), ADDRESS)


def test_what_is_answered_moves_to_the_other_tab(kupang: Cast, patients: Indicator) -> None:
    said = a_comment(patients, kupang.budi)
    admin = visitor(kupang.agency_admin)
    admin.post(f"{ADDRESS}{said.pk}/jawab/", {"jawab-outcome": "taken", "jawab-answer": "Ya."})
    assert "Semua masukan sudah dijawab." in page(admin, ADDRESS)
    assert "Satuannya kurang jelas." in page(admin, f"{ADDRESS}?lihat=dijawab")


def test_an_unknown_list_is_the_first_one(kupang: Cast) -> None:
    assert "Anda belum menulis masukan." in page(visitor(kupang.budi), f"{ADDRESS}?lihat=menunggu")


def test_an_indicator_counts_with_a_contribution_or_a_word_in_a_plans_dialogue(
    kupang: Cast, patients: Indicator, visits: Indicator
) -> None:
    an_indicator(kupang.dinas, "DK-03")
    a_comment(patients, kupang.budi)
    a_comment(patients, kupang.citra)
    _spoken_of(kupang, visits)
    share = participation_share(agency_ids=None, day=DAY)
    assert (share.discussed, share.total, share.percent) == (2, 3, Decimal("66.7"))


def test_the_share_is_of_the_units_asked_and_leaves_out_what_is_retired(
    kupang: Cast, patients: Indicator, visits: Indicator
) -> None:
    a_comment(patients, kupang.budi)
    a_comment(an_indicator(kupang.kecamatan, "KA-01"), kupang.dewi)
    visits.retired_from = datetime.date(2026, 3, 1)
    visits.save(update_fields=["retired_from"])
    share = participation_share(agency_ids=[kupang.dinas.pk], day=DAY)
    assert [(unit.code, unit.discussed, unit.total) for unit in share.units] == [("1.02", 1, 1)]


def test_nearly_all_is_not_told_as_all() -> None:
    assert (percent_of(1999, 2000), percent_of(2000, 2000), percent_of(0, 3)) == (
        Decimal("99.9"),
        Decimal(100),
        Decimal(0),
    )


def test_without_indicators_there_is_no_share(kupang: Cast) -> None:
    assert participation_share(agency_ids=None, day=DAY).percent == 0
    assert "pernah dibahas" not in page(visitor(kupang.region_admin), ADDRESS)


def test_the_share_stands_on_the_lists_of_contributions_and_of_indicators(
    kupang: Cast, patients: Indicator, visits: Indicator
) -> None:
    a_comment(patients, kupang.budi)
    sentence = "1 dari 2 indikator (50%) pernah dibahas bersama pegawai."
    assert sentence in page(visitor(kupang.agency_admin), ADDRESS)
    assert sentence in page(visitor(kupang.agency_admin), "/indikator/")


def _spoken_of(cast: Cast, indicator: Indicator) -> None:
    version = PlanVersion.objects.create(employee=cast.budi, agency=cast.puskesmas, year=2026)
    DialogueEntry.objects.create(
        version=version,
        indicator=indicator,
        side=Side.EMPLOYEE,
        author=account(cast.budi),
        author_name="Budi Santoso",
        kind=EntryKind.COMMENT,
        text="Targetnya terlalu tinggi.",
    )
