"""Writing an indicator in the browser: who may, what is kept, what stands beside it."""

import pytest
from django.test import Client
from django.utils import timezone

from indicators.models import Indicator, IndicatorDraft, IndicatorVersion
from tests.cast import Cast
from tests.factories import an_indicator
from tests.indicators.catalogue.drafts import a_draft, a_used_indicator, coming_month, typed
from tests.visitors import outside_any_scope, page, visitor

NEW = "/indikator/baru/?opd=1.02"


def address(draft: IndicatorDraft) -> str:
    """Its editor."""
    return f"/indikator/draf/{draft.pk}/"


def admin(cast: Cast) -> Client:
    """The browser of the agency's admin."""
    return visitor(cast.agency_admin)


@pytest.mark.parametrize("who", ["region_admin", "agency_admin"])
def test_the_first_save_begins_a_draft(kupang: Cast, who: str) -> None:
    answer = visitor(getattr(kupang, who)).post(NEW, typed(name="Baru"))
    draft = IndicatorDraft.objects.get()
    assert answer["Location"] == address(draft)
    assert (draft.code, draft.document["name"], draft.valid_from) == ("IKU-9", "Baru", coming_month())


@pytest.mark.parametrize("who", ["citra", "sari", "auditor", "regional_head"])
def test_others_are_told_who_may(kupang: Cast, who: str) -> None:
    answer = visitor(getattr(kupang, who)).get(NEW)
    assert answer.status_code == 403
    assert "admin perangkat daerah" in answer.content.decode()


def test_an_admin_of_another_agency_is_told_who_may(kupang: Cast) -> None:
    assert admin(kupang).get("/indikator/baru/?opd=7.01").status_code == 403


@pytest.mark.parametrize("step", ["", "terbitkan/", "buang/"])
def test_another_region_knows_no_such_draft(bandung: Cast, kupang: Cast, step: str) -> None:
    draft = a_draft(kupang)
    assert outside_any_scope(visitor(bandung.region_admin), address(draft) + step).status_code == 404


def test_nobody_writes_without_signing_in(kupang: Cast) -> None:
    assert Client().get(NEW)["Location"].startswith("/masuk/")


def test_without_a_unit_it_is_asked_for(kupang: Cast) -> None:
    text = page(admin(kupang), "/indikator/baru/")
    assert "Puskesmas Oesapa" in text
    assert "Kecamatan Alak" not in text


def test_a_taken_code_is_refused_and_nothing_typed_is_lost(kupang: Cast) -> None:
    an_indicator(kupang.dinas, "IKU-9")
    answer = admin(kupang).post(NEW, typed(name="Masih ada"))
    assert answer.status_code == 422
    assert "sudah dipakai di perangkat daerah ini" in answer.content.decode()
    assert "Masih ada" in answer.content.decode()


def test_a_draft_keeps_what_is_wrong(kupang: Cast) -> None:
    draft = a_draft(kupang)
    admin(kupang).post(address(draft), typed(direction="miring", name="x" * 400))
    text = page(admin(kupang), address(draft))
    assert "x" * 400 in text
    assert "Pilih arah: naik, turun, atau rentang." in text
    assert "paling panjang 300" in text


def test_both_texts_are_shown_when_somebody_was_faster(kupang: Cast) -> None:
    draft = a_draft(kupang)
    visitor(kupang.region_admin).post(address(draft), typed(name="Punya Sari"))
    answer = admin(kupang).post(address(draft), typed(name="Punya saya", months=["3"]))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert text.index("Punya saya</td>") < text.index("Punya Sari</td>")
    assert "Maret" in text
    assert IndicatorDraft.objects.get().document["name"] == "Punya Sari"


def test_saving_again_over_it_is_possible(kupang: Cast) -> None:
    draft = a_draft(kupang)
    visitor(kupang.region_admin).post(address(draft), typed(name="Punya Sari"))
    admin(kupang).post(address(draft), typed(name="Punya saya", edition="2"))
    assert IndicatorDraft.objects.get().document["name"] == "Punya saya"


def test_checking_shows_hints_and_saves_nothing(kupang: Cast) -> None:
    draft = a_draft(kupang)
    answer = admin(kupang).post(address(draft), typed(unit="", periksa="ya"))
    assert answer.status_code == 200
    assert "Satuan belum ditulis." in answer.content.decode()
    assert IndicatorDraft.objects.get().edition == 1


