"""Odd requests: whatever stands in an address or a form, the answer is one of ours, never a server error."""

from collections.abc import Mapping

import pytest
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.urls import reverse

from agencies.tenancy.scope import region_scope
from appraisal.models import SchemeDraft
from tests.cast import Cast, cast_of_kupang
from tests.isolation.addresses import ADDRESSES
from tests.isolation.named_rows import budis_january
from tests.isolation.test_every_url import arguments_of
from tests.visitors import visitor

ODD = ("", "1", "-1", "²", "\0", "a\0b", "9" * 19, "9" * 5_000, "1e999999", "NaN", "2026-13", "\u202e" * 300)

PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "sign-in": ("next",),
    "sign-in-provider-return": ("state", "code", "iss", "error"),
    "sign-in-code": ("cara",),
    "glossary": ("cari",),
    "search": ("q",),
    "my-performance": ("periode",),
    "what-if": ("periode", "plan", "r_1", "p_berakhlak_HA"),
    "indicators": ("opd", "cari", "arah", "aspek", "halaman"),
    "contributions": ("lihat", "halaman"),
    "new-indicator": ("opd",),
    "propose-indicator": ("opd",),
    "method": ("opd", "tahun"),
    "region-overview": ("periode",),
    "agency-overview": ("periode",),
    "comparison": ("dari", "ke", "unit"),
    "export-table": ("unit", "dari"),
    "evaluations": ("periode", "opd", "cari", "penyampaian", "halaman"),
    "scorecard": ("revisi",),
    "simulate-scheme": ("periode",),
    "rubric": ("versi",),
    "rubric-file": ("versi",),
    "new-agency": ("induk",),
    "audit-trail": ("dari", "sampai", "tindakan", "pelaku", "cari", "halaman"),
    "export-audit": ("dari", "sampai", "tindakan", "pelaku", "cari"),
    "row-history": ("nip", "jenis", "halaman"),
    "employees": ("opd", "saring", "cari", "halaman"),
    "change-supervisor": ("penempatan",),
    "periods": ("tahun",),
    "period": ("daftar", "halaman"),
    "my-plans": ("tahun",),
    "my-actuals": ("periode",),
    "my-indicator": ("tahun",),
    "preview-actual": ("nilai", "cara", "versi"),
    "outbox": ("keluar",),
    "evidence-library": ("lihat", "cari", "halaman"),
    "evidence-file": ("unduh",),
    "verifications": ("lihat", "periode", "halaman"),
    "accept-actuals": ("periode",),
    "feedback": ("lihat", "bulan", "halaman", "pegawai"),
    "ask-feedback": ("kepada",),
    "give-feedback": ("untuk", "cari"),
    "check-ins": ("pegawai", "halaman"),
    "peer-raters": ("periode", "pegawai", "cari"),
    "nominations": ("periode",),
    "completeness": ("periode", "tahap"),
    "completeness-unit": ("siapa", "halaman", "unduh"),
    "send-reminders": ("siapa", "pegawai"),
    "exclusions": ("pegawai", "halaman"),
    "new-exclusion": ("dari",),
    "team": ("organisasi",),
    "delegations": ("halaman",),
    "new-delegation": ("untuk",),
    "documents": ("jenis", "periode", "opd", "keadaan", "nomor", "halaman"),
    "verify-start": ("dokumen",),
    "import-rows": ("halaman", "kelompok"),
    "api-agencies": ("agency", "search", "order", "limit", "cursor"),
    "api-employees": ("agency", "nip", "search", "order", "limit", "cursor"),
    "api-placements": ("day", "agency", "nip", "supervisor", "kind", "order", "limit", "cursor"),
    "api-indicators": ("day", "agency", "search", "direction", "aspect", "order", "limit", "cursor"),
    "api-plans": ("year", "agency", "nip", "kind", "order", "limit", "cursor"),
    "api-periods": ("year", "kind", "state", "order", "limit", "cursor"),
    "api-actuals": ("period", "agency", "nip", "state", "indicator", "changed_since", "order", "limit", "cursor"),
    "api-attendance": ("period", "agency", "nip", "order", "limit", "cursor"),
    "api-ratings": ("period", "agency", "nip", "role", "changed_since", "order", "limit", "cursor"),
    "api-evaluations": ("period", "agency", "nip", "search", "changed_since", "order", "limit", "cursor"),
    "api-evaluation": ("revision",),
    "api-documents": ("period", "agency", "nip", "kind", "standing", "number", "changed_since", "order", "cursor"),
    "api-audit": ("action", "changed_since", "until", "search", "order", "limit", "cursor"),
}

