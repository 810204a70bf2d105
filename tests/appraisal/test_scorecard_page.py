"""An evaluation as others see it: who may, who may not, and its older revisions."""

from contextvars import Context

import pytest
from django.test import Client

from appraisal.models import Actual, ActualEvidence, Evidence, Rating, Verification
from tests.appraisal.month import Month
from tests.cast import cast_of_bandung
from tests.visitors import outside_any_scope, page, visitor


def address_of(month: Month) -> str:
    """The page of Budi's January, evaluated."""
    month.evaluate()
    return f"/evaluasi/2026-01/{month.plan.pk}/"


def reported_again(month: Month) -> str:
    """The same after a corrected actual has made a second revision."""
    month.evaluate()
    Actual.objects.filter(indicator=month.visits).update(value=20)
    return address_of(month)


READERS = ("budi", "sari", "ratna", "agency_admin", "region_admin", "regional_head", "auditor")


@pytest.mark.parametrize("reader", READERS)
def test_those_whom_it_concerns_may_read_it(month: Month, reader: str) -> None:
    text = page(visitor(getattr(month.cast, reader)), address_of(month))
    assert "<h1>Budi Santoso</h1>" in text
    assert "100,70" in text


def test_what_can_be_computed_of_an_incomplete_one_is_told_to_all_alike(month: Month) -> None:
    Actual.objects.filter(indicator=month.visits).delete()
    Rating.objects.all().delete()
    text = page(visitor(month.cast.sari), address_of(month))
    assert '<strong class="why-score num">95,00</strong> <span class="why-scale">hasil kerja</span>' in text


@pytest.mark.parametrize("reader", READERS)
def test_each_item_says_who_verified_it_and_with_which_evidence(month: Month, reader: str) -> None:
    account = month.cast.sari.user
    actual = Actual.objects.get(indicator=month.patients)
    Verification.objects.create(
        actual=actual, outcome="accepted", value=actual.value, decided_by=account, decided_by_name="Sari"
    )
    file = Evidence.objects.create(
        employee=month.budi,
        name="rekap.pdf",
        media_type="application/pdf",
        size=9,
        sha256="0" * 64,
        uploaded_by=account,
    )
    ActualEvidence.objects.create(actual=actual, evidence=file)
    client = visitor(getattr(month.cast, reader))
    text = page(client, address_of(month))
    assert "Diverifikasi Sari, " in text
    assert f'<a href="/bukti/{file.key}/">rekap.pdf</a>' in text
    assert client.get(f"/bukti/{file.key}/").status_code == 200
    assert "/realisasi/" not in text.split("<main")[1]


def test_a_source_that_changed_since_contradicts_no_figure(month: Month) -> None:
    address = address_of(month)
    Actual.objects.filter(indicator=month.visits).delete()
    text = page(visitor(month.cast.sari), address)
    assert text.count("Realisasi berubah setelah evaluasi ini dihitung.") == 1
    assert "Belum ada realisasi yang dilaporkan." not in text


def test_a_revision_that_was_replaced_tells_nothing_of_reports_of_today(month: Month) -> None:
    address = reported_again(month)
    text = page(visitor(month.cast.sari), f"{address}?revisi=1")
    assert "Dari berkas, dihitung sebagai terverifikasi" not in text
    assert "Dari berkas, dihitung sebagai terverifikasi" in page(visitor(month.cast.sari), address)


@pytest.mark.parametrize("stranger", ["citra", "dewi"])
def test_a_colleague_and_another_superior_are_refused(month: Month, stranger: str) -> None:
    response = visitor(getattr(month.cast, stranger)).get(address_of(month))
    assert response.status_code == 403
    assert "Evaluasi ini untuk pegawai yang dinilai" in response.content.decode()


def test_a_refusal_shows_nothing_of_the_evaluation(month: Month) -> None:
    text = visitor(month.cast.citra).get(address_of(month)).content.decode()
    assert "Budi" not in text
    assert "100,70" not in text


def test_another_region_does_not_learn_that_it_exists(month: Month) -> None:
    address = address_of(month)
    admin_of_bandung = Context().run(cast_of_bandung).region_admin
    assert outside_any_scope(visitor(admin_of_bandung), address).status_code == 404


def test_a_visitor_is_sent_to_the_sign_in(client: Client, month: Month) -> None:
    address = address_of(month)
    assert client.get(address)["Location"] == f"/masuk/?next={address}"


def test_nothing_can_be_sent_to_it(month: Month) -> None:
    assert visitor(month.budi).post(address_of(month)).status_code == 405


@pytest.mark.parametrize("part", ["2026-02", "2026-13", "sampah", "2026"])
def test_another_period_has_no_such_page(month: Month, part: str) -> None:
    address = address_of(month).replace("2026-01", part)
    assert visitor(month.budi).get(address).status_code == 404


def test_a_plan_that_nobody_has_is_not_found(month: Month) -> None:
    assert visitor(month.cast.region_admin).get(f"{address_of(month)[:-1]}999/").status_code == 404


def test_the_newest_revision_is_shown(month: Month) -> None:
    text = page(visitor(month.budi), reported_again(month))
    assert "97,90" in text
    assert "sudah digantikan" not in text


def test_an_older_revision_says_that_it_is_superseded(month: Month) -> None:
    text = page(visitor(month.budi), f"{reported_again(month)}?revisi=1")
    assert "Revisi 1 ini sudah digantikan" in text
    assert "100,70" in text


@pytest.mark.parametrize("number", ["3", "0", "-1", "satu", "99999999999999999999", ""])
def test_a_revision_that_was_never_written_is_not_found(month: Month, number: str) -> None:
    assert visitor(month.budi).get(f"{address_of(month)}?revisi={number}").status_code == 404