def test_checking_keeps_the_edition_that_was_opened(kupang: Cast) -> None:
    draft = a_draft(kupang)
    visitor(kupang.region_admin).post(address(draft), typed(name="Punya Sari"))
    text = admin(kupang).post(address(draft), typed(periksa="ya")).content.decode()
    assert 'name="edition" value="1"' in text


def test_a_script_gets_the_panel_alone(kupang: Cast) -> None:
    answer = admin(kupang).post(address(a_draft(kupang)), typed(periksa="ya"), headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert "Petunjuk mutu" in text
    assert "<form" not in text


def test_who_is_measured_is_said_before_saving(kupang: Cast) -> None:
    indicator = a_used_indicator(kupang, an_indicator(kupang.dinas))
    admin(kupang).post(f"/indikator/{indicator.pk}/ubah/")
    text = page(admin(kupang), address(IndicatorDraft.objects.get()))
    assert f"Dipakai 1 SKP yang disepakati dari 1 pegawai tahun {timezone.localdate().year}." in text
    assert "Puskesmas Oesapa" in text


def test_a_change_begins_with_the_newest_text(kupang: Cast) -> None:
    indicator = a_used_indicator(kupang, an_indicator(kupang.dinas))
    for _again in range(2):
        admin(kupang).post(f"/indikator/{indicator.pk}/ubah/")
    draft = IndicatorDraft.objects.get()
    assert (draft.document["name"], draft.valid_from) == ("Jumlah pasien terlayani", coming_month())


def test_a_change_is_not_for_everybody(kupang: Cast) -> None:
    assert visitor(kupang.citra).post(f"/indikator/{an_indicator(kupang.dinas).pk}/ubah/").status_code == 403


def test_a_draft_is_thrown_away_after_asking(kupang: Cast) -> None:
    draft = a_draft(kupang)
    assert "Setelah dibuang" in page(admin(kupang), f"{address(draft)}buang/")
    assert admin(kupang).post(f"{address(draft)}buang/", {"edition": "1"})["Location"] == "/indikator/katalog/1.02/"
    assert not IndicatorDraft.objects.exists()


def test_a_draft_changed_meanwhile_is_not_thrown_away(kupang: Cast) -> None:
    draft = a_draft(kupang)
    assert admin(kupang).post(f"{address(draft)}buang/", {"edition": "4"}).status_code == 409


def test_a_period_for_comments_is_opened(kupang: Cast) -> None:
    draft = a_draft(kupang)
    answer = admin(kupang).post(f"{address(draft)}masa-masukan/", {"until": "2999-12-31"})
    assert answer["Location"] == address(draft)
    assert "Masa masukan terbuka sampai 31 Desember 2999" in page(admin(kupang), address(draft))


@pytest.mark.parametrize("until", ["2020-01-01", "", "besok"])
def test_a_period_for_comments_ends_in_the_future(kupang: Cast, until: str) -> None:
    assert admin(kupang).post(f"{address(a_draft(kupang))}masa-masukan/", {"until": until}).status_code == 422


def test_publishing_tells_before_and_after(kupang: Cast) -> None:
    indicator = a_used_indicator(kupang, an_indicator(kupang.dinas))
    draft = a_draft(kupang, indicator=indicator, direction="higher")
    text = page(admin(kupang), f"{address(draft)}terbitkan/")
    assert "Terbitkan versi 1" in text
    assert text.index("Jumlah pasien terlayani") < text.index("Waktu tunggu rawat jalan")
    assert "1 SKP yang disepakati dari 1 pegawai" in text


def test_publishing_leads_to_the_version(kupang: Cast) -> None:
    draft = a_draft(kupang)
    answer = admin(kupang).post(f"{address(draft)}terbitkan/", {"edition": "1", "note": "Musyawarah"}, follow=True)
    text = answer.content.decode()
    assert "Katalog versi 1 terbit." in text
    assert "Musyawarah" in text
    assert IndicatorVersion.objects.get().indicator.code == "IKU-9"


def test_what_is_not_ready_is_not_published(kupang: Cast) -> None:
    draft = a_draft(kupang, direction="")
    assert admin(kupang).post(f"{address(draft)}terbitkan/", {"edition": "1"}).status_code == 422
    assert not Indicator.objects.exists()


def test_a_stale_screen_publishes_nothing(kupang: Cast) -> None:
    draft = a_draft(kupang)
    assert admin(kupang).post(f"{address(draft)}terbitkan/", {"edition": "3"}).status_code == 409
    assert not Indicator.objects.exists()
