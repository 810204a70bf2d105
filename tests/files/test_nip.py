"""NIP: the contract's checks, what is only a warning, and the ways a spreadsheet spoils it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agencies.files.errors import ValueRefused
from agencies.files.nip import format_nip, masked_nip, read_nip, status_of, status_warning

TODAY = date(2026, 11, 21)
PNS = "198504172010011012"
PPPK = "199002282022212001"


@st.composite
def sound_nips(draw: st.DrawFn) -> str:
    born = draw(st.dates(date(1900, 1, 1), date(2050, 12, 31)))
    appointed = draw(st.integers(born.year + 1, born.year + 80))
    month = draw(st.one_of(st.integers(1, 12), st.integers(21, 29)))
    sex, serial = draw(st.sampled_from("12")), draw(st.integers(1, 999))
    return f"{born:%Y%m%d}{appointed:04}{month:02}{sex}{serial:03}"


def refusal(raw: object) -> str:
    with pytest.raises(ValueRefused) as refused:
        read_nip(raw, today=TODAY)
    return str(refused.value)


@pytest.mark.parametrize(
    "text", [PNS, " 19850417 201001 1 012 ", "19850417\xa0201001\u202f1 012", "1985 0417201001 1012"]
)
def test_spaces_of_any_kind_are_removed(text: str) -> None:
    assert read_nip(text, today=TODAY).value == PNS


@given(sound_nips())
def test_every_nip_that_keeps_the_rules_is_read_as_it_stands(text: str) -> None:
    assert read_nip(format_nip(text)).value == text


@given(st.text(alphabet="0123456789 ", max_size=22))
def test_whatever_is_accepted_keeps_every_rule(text: str) -> None:
    try:
        digits = read_nip(text).value
    except ValueRefused:
        return
    assert digits == text.replace(" ", "")
    assert len(digits) == 18
    assert int(digits[8:12]) > date.fromisoformat(f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}").year
    assert int(digits[12:14]) in {*range(1, 13), *range(21, 30)}
    assert digits[14] in "12"
    assert digits[15:] != "000"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("198502302010011012", "bukan tanggal lahir"),
        ("198513012010011012", "bukan tanggal lahir"),
        ("000004172010011012", "bukan tanggal lahir"),
        ("198504171985011012", "setelah tahun lahir 1985"),
        ("198504171984011012", "setelah tahun lahir 1985"),
        ("198504172010001012", "bulan 01-12 (PNS) atau 21-29 (PPPK)"),
        ("198504172010131012", "bulan 01-12 (PNS) atau 21-29 (PPPK)"),
        ("198504172010201012", "bulan 01-12 (PNS) atau 21-29 (PPPK)"),
        ("198504172010301012", "bulan 01-12 (PNS) atau 21-29 (PPPK)"),
        ("198504172010010012", "1 (laki-laki) atau 2 (perempuan)"),
        ("198504172010013012", "1 (laki-laki) atau 2 (perempuan)"),
        ("198504172010011000", "tidak boleh 000"),
        ("19850417201001101", "di sini 17 angka"),
        ("1985041720100110123", "di sini 19 angka"),
        ("", "belum diisi"),
        ("19850417-201001-1-012", 'Hapus karakter "-"'),
        ("'198504172010011012", 'Hapus karakter "\'"'),
        ("\u202a198504172010011012", "tak terlihat (U+202A)"),
        ("١٩٨٥٠٤١٧٢٠١٠٠١١٠١٢", "hanya boleh berisi angka"),
    ],
)
def test_a_nip_against_the_rules_is_refused_with_the_reason(text: str, reason: str) -> None:
    assert reason in refusal(text)


@pytest.mark.parametrize(
    "spoilt", ["1.98E+17", "1,98504E+17", "1.98504172010011e17", 1.98504172010011e17, 198504172010011012]
)
def test_a_nip_turned_into_a_number_is_refused_with_how_to_mend_it(spoilt: object) -> None:
    sentence = refusal(spoilt)
    assert "diubah lembar kerja menjadi bilangan" in sentence
    assert "format kolom NIP menjadi Teks" in sentence


def test_three_zeros_at_the_end_are_explained_by_the_spreadsheet() -> None:
    assert "pernah tersimpan sebagai bilangan" in refusal("198504172010011000")


@pytest.mark.parametrize("old", ["130123456", "130 123 456", 130123456.0])
def test_an_old_nip_of_nine_digits_is_refused_with_where_to_find_the_new_one(old: object) -> None:
    assert "NIP lama (9 angka)" in refusal(old)


@pytest.mark.parametrize("other", [True, date(1985, 4, 17), None])
def test_a_cell_of_another_kind_is_no_nip(other: object) -> None:
    assert "sebagai teks" in refusal(other)


def test_a_usual_nip_has_no_warning() -> None:
    assert read_nip(PNS, today=TODAY).warnings == ()


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("202701012050011001", "belum terjadi"),
        ("198504172027011001", "belum tiba"),
        ("198504172000011001", "umur 15 tahun"),
        ("193004172010011001", "umur 80 tahun"),
    ],
)
def test_what_is_only_odd_is_a_warning(text: str, warning: str) -> None:
    read = read_nip(text, today=TODAY)
    assert read.value == text
    assert any(warning in sentence for sentence in read.warnings)


def test_digits_13_and_14_tell_the_status() -> None:
    assert (status_of(PNS), read_nip(PPPK, today=TODAY).status) == ("PNS", "PPPK")


def test_another_status_in_the_file_is_a_warning() -> None:
    assert "menunjukkan PPPK, bukan PNS" in str(status_warning(PPPK, "PNS"))
    assert status_warning(PPPK, "PPPK") is None


def test_the_birth_date_is_read_from_the_first_eight_digits() -> None:
    assert read_nip(PNS, today=TODAY).birth_date == date(1985, 4, 17)


def test_a_nip_is_grouped_for_reading() -> None:
    assert format_nip(PNS) == "19850417 201001 1 012"


def test_a_masked_nip_tells_no_birth_day() -> None:
    assert masked_nip(PNS) == "1985**** ****** * 012"
