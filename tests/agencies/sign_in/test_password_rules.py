"""What a password must be, and what is said where it is not."""

import hashlib
from pathlib import Path

import pytest
from django.contrib.auth.hashers import check_password, identify_hasher, make_password
from django.test import Client, override_settings

from agencies.models import User
from agencies.password_rules import words_about
from agencies.services.change_password import PasswordRefused, check_new_password
from config.settings import base
from tests.agencies.sign_in.devices import at_the_door, goes_in
from tests.cast import Cast, cast_of_kupang
from tests.operations.log_lines import caught

GOOD = "kupang-pagi-cerah-71"


def refusals(cast: Cast, new: str) -> str:
    """What Budi is told of a password; nothing of a good one."""
    assert cast.budi.user is not None
    try:
        check_new_password(cast.budi.user, new)
    except PasswordRefused as refused:
        return str(refused)
    return ""


@pytest.mark.parametrize(
    "good", [GOOD, "ikan bakar sambal matah", "x9d!kwP3qZtt", "ñandú güneş çay kopi", "a" + "zq7#Lm2p" * 20]
)
def test_what_is_long_and_hard_to_guess_is_taken_whatever_it_is_made_of(kupang: Cast, good: str) -> None:
    assert refusals(kupang, good) == ""


@pytest.mark.parametrize(
    ("poor", "said"),
    [
        ("kopi-pagi-7", "11 karakter; paling sedikit 12"),
        ("kupang-pagi-" * 17, "204 karakter; paling banyak 200"),
        ("password1234", "paling sering dipakai"),
        ("aaaaaaaaaaaaaaaa", "mengulang huruf atau kata"),
        ("zaqwsxcderfv", "ditebak lebih dulu"),
        ("lmnopqrstuvwx", "mengikuti urutan"),
        ("rahasiarahasia", "mengulang"),
        ("Indonesia Merdeka", "kata yang ditebak lebih dulu"),
    ],
)
def test_what_is_guessed_early_is_refused_with_how_to_mend_it(kupang: Cast, poor: str, said: str) -> None:
    assert said in refusals(kupang, poor)


def test_what_others_know_of_the_person_is_no_password(kupang: Cast) -> None:
    nip = kupang.budi.nip
    born = f"{nip[6:8]}{nip[4:6]}{nip[:4]}"
    for poor in (nip, f"Kupang{born}", f"budi santoso {born}", "Puskesmas Oesapa", "Budi.Santoso.123", nip[:17] + "0"):
        assert refusals(kupang, poor), poor


def test_a_word_about_the_person_may_be_part_of_a_long_one(kupang: Cast) -> None:
    assert refusals(kupang, "budi menanam cabai rawit") == ""


def test_the_words_are_those_of_login_name_region_and_units(kupang: Cast) -> None:
    words = words_about(kupang.budi.user)
    assert {"budi", "santoso", "kupang", "puskesmas", "oesapa", kupang.budi.nip} <= set(words)


def test_an_account_without_region_is_judged_too(db: None) -> None:
    operator = User(region=None, login="operator-uji")
    with pytest.raises(PasswordRefused):
        check_new_password(operator, "operator-uji-1")
    check_new_password(operator, GOOD)


@pytest.fixture
def leaked(tmp_path: Path) -> Path:
    """Breached passwords as the published lists hold them: sorted, with counts, lines of CR and LF."""
    passwords = [f"bocor-{number:03}-panjang" for number in range(99)] + [GOOD]
    lines = sorted(
        hashlib.sha1(word.encode(), usedforsecurity=False).hexdigest().upper() + f":{number}"
        for number, word in enumerate(passwords)
    )
    file = tmp_path / "bocor.txt"
    file.write_text("\r\n".join(lines) + "\r\n", encoding="ascii")
    return file


def test_a_breached_password_is_found_wherever_it_stands_in_the_file(kupang: Cast, leaked: Path) -> None:
    with override_settings(BREACHED_PASSWORDS_FILE=str(leaked)):
        assert "bocor dari layanan lain" in refusals(kupang, GOOD)
        assert all("bocor" in refusals(kupang, f"bocor-{number:03}-panjang") for number in range(99))


def test_what_is_in_no_breach_is_taken(kupang: Cast, leaked: Path) -> None:
    with override_settings(BREACHED_PASSWORDS_FILE=str(leaked)):
        assert refusals(kupang, "ikan bakar sambal matah") == ""


@pytest.mark.parametrize("content", [None, ""])
def test_a_file_that_cannot_be_read_refuses_nobody_and_is_told(
    kupang: Cast, tmp_path: Path, content: str | None
) -> None:
    file = tmp_path / "bocor.txt"
    if content is not None:
        file.write_text(content, encoding="ascii")
    with override_settings(BREACHED_PASSWORDS_FILE=str(file)), caught() as lines:
        assert refusals(kupang, GOOD) == ""
    assert lines.of("timbang.passwords")


def test_without_a_file_no_breach_is_looked_for(kupang: Cast) -> None:
    assert refusals(kupang, "bocor-001-panjang") == ""


def test_passwords_are_kept_as_argon2id() -> None:
    with override_settings(PASSWORD_HASHERS=base.PASSWORD_HASHERS):
        kept = make_password(GOOD)
        assert kept.startswith("argon2$argon2id$v=19$m=47104,t=2,p=1$")
        assert check_password(GOOD, kept)


def test_what_was_kept_otherwise_is_kept_anew_at_the_next_sign_in(db: None) -> None:
    people = cast_of_kupang()
    with override_settings(PASSWORD_HASHERS=base.PASSWORD_HASHERS):
        User.objects.filter(login=people.budi.nip).update(password=make_password(GOOD, hasher="pbkdf2_sha256"))
        assert goes_in(at_the_door(Client(), people.budi.nip, GOOD))
        assert identify_hasher(User.objects.get(login=people.budi.nip).password).algorithm == "argon2"
