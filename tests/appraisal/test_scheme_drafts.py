"""Writing new scoring rules: begin, edit, upload, discard."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from agencies.models import AuditEvent
from appraisal.models import SchemeDraft, SchemeVersion
from tests.appraisal.drafts import a_draft, fields
from tests.appraisal.factories import a_rubric, a_scheme
from tests.cast import Cast
from tests.visitors import page, visitor

TOML = 'name = "uji"\nvalid_from = 2027-01-01\ncap = "130"\n'
OTHERS = ("budi", "sari", "agency_admin", "regional_head", "auditor")


@pytest.fixture(autouse=True)
def rubric(kupang: Cast) -> None:
    """The region's only rubric."""
    a_rubric()


def address(draft: SchemeDraft, what: str = "") -> str:
    return f"/skema/draf/{draft.pk}/{what}"


def test_a_draft_begins_as_a_copy_of_a_version(kupang: Cast) -> None:
    version = a_scheme(cap="130")
    response = visitor(kupang.region_admin).post("/skema/1/draf/", {"opd": ""})
    draft = SchemeDraft.objects.get()
    assert (response["Location"], draft.document, draft.agency) == (address(draft), version.document, None)
    assert AuditEvent.objects.get(action="scheme_drafted").details["source"] == "nasional-1 (versi 1)"


def test_a_draft_for_an_agency_names_it(kupang: Cast) -> None:
    a_scheme()
    visitor(kupang.region_admin).post("/skema/1/draf/", {"opd": "1.02"})
    draft = SchemeDraft.objects.get()
    assert (draft.agency, draft.document["kode_opd"]) == (kupang.dinas, "1.02")


def test_a_second_draft_leads_to_the_first(kupang: Cast) -> None:
    draft = a_draft(kupang, cap="125")
    response = visitor(kupang.region_admin).post("/skema/1/draf/", {"opd": ""}, follow=True)
    assert "Sudah ada draf skema untuk seluruh daerah." in response.content.decode()
    assert SchemeDraft.objects.get().document["cap"] == draft.document["cap"]


def test_an_unknown_agency_is_refused(kupang: Cast) -> None:
    a_scheme()
    response = visitor(kupang.region_admin).post("/skema/1/draf/", {"opd": "9.99"}, follow=True)
    assert "Perangkat daerah itu tidak ada." in response.content.decode()


def test_what_is_typed_is_saved_as_the_next_edition(kupang: Cast) -> None:
    draft = a_draft(kupang)
    sent = fields(draft, cap="125", attendance_tk="4,5", result_weight="65", behaviour_weight="35")
    assert visitor(kupang.region_admin).post(address(draft), sent)["Location"] == address(draft)
    draft.refresh_from_db()
    assert (draft.edition, draft.document["cap"], draft.document["attendance"]["tk"]) == (2, "125", "4.5")
    assert (draft.document["result"]["weight"], draft.document["behaviour"]["weight"]) == ("65", "35")


def test_saving_without_a_change_is_no_new_edition(kupang: Cast) -> None:
    draft = a_draft(kupang)
    visitor(kupang.region_admin).post(address(draft), fields(draft))
    draft.refresh_from_db()
    assert draft.edition == 1
    assert not AuditEvent.objects.filter(action="scheme_drafted").exists()


def test_a_wrong_draft_is_saved_and_says_what_to_mend(kupang: Cast) -> None:
    draft = a_draft(kupang)
    client = visitor(kupang.region_admin)
    client.post(address(draft), fields(draft, cap="seratus", min_raters="2"))
    text = page(client, address(draft))
    assert 'value="seratus"' in text
    assert "Batas capaian (%): isi dengan angka, misalnya 0,5." in text
    assert "Penilai paling sedikit: isi dengan bilangan bulat paling kecil 3." in text


def test_weights_that_do_not_sum_up_tell_what_is_lacking(kupang: Cast) -> None:
    draft = a_draft(kupang)
    client = visitor(kupang.region_admin)
    client.post(address(draft), fields(draft, result_weight="65", behaviour__0__weight="102,5"))
    text = page(client, address(draft))
    assert "Jumlah 95%, kurang 5%." in text
    assert "Jumlah 102,5%, lebih 2,5%." in text
    assert "Komponen perilaku kerja: jumlah bobotnya 102.5. Ubah agar menjadi 100." in text


def test_components_are_added_and_removed_by_rows(kupang: Cast) -> None:
    draft = a_draft(kupang)
    client = visitor(kupang.region_admin)
    added = {"result__0__weight": "80", "result__1__source": "attendance", "result__1__weight": "20"}
    client.post(address(draft), fields(draft, **added))
    draft.refresh_from_db()
    assert [part["source"] for part in draft.document["result"]["components"]] == ["indicators", "attendance"]
    client.post(address(draft), fields(draft, result__0__weight="100", result__1__source="", result__1__weight=""))
    draft.refresh_from_db()
    assert draft.document["result"]["components"] == [{"source": "indicators", "weight": "100"}]


def test_rules_that_nobody_could_explain_are_refused_with_the_reason(kupang: Cast) -> None:
    draft = a_draft(kupang)
    client = visitor(kupang.region_admin)
    client.post(address(draft), fields(draft, groups_atasan="0", groups_rekan="100"))
    assert "kelompok lain dapat gugur" in page(client, address(draft))