BY_PERIOD = {"api-actuals", "api-attendance", "api-ratings", "api-evaluations"}
"""These answer for one period, which every request names."""

ANCHORS = {f"dimensi-0-anchor_{level}": "Selalu." for level in range(1, 6)}
"""All five are needed, and each is read alike."""
DIMENSION = {
    "dimensi-TOTAL_FORMS": "1",
    "dimensi-INITIAL_FORMS": "0",
    "dimensi-0-known": "",
    "dimensi-0-code": "AA",
    "dimensi-0-name": "Ramah",
    **ANCHORS,
}

#: What a browser sends, each of which is replaced by something odd in its turn.
FIELDS: Mapping[str, Mapping[str, str]] = {
    "sign-in": {"region": "53.71", "login": "uji", "password": "salah", "next": "/"},
    "sign-in-provider": {"region": "53.71", "next": "/"},
    "identity-provider": {
        "name": "SSO",
        "issuer": "https://sso.invalid/o",
        "client_id": "timbang",
        "secret": "rahasia",
        "without_secret": "",
        "login_claim": "nip",
        "is_active": "",
        "began": "",
        "act": "check",
    },
    "mail-address": {"address": "citra@kupang.example", "wants_digest": "on"},
    "display-settings": {"theme": "", "language": "id", "shortcuts": ""},
    "change-password": {"current": "salah", "new": "kata-sandi-baru", "again": "kata-sandi-baru"},
    "choose-role": {"peran": ""},
    "second-factor": {"password": "salah"},
    "second-factor-app": {"code": "123456"},
    "recovery-codes": {"password": "salah"},
    "second-factor-off": {"password": "salah", "code": "123456"},
    "deliver-evaluation": {"recommendation": "Lanjutkan.", "shown": "x"},
    "acknowledge-evaluation": {"response": "", "revision": "1"},
    "draft-contributions": {"kind": "change", "change": "Target menjadi 90.", "text": "Sebab."},
    "propose-indicator": {
        "opd": "1.02.01",
        "name": "Balita ditimbang",
        "unit": "%",
        "direction": "higher",
        "target": "90",
        "source": "Buku KIA",
        "reason": "Sebab.",
    },
    "contribution": {"balas-text": "Setuju."},
    "answer-contribution": {"jawab-outcome": "taken", "jawab-answer": "Ya."},
    "upload-scheme": {"text": 'name = "x"', "replace": ""},
    "draft-scheme": {"opd": ""},
    "simulate-scheme": {"edition": "1", "periode": "2026-01"},
    "publish-scheme": {"edition": "1"},
    "discard-scheme-draft": {"edition": "0"},
    "indicator-draft": {"edition": "1", "code": "IKU-9", "name": "Baru", "direction": "higher", "months": "3"},
    "new-token": {
        "name": "Mesin",
        "account": "uji-region-admin",
        "scopes": "audit:read",
        "days": "30",
        "password": "x",
        "key": "",
    },
    "new-agency": {"code": "9.9", "name": "Dinas", "kind": "dinas", "parent": ""},
    "edit-agency": {
        "name": "Dinas",
        "kind": "dinas",
        "parent": "",
        "began_name": "x",
        "began_kind": "",
        "began_parent": "",
    },
    "change-supervisor": {
        "penempatan": "1",
        "first_day": "2026-12-01",
        "supervisor": "Ratna",
        "nip": "",
        "seen": "x",
        "simpan": "ya",
    },
    "transfer-employee": {
        "first_day": "2026-12-01",
        "agency": "1.02",
        "position": "Staf",
        "position_kind": "",
        "supervisor": "Ratna",
        "nip": "",
        "seen": "x",
        "basis": "",
        "simpan": "ya",
    },
    "open-period": {"kode": "2026-12"},
    "lock-period": {"shown": "0-0-0-0", "agreed": "on"},
    "unlock-period": {"reason": "Putusan."},
    "draft-plan": {"placement": "1", "year": "2026"},
    "plan-results": {"edition": "2", "aksi": "tulis", "baru-text": "Hasil", "baru-kind": "main", "hasil": "1"},
    "plan-items": {"edition": "2", "baris": "", "alasan": "Sebab.", "approach": "qualitative", "keluarkan": "i1"},
    "plan-annexes": {"edition": "2", "resources": "Anggaran", "accountability": "", "consequences": ""},
    "submit-plan": {"edition": "2", "note": "Mohon ditinjau."},
    "withdraw-plan": {"edition": "2", "reason": "Salah tahun."},
    "amend-plan": {"from_month": "12", "reason": "Penugasan baru."},
    "import-upload": {"file": "x"},
    "import-columns": {"edition": "1", "kolom-0": "kode_opd", "kolom-1": "kode"},
    "import-rows": {
        "aksi": "ganti",
        "baris": "2",
        "sel-satuan": "orang",
        "sel-bulan_ukur": "3",
        "dilihat": "x",
        "pakai": "arah=naik",
        "kolom": "arah",
        "dari": "naik",
        "menjadi": "turun",
        "kelompok": "x",
        "aturan": "last",
        "alamat": "halaman=2",
        "kolom_tabel": "kode",
    },
    "publish-import": {"edition": "1", "valid_from": "2027-01-01", "note": "", "accepts_warnings": "on"},
    "discard-import": {"edition": "0"},
    "undo-import": {"edition": "1"},
    "report-actual": {
        "nilai": "12",
        "catatan": "Catatan.",
        "cara": "tambah",
        "versi": "",
        "bukti": "x",
        "kunci": "00000000-0000-4000-8000-000000000001",
    },
    "withdraw-actual": {"versi": "x"},
    "evidence-library": {"note": "Foto."},
    "remove-evidence": {"lanjut": ""},
    "accept-actuals": {"realisasi": "1|x", "periode": "2026-01"},
    "verification": {
        "keputusan": "kembalikan",
        "alasan": "satuan",
        "catatan": "Periksa.",
        "versi": "x",
        "terlihat": "12",
        "lanjut": "",
    },
    "take-back-verification": {"versi": "x"},
    "declare-month": {"alasan": "Cuti."},
    "ask-feedback": {"person": "Sari", "nip": "", "about": "umum", "question": "Bagaimana?"},
    "give-feedback": {"about": "umum", "month": "2026-01", "strength": "Baik.", "suggestion": "", "saran": "x"},
    "feedback-request": {
        "tindakan": "jawab",
        "month": "2026-01",
        "strength": "Baik.",
        "suggestion": "",
        "note": "",
        "periksa": "strength",
    },
    "read-feedback": {"lanjut": ""},
    "new-check-in": {"held_on": "2026-01-15", "topic": "Uji", "note": "Dibahas."},
    "check-in": {
        "tindakan": "langkah",
        "text": "Lengkapi.",
        "owner": "employee",
        "due_on": "",
        "nomor": "1",
        "held_on": "2026-01-15",
        "topic": "",
        "note": "Dibahas.",
        "edition": "1",
    },
    "peer-raters": {"rater": "1", "employee": "", "periode": "2026-01"},
    "nominations": {"employee": "1", "periode": "2026-01"},
    "decide-nomination": {"approves": "tolak", "reason": "Sebab."},
    "withdraw-nomination": {"kunci": ""},
    "peer-rating": {"tingkat_1": "3", "kunci": ""},
    "undo-rating": {"perubahan": "1", "kunci": "", "lanjut": ""},
    "send-ratings": {"baris": "1:0", "kunci": ""},
    "reopen-rating": {"reason": "Sebab."},
    "new-delegation": {
        "rater": "Sari",
        "nip_rater": "",
        "delegate": "Ratna",
        "nip_delegate": "",
        "kind": "plh",
        "first_day": "2026-12-01",
        "last_day": "2026-12-31",
        "reason": "Cuti.",
    },
    "end-delegation": {"lanjut": ""},
    "take-over": {"reason": "Sebab."},
    "send-reminders": {"siapa": "pilihan", "pegawai": "1"},
    "see-reminder": {"lanjut": ""},
    "new-exclusion": {"kind": "leave", "first_day": "2026-01-01", "last_day": "", "reason": "Cuti."},
    "end-exclusion": {"lanjut": ""},
    "revoke-document": {"reason": "Sebab."},
    "sign-document": {"passphrase": "bukan apa-apa"},
    "new-rubric": {"name": "uji", "title": "Uji", **DIMENSION},
    "edit-rubric": {"replaces": "1", "title": "Uji", "valid_from": "2027-01-01", **DIMENSION},
}

