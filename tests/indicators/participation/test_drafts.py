"""A draft that is open for comments: who reads it, what it shows, and what happens when the period is over."""

import pytest
from django.test import Client

from agencies.models import Employee
from indicators.models import Contribution, Indicator, IndicatorDraft
from tests.cast import Cast
from tests.factories import a_placement, an_employee
from tests.indicators.participation.talk import a_comment, an_open_draft
from tests.visitors import outside_any_scope, page, visitor

COMMENT = {"kind": "comment", "text": "Loket mana yang dihitung?"}


@pytest.fixture
def draft(kupang: Cast, patients: Indicator) -> IndicatorDraft:
    """Another text of the indicator, open for a week."""
    return an_open_draft(kupang.dinas, kupang.agency_admin, indicator=patients)


def address(draft: IndicatorDraft) -> str:
    """Its page for comments."""
    return f"/indikator/draf/{draft.pk}/masukan/"


def test_strangers_are_sent_to_the_door(draft: IndicatorDraft) -> None:
    assert Client().get(address(draft))["Location"].startswith("/masuk/")


def test_another_region_does_not_know_it(bandung: Cast, kupang: Cast, draft: IndicatorDraft) -> None:
    assert outside_any_scope(visitor(bandung.region_admin), address(draft)).status_code == 404


def test_it_can_be_read_and_commented_only(kupang: Cast, draft: IndicatorDraft) -> None:
    assert visitor(kupang.budi).put(address(draft)).status_code == 405


def test_it_says_what_would_change_and_until_when(kupang: Cast, draft: IndicatorDraft) -> None:
    text = page(visitor(kupang.budi), address(draft))
    assert "Terbuka untuk masukan sampai" in text
    assert "Direncanakan berlaku mulai 1 Januari 2027." in text
    assert "Jumlah pasien terlayani di loket" in text
    assert "Yang akan berubah dari versi 1" in text


def test_a_new_indicator_is_told_in_full(kupang: Cast) -> None:
    text = page(visitor(kupang.budi), address(an_open_draft(kupang.puskesmas, kupang.agency_admin)))
    assert "Isi draf" in text
    assert "makin tinggi makin baik" in text


def test_the_units_people_those_measured_and_readers_may_read(kupang: Cast, visits: Indicator) -> None:
    measured_elsewhere = an_open_draft(kupang.kecamatan, kupang.region_admin)
    codes = {
        who: visitor(getattr(kupang, who)).get(address(measured_elsewhere)).status_code
        for who in ("dewi", "budi", "agency_admin", "auditor", "regional_head", "region_admin")
    }
    assert codes == {
        "dewi": 200,
        "budi": 403,
        "agency_admin": 403,
        "auditor": 200,
        "regional_head": 200,
        "region_admin": 200,
    }


def test_who_is_measured_by_it_may_read_and_comment(kupang: Cast, draft: IndicatorDraft) -> None:
    client = visitor(kupang.dewi)
    text = client.post(address(draft), COMMENT, follow=True).content.decode()
    assert "Loket mana yang dihitung?" in text
    made = Contribution.objects.get()
    assert (made.draft, made.indicator) == (draft, draft.indicator)


def test_readers_of_the_region_do_not_comment(kupang: Cast, draft: IndicatorDraft) -> None:
    assert visitor(kupang.auditor).post(address(draft), COMMENT).status_code == 403


def test_a_comment_on_a_draft_stands_on_the_indicators_page_too(
    kupang: Cast, patients: Indicator, draft: IndicatorDraft
) -> None:
    visitor(kupang.dewi).post(address(draft), COMMENT)
    assert "Loket mana yang dihitung?" in page(visitor(kupang.budi), f"/indikator/{patients.pk}/")


def test_an_empty_comment_is_refused(kupang: Cast, draft: IndicatorDraft) -> None:
    assert visitor(kupang.budi).post(address(draft), {"kind": "comment", "text": ""}).status_code == 422


def test_the_last_day_is_still_open(kupang: Cast) -> None:
    draft = an_open_draft(kupang.dinas, kupang.agency_admin, days=0)
    assert visitor(kupang.budi).post(address(draft), COMMENT).status_code == 302


def test_after_the_period_it_is_read_only_and_nothing_typed_is_lost(kupang: Cast, patients: Indicator) -> None:
    draft = an_open_draft(kupang.dinas, kupang.agency_admin, indicator=patients, days=-1)
    client = visitor(kupang.budi)
    text = page(client, address(draft))
    assert "Masa masukan berakhir pada" in text
    assert "Kirim masukan" not in text
    late = client.post(address(draft), COMMENT)
    assert late.status_code == 409
    assert "Loket mana yang dihitung?" in late.content.decode()
    assert not Contribution.objects.exists()


def test_a_draft_that_was_never_opened_is_for_its_admins(kupang: Cast, draft: IndicatorDraft) -> None:
    draft.comments_until = None
    draft.save(update_fields=["comments_until"])
    refused = visitor(kupang.budi).get(address(draft))
    assert refused.status_code == 403
    assert "belum dibuka untuk masukan" in refused.content.decode()
    assert "belum dibuka untuk masukan" in page(visitor(kupang.agency_admin), address(draft))


def test_what_was_said_of_the_indicator_before_is_not_about_the_draft(
    kupang: Cast, patients: Indicator, draft: IndicatorDraft
) -> None:
    a_comment(patients, kupang.budi)
    assert "Satuannya kurang jelas." not in page(visitor(kupang.budi), address(draft))


def test_an_open_draft_is_found_on_the_indicators_page_and_among_the_contributions(
    kupang: Cast, patients: Indicator, draft: IndicatorDraft
) -> None:
    an_open_draft(kupang.kecamatan, kupang.region_admin, days=-1)
    budi, leads = visitor(kupang.budi), f'href="{address(draft)}"'
    assert leads in page(budi, f"/indikator/{patients.pk}/")
    assert leads in page(budi, "/masukan/")
    assert "Draf yang terbuka untuk masukan" not in page(visitor(an_outsider(kupang)), "/masukan/")


def an_outsider(cast: Cast) -> Employee:
    """Somebody of the kecamatan who is not measured by the indicator."""
    person = an_employee("Yanti Bere")
    a_placement(person, cast.kecamatan, cast.dewi)
    return person