def test_consequences_that_may_surprise_are_told(kupang: Cast) -> None:
    draft = a_draft(kupang, cap="110")
    assert "di atas batas capaian 110,00" in page(visitor(kupang.region_admin), address(draft))


def test_what_would_change_is_listed(kupang: Cast) -> None:
    draft = a_draft(kupang, cap="130")
    text = page(visitor(kupang.region_admin), address(draft))
    assert text.index("Dibandingkan dengan nasional-1 (versi 1)") < text.index("Capaian paling tinggi 130%.")


def test_who_was_slower_loses_nothing_and_sees_both(kupang: Cast) -> None:
    draft = a_draft(kupang)
    client = visitor(kupang.region_admin)
    client.post(address(draft), fields(draft, cap="125"))
    response = client.post(address(draft), fields(draft, cap="130"))
    text = response.content.decode()
    assert response.status_code == 409
    assert 'value="130"' in text
    assert text.index("Isian Anda") < text.index("Batas capaian (%)") < text.index("130") < text.index("125")
    draft.refresh_from_db()
    assert draft.document["cap"] == "125"


def test_after_a_clash_the_own_values_can_be_saved(kupang: Cast) -> None:
    draft = a_draft(kupang)
    client = visitor(kupang.region_admin)
    client.post(address(draft), fields(draft, cap="125"))
    assert 'name="edition" value="2"' in client.post(address(draft), fields(draft, cap="130")).content.decode()
    client.post(address(draft), fields(draft, cap="130", edition="2"))
    draft.refresh_from_db()
    assert draft.document["cap"] == "130"


def upload(cast: Cast, text: str = "", *, file: bytes = b"", **more: str) -> str:
    """Where the upload led, or what was said about it."""
    sent = {"text": text, **more, **({"file": SimpleUploadedFile("skema.toml", file)} if file else {})}
    response = visitor(cast.region_admin).post("/skema/unggah/", sent)
    return response.content.decode() if response.status_code == 422 else response["Location"]


def test_a_file_becomes_a_draft(kupang: Cast) -> None:
    where = upload(kupang, file=TOML.encode())
    draft = SchemeDraft.objects.get()
    assert (where, draft.document) == (address(draft), {"name": "uji", "valid_from": "2027-01-01", "cap": "130"})


def test_a_pasted_text_becomes_a_draft_of_the_agency_that_it_names(kupang: Cast) -> None:
    upload(kupang, TOML + 'kode_opd = "1.02"\nzero_target_penalty = 12.5')
    draft = SchemeDraft.objects.get()
    assert (draft.agency, draft.document["zero_target_penalty"]) == (kupang.dinas, "12.5")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Pilih berkas TOML, atau tempel isinya"),
        ("cap = ", "Baris 1: Tidak dapat dibaca sebagai TOML"),
        ('kode_opd = "9.99"', "kode_opd 9.99 tidak ada di daerah ini."),
    ],
)
def test_an_upload_that_cannot_be_a_draft_is_refused(kupang: Cast, text: str, sentence: str) -> None:
    assert sentence in upload(kupang, text)
    assert not SchemeDraft.objects.exists()


def test_an_upload_replaces_a_draft_only_when_asked(kupang: Cast) -> None:
    draft = a_draft(kupang)
    assert "Sudah ada draf untuk Seluruh daerah." in upload(kupang, TOML)
    assert upload(kupang, TOML, replace="on") == address(draft)
    draft.refresh_from_db()
    assert (draft.document["cap"], draft.edition) == ("130", 2)


def test_a_draft_is_discarded_after_a_question(kupang: Cast) -> None:
    draft = a_draft(kupang)
    client = visitor(kupang.region_admin)
    assert "Skema yang berlaku tidak berubah." in page(client, address(draft, "buang/"))
    client.post(address(draft, "buang/"), {"edition": "1"})
    assert not SchemeDraft.objects.exists()
    assert SchemeVersion.objects.count() == 1
    assert AuditEvent.objects.get(action="scheme_draft_discarded").subject == "skema daerah"


def test_a_draft_that_was_edited_meanwhile_is_not_discarded(kupang: Cast) -> None:
    draft = a_draft(kupang)
    client = visitor(kupang.region_admin)
    client.post(address(draft), fields(draft, cap="125"))
    assert client.post(address(draft, "buang/"), {"edition": "1"}).status_code == 409
    assert SchemeDraft.objects.exists()


@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize("what", ["", "simulasi/", "terbitkan/", "buang/"])
def test_nobody_but_the_region_admin_opens_a_draft(kupang: Cast, other: str, what: str) -> None:
    draft = a_draft(kupang)
    assert visitor(getattr(kupang, other)).get(address(draft, what)).status_code == 403


@pytest.mark.parametrize("other", OTHERS)
def test_nobody_but_the_region_admin_begins_one(kupang: Cast, other: str) -> None:
    a_scheme()
    client = visitor(getattr(kupang, other))
    assert client.get("/skema/unggah/").status_code == 403
    assert client.post("/skema/1/draf/", {"opd": ""}).status_code == 403
    assert not SchemeDraft.objects.exists()


def test_a_draft_begins_by_post_only(kupang: Cast) -> None:
    a_scheme()
    assert visitor(kupang.region_admin).get("/skema/1/draf/").status_code == 405
