"""The catalogue of an agency, one version of it, and indicators that end."""

import pytest
from django.test import Client

from agencies.models import AuditEvent
from indicators.models import CataloguePublication, Indicator, IndicatorVersion
from indicators.models.indicator import SINCE_ALWAYS
from tests.cast import Cast
from tests.factories import an_agency, an_indicator
from tests.indicators.catalogue.drafts import a_draft, a_publication, a_used_indicator, coming_month, this_month
from tests.visitors import outside_any_scope, page, visitor

CATALOGUE = "/indikator/katalog/1.02/"


def admin(cast: Cast) -> Client:
    """The browser of the agency's admin."""
    return visitor(cast.agency_admin)


def retire(cast: Cast, indicator: Indicator, **typed: str) -> int:
    """The answer to who ends an indicator."""
    said = {"month": f"{coming_month():%Y-%m}", "reason": "Diganti IKU-2", **typed}
    return admin(cast).post(f"/indikator/{indicator.pk}/henti/", said).status_code


def test_the_catalogue_tells_versions_drafts_and_what_ended(kupang: Cast) -> None:
    a_publication(kupang)
    a_draft(kupang, code="IKU-10", name="Sedang ditulis")
    retire(kupang, an_indicator(kupang.dinas))
    text = page(admin(kupang), CATALOGUE)
    assert text.index("Sedang ditulis") < text.index("Versi 1") < text.index("Jumlah pasien terlayani")
    assert "uji-agency-admin" in text


def test_an_empty_catalogue_says_what_fills_it(kupang: Cast) -> None:
    assert "Belum ada versi yang terbit" in page(admin(kupang), CATALOGUE)


@pytest.mark.parametrize("who", ["citra", "sari", "auditor"])
def test_the_catalogue_is_for_admins(kupang: Cast, who: str) -> None:
    answer = visitor(getattr(kupang, who)).get(CATALOGUE)
    assert answer.status_code == 403
    assert "diatur oleh admin perangkat daerahnya" in answer.content.decode()


def test_another_region_does_not_know_the_unit(bandung: Cast, kupang: Cast) -> None:
    an_agency("9.99")
    assert outside_any_scope(visitor(bandung.region_admin), "/indikator/katalog/9.99/").status_code == 404


def test_a_version_tells_what_it_changed(kupang: Cast) -> None:
    publication = a_publication(kupang, indicator=an_indicator(kupang.dinas))
    text = page(admin(kupang), f"/indikator/penerbitan/{publication.pk}/")
    assert text.index("Jumlah pasien terlayani") < text.index("Menjadi:")
    assert "Batalkan versi 1" in text


def test_a_version_is_taken_back_in_the_browser(kupang: Cast) -> None:
    publication = a_publication(kupang)
    answer = admin(kupang).post(f"/indikator/penerbitan/{publication.pk}/", follow=True)
    assert "Versi ini dibatalkan" in answer.content.decode()
    assert "Waktu tunggu" not in page(admin(kupang), "/indikator/?opd=1.02")


def test_one_that_stands_says_why(kupang: Cast) -> None:
    publication = a_publication(kupang)
    CataloguePublication.objects.update(published_at="2020-01-01T00:00:00Z")
    answer = admin(kupang).post(f"/indikator/penerbitan/{publication.pk}/")
    assert answer.status_code == 422
    assert "24 jam" in answer.content.decode()


def test_a_retired_indicator_leaves_the_list_and_keeps_its_plans(kupang: Cast) -> None:
    indicator = a_used_indicator(kupang, an_indicator(kupang.dinas))
    assert retire(kupang, indicator, month=f"{this_month():%Y-%m}") == 302
    assert "Jumlah pasien" not in page(visitor(kupang.citra), "/indikator/?opd=1.02")
    assert "SKP yang sudah disepakati tetap memakainya" in page(visitor(kupang.citra), f"/indikator/{indicator.pk}/")
    assert AuditEvent.objects.get(action=AuditEvent.Action.INDICATOR_RETIRED).reason == "Diganti IKU-2"


def test_until_its_month_it_stays_in_the_list(kupang: Cast) -> None:
    retire(kupang, an_indicator(kupang.dinas))
    assert "Jumlah pasien" in page(visitor(kupang.citra), "/indikator/?opd=1.02")


@pytest.mark.parametrize("wrong", [{"reason": " "}, {"month": "2020-01"}, {"month": ""}])
def test_an_end_needs_a_month_and_a_reason(kupang: Cast, wrong: dict[str, str]) -> None:
    indicator = an_indicator(kupang.dinas)
    assert retire(kupang, indicator, **wrong) == 422
    indicator.refresh_from_db()
    assert indicator.retired_from is None


def test_who_is_measured_is_said_before_it_ends(kupang: Cast) -> None:
    indicator = a_used_indicator(kupang, an_indicator(kupang.dinas))
    assert "1 SKP yang disepakati dari 1 pegawai" in page(admin(kupang), f"/indikator/{indicator.pk}/henti/")


def test_it_is_measured_by_again(kupang: Cast) -> None:
    indicator = an_indicator(kupang.dinas)
    retire(kupang, indicator)
    admin(kupang).post(f"/indikator/{indicator.pk}/henti/", {"hidupkan": "ya"})
    indicator.refresh_from_db()
    assert indicator.retired_from is None


def test_what_was_taken_back_is_not_measured_by_again(kupang: Cast) -> None:
    indicator = an_indicator(kupang.dinas)
    Indicator.objects.update(retired_from=SINCE_ALWAYS)
    answer = admin(kupang).post(f"/indikator/{indicator.pk}/henti/", {"hidupkan": "ya"}, follow=True)
    assert "Penerbitan yang membawa indikator ini dibatalkan" in answer.content.decode()


def test_ending_is_not_for_everybody(kupang: Cast) -> None:
    assert visitor(kupang.citra).get(f"/indikator/{an_indicator(kupang.dinas).pk}/henti/").status_code == 403


def test_the_list_offers_an_admin_what_to_do(kupang: Cast) -> None:
    offered = ("Tambah indikator", "Impor dari Excel", "Unduh templat", "Draf dan versi katalog")
    assert all(text in page(admin(kupang), "/indikator/") for text in offered)
    assert not any(text in page(visitor(kupang.citra), "/indikator/") for text in offered)
    assert not any(text in page(admin(kupang), "/indikator/?opd=7.01") for text in offered)


def test_the_page_of_an_indicator_tells_all_that_it_says(kupang: Cast) -> None:
    a_publication(kupang, months=["3", "6"], pattern="release", publisher="BPS")
    indicator = Indicator.objects.get()
    text = page(visitor(kupang.citra), f"/indikator/{indicator.pk}/")
    told = ("Jumlah menit dibagi jumlah pasien.", "Maret, Juni", "Register pelayanan", "BPS", "Katalog versi 1")
    assert [what for what in told if what not in text] == []
    assert "Ubah indikator" not in text
    assert "Ubah indikator" in page(admin(kupang), f"/indikator/{indicator.pk}/")


def test_an_indicator_without_any_version_has_a_page(kupang: Cast) -> None:
    indicator = an_indicator(kupang.dinas)
    bare = Indicator.objects.create(agency=kupang.dinas, code="KOSONG")
    assert "belum pernah diterbitkan" in page(visitor(kupang.citra), f"/indikator/{bare.pk}/")
    assert IndicatorVersion.objects.filter(indicator=indicator).exists()