SCHEME = ("name", "valid_from", "cap", "min_raters", "result_weight", "levels_1", "result-0-source", "result-0-weight")

TOML = {
    "nested beyond reading": "a = " + "[" * 5_000,
    "a number of 5,000 digits": "cap = " + "9" * 5_000,
    "a number that fills a disk": "cap = 1e999999999",
    "a character that no text holds": 'name = "\\u0000"\n"\\u0000" = 1',
    "raters without end": 'name = "x"\nvalid_from = 2027-01-01\ngroups = "360"\nmin_raters = 999999999999',
    "figures without end": 'name = "x"\nvalid_from = 2027-01-01\ncap = "1000000"',
}


#: Whose row brings a month of Budi of its own.
OWN_MONTH = frozenset(
    {
        "my-indicator",
        "report-actual",
        "preview-actual",
        "withdraw-actual",
        "verification",
        "take-back-verification",
        "declare-month",
        "undo-rating",
        "send-ratings",
        "take-over",
        "revoke-document",
        "sign-document",
    }
)


@pytest.fixture
def kupang(db: None) -> Cast:
    """Kota Kupang. Not in scope, as no region is before a request."""
    return cast_of_kupang()


def someone(cast: Cast, name: str) -> Client:
    """Who may open an address."""
    allowed = ADDRESSES[name].allowed
    return visitor(allowed(cast)) if allowed else Client()


