"""Kop dan tanda tangan: who changes it, what is kept, refused and recorded."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from agencies.models import AuditEvent
from reports.models import Letterhead
from reports.services.compose.head import load_head, load_region_signatory
from tests.cast import Cast
from tests.reports.letterhead.pictures import a_logo
from tests.visitors import outside_any_scope, page, visitor

pytestmark = pytest.mark.django_db

ADDRESS = "/dokumen/kop/"
NIP = "198504172010011012"
WRITTEN = {
    "government": "Pemerintah  Kota Kupang",
    "lines": "Jalan S.K. Lerik 1\n\n  Telepon (0380) 825000 ",
    "paper": "f4",
    "place": "Kupang",
    "signatory_title": "Kepala BKPSDM",
    "signatory_name": "Ani Mamulak, S.Sos.",
    "signatory_nip": "19850417 201001 1 012",
    "began": "",
}


def save(cast: Cast, **other: object) -> HttpResponse:
    return visitor(cast.region_admin).post(ADDRESS, {**WRITTEN, **other})  # type: ignore[return-value]


def began() -> str:
    return Letterhead.objects.get().changed_at.isoformat()


def logo(content: bytes, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/png")


def test_without_a_letterhead_the_name_of_the_region_is_printed(kupang: Cast) -> None:
    shown = page(visitor(kupang.region_admin), ADDRESS)
    assert "Bila kosong, tercetak Pemerintah Kota Kupang." in shown
    assert not Letterhead.objects.exists()


def test_what_was_written_is_printed(kupang: Cast) -> None:
    assert save(kupang).status_code == 302
    head, signatory = load_head(), load_region_signatory()
    assert (head.government, head.paper, head.place) == ("Pemerintah Kota Kupang", "f4", "Kupang")
    assert head.lines == ("Jalan S.K. Lerik 1", "Telepon (0380) 825000")
    assert (signatory.title, signatory.name, signatory.nip) == ("Kepala BKPSDM", "Ani Mamulak, S.Sos.", NIP)


def test_saving_says_what_changes(kupang: Cast) -> None:
    client = visitor(kupang.region_admin)
    said = client.post(ADDRESS, WRITTEN, follow=True).content.decode()
    assert "Dokumen yang terbit mulai sekarang memakainya; yang sudah terbit tetap berlaku" in said


def test_it_is_recorded_with_before_and_after(kupang: Cast) -> None:
    save(kupang)
    save(kupang, place="Oesapa", began=began())
    event = AuditEvent.objects.filter(action=AuditEvent.Action.LETTERHEAD_CHANGED).latest("id")
    assert event.details == {"place": {"before": "Kupang", "after": "Oesapa"}}


def test_saving_the_same_again_writes_nothing(kupang: Cast) -> None:
    save(kupang)
    before = began()
    assert save(kupang).status_code == 302
    assert began() == before
    assert AuditEvent.objects.filter(action=AuditEvent.Action.LETTERHEAD_CHANGED).count() == 1


def test_a_logo_is_kept_shown_and_removed(kupang: Cast) -> None:
    save(kupang, logo=logo(a_logo()))
    assert load_head().logo.startswith("data:image/png;base64,")
    assert 'class="sheet-logo"' in page(visitor(kupang.region_admin), ADDRESS)
    save(kupang, remove_logo="on", began=began())
    assert load_head().logo == ""


def test_a_logo_stays_when_other_things_change(kupang: Cast) -> None:
    save(kupang, logo=logo(a_logo()))
    save(kupang, place="Oesapa", began=began())
    assert load_head().logo


def test_what_is_no_picture_is_refused_and_what_was_typed_stays(kupang: Cast) -> None:
    answer = save(kupang, logo=logo(b"<svg onload=alert(1)>", "logo.svg"))
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Berkas ini bukan PNG, JPEG, atau WebP." in shown
    assert "Kepala BKPSDM" in shown
    assert not Letterhead.objects.exists()


def test_more_than_a_logo_may_be_is_refused(kupang: Cast) -> None:
    answer = save(kupang, logo=logo(b"\0" * (6 * 1024 * 1024)))
    assert answer.status_code == 413
    assert "lebih dari 5 MB" in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("lines", "a\nb\nc\nd\ne", "Ada 5 baris."),
        ("lines", "a" * 91, "Baris 1 memuat 91 huruf."),
        ("signatory_nip", "123", "NIP"),
        ("paper", "a3", "Pilih A4 atau F4."),
    ],
)
def test_what_does_not_fit_is_refused(kupang: Cast, field: str, value: str, said: str) -> None:
    answer = save(kupang, **{field: value})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_two_people_at_once_see_both_values(kupang: Cast) -> None:
    save(kupang)
    answer = save(kupang, place="Oesapa")
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Oesapa" in shown
    assert "Kop ini diubah orang lain" in shown
    assert load_head().place == "Kupang"


def test_after_a_clash_the_same_form_can_be_sent_again(kupang: Cast) -> None:
    save(kupang)
    save(kupang, place="Oesapa")
    assert save(kupang, place="Oesapa", began=began()).status_code == 302
    assert load_head().place == "Oesapa"


def test_markup_in_it_is_text(kupang: Cast) -> None:
    save(kupang, government="<script>alert(1)</script>")
    assert "<script>alert(1)" not in page(visitor(kupang.region_admin), ADDRESS)


@pytest.mark.parametrize("who", ["agency_admin", "regional_head", "auditor", "budi"])
def test_nobody_else_changes_it(kupang: Cast, who: str) -> None:
    client = visitor(getattr(kupang, who))
    assert client.get(ADDRESS).status_code == 403
    assert client.post(ADDRESS, WRITTEN).status_code == 403
    assert not Letterhead.objects.exists()


def test_each_region_has_its_own(bandung: Cast, kupang: Cast) -> None:
    save(kupang)
    shown = outside_any_scope(visitor(bandung.region_admin), ADDRESS).content.decode()
    assert "tercetak Pemerintah Kota Bandung" in shown
    assert "Kepala BKPSDM" not in shown


def test_signed_out_it_leads_to_the_sign_in(kupang: Cast) -> None:
    answer = visitor(kupang.region_admin)
    answer.logout()
    assert answer.get(ADDRESS).status_code == 302