def address_of(cast: Cast, name: str) -> str:
    """An address of a row that is there, in a region with an evaluated January."""
    declared = ADDRESSES[name]
    if name not in OWN_MONTH:
        with region_scope(cast.region.pk):
            january = budis_january(cast)
        if declared.existing is budis_january:
            return reverse(name, kwargs=dict(january))
    return reverse(name, kwargs=dict(arguments_of(cast, declared)))


def post(client: Client, address: str, data: Mapping[str, str]) -> HttpResponse:
    """A form as browsers send it: the test client's own way limits the length of names."""
    form = QueryDict(mutable=True)
    form.update(data)
    return client.post(address, form.urlencode(), content_type="application/x-www-form-urlencoded")  # type: ignore[return-value]


@pytest.mark.parametrize("name", PARAMETERS)
def test_an_odd_address_is_answered(kupang: Cast, name: str) -> None:
    client, address = someone(kupang, name), address_of(kupang, name)
    usual = {"period": "2026-01"} if name in BY_PERIOD else {}
    answers = [client.get(address, usual | {asked: odd}) for odd in ODD for asked in PARAMETERS[name]]
    assert {answer.status_code for answer in answers} <= {200, 302, 400, 404, 422}


@pytest.mark.parametrize("name", FIELDS)
def test_an_odd_form_is_answered(kupang: Cast, name: str) -> None:
    client, address = someone(kupang, name), address_of(kupang, name)
    usual = FIELDS[name]
    answers = [post(client, address, {}), *(post(client, address, dict.fromkeys(usual, odd)) for odd in ODD)]
    replaced = [field for field in usual if field not in ANCHORS]
    answers += [post(client, address, {**usual, field: odd}) for odd in ODD for field in replaced]
    # 429: at the door the guesses for one account come to an end.
    assert {answer.status_code for answer in answers} <= {200, 302, 400, 403, 404, 409, 422, 429}


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_an_odd_row_of_the_sheet_is_answered(kupang: Cast, odd: str) -> None:
    client, address = someone(kupang, "rate-employee"), address_of(kupang, "rate-employee")
    for field in ("versi", "hasil", "alasan_hasil", "perilaku", "alasan_perilaku", "lanjut", f"tingkat_{odd}"):
        page = client.get(address).content.decode()
        version = page.partition('name="versi" value="')[2].partition('"')[0]
        said = {"versi": version, "hasil": "above", "alasan_hasil": "Wabah."}
        answer = post(client, address, said | {field: "1" if field.startswith("tingkat") else odd})
        assert answer.status_code in {200, 302, 400, 409, 422}


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_an_odd_setting_is_kept_in_the_draft_and_shown_again(kupang: Cast, odd: str) -> None:
    client, address = someone(kupang, "scheme-draft"), address_of(kupang, "scheme-draft")
    for field in SCHEME:
        with region_scope(kupang.region.pk):
            edition = SchemeDraft.objects.get().edition
        said = {"name": "x", "result-0-source": "indicators", "result-0-weight": "100", "edition": str(edition)}
        answers = [post(client, address, said | {field: odd}), client.get(address)]
        assert [answer.status_code for answer in answers] == [302, 200]


@pytest.mark.parametrize("text", TOML.values(), ids=TOML)
def test_an_odd_scheme_file_is_answered(kupang: Cast, text: str) -> None:
    client = someone(kupang, "upload-scheme")
    answer = post(client, reverse("upload-scheme"), {"text": text})
    assert answer.status_code in {302, 422}
    if answer.status_code == 302:
        assert client.get(answer["Location"]).status_code == 200
