"""What a password must be (NIST SP 800-63B-4, 3.1.1): long and not guessed early. No recipe of signs, no expiry.

Everything is looked at on this machine; no password, and nothing of one, is sent anywhere. Each refusal says how to
mend it. The standard's 15 characters for a password that is all one shows are asked of nobody here: twelve must do
where no part of them is guessable, since guesses are counted (docs/adr/0017) and a second step is offered
(docs/sign-in.md).
"""

import hashlib
import logging
import mmap
import re
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from zxcvbn import zxcvbn

from agencies.models import Employee, Placement, User
from agencies.tenancy.scope import region_scope

logger = logging.getLogger("timbang.passwords")

LEAST = 12
MOST = 200
LEAST_OF_ITS_OWN = 6
LEAST_SCORE = 3
"""Of zxcvbn's 0 to 4: at least 10^8 guesses."""
LOOKED_AT = 40
"""Letters that are looked at for patterns: longer ones take seconds, and what is hard to guess so far stays so."""

#: What people here choose first, beside the English words that zxcvbn knows; it also looks for them written backwards
#: and with digits for letters.
CHOSEN_OFTEN = (
    "admin",
    "alhamdulillah", "anakku", "assalamualaikum", "barokah", "bismillah", "cantik", "cinta", "ganteng", "garuda",
    "indonesia", "jakarta", "jayalah", "kantor", "katasandi", "kerja", "kinerja", "mantap", "merdeka", "nusantara",
    "pancasila", "pegawai", "pemda", "pemerintah", "rahasia", "ramadhan", "sandi", "sayang", "semangat", "sukses",
    "timbang",
)  # fmt: skip

_WORD = re.compile(r"[^\W_]{3,}")
_BETWEEN_WORDS = re.compile(r"[\s._-]")
_NIP = re.compile(r"\d{18}")


class Length:
    """Twelve characters or more, of whatever kind, spaces too."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raises:
        ValidationError: too short, or longer than anybody types.
        """
        del user
        if len(password) < LEAST:
            said = _("Kata sandi ini %(count)s karakter; paling sedikit %(least)s. Beberapa kata lebih mudah diingat.")
            raise ValidationError(said % {"count": len(password), "least": LEAST}, code="password_too_short")
        if len(password) > MOST:
            said = _("Kata sandi ini %(count)s karakter; paling banyak %(most)s. Pakai bagian awalnya saja.")
            raise ValidationError(said % {"count": len(password), "most": MOST}, code="password_too_long")

    def get_help_text(self) -> str:
        """For forms."""
        return _("Paling sedikit %(least)s karakter.") % {"least": LEAST}


class NotCommon(CommonPasswordValidator):
    """None of the 20,000 that people choose most."""

    def get_error_message(self) -> str:
        """What to do instead."""
        return _("Kata sandi ini termasuk yang paling sering dipakai, jadi ditebak lebih dulu. Susun kata-kata lain.")


class NotAboutThePerson:
    """More than name, NIP, birth date, region and unit of the person: those are known to many."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raises:
        ValidationError: fewer than six characters are left without them.
        """
        rest, found = password.casefold(), False
        for word in sorted(words_about(user), key=len, reverse=True):
            if len(word) >= 4 and word in rest:
                rest, found = rest.replace(word, ""), True
        if found and len(re.sub(r"[\W_]", "", rest)) < LEAST_OF_ITS_OWN:
            said = _("Kata sandi ini terutama nama, NIP, tanggal lahir, daerah, atau unit Anda. Tambahkan kata lain.")
            raise ValidationError(said, code="password_about_person")

    def get_help_text(self) -> str:
        """For forms."""
        return _("Bukan nama, NIP, tanggal lahir, daerah, atau unit Anda.")


class HardToGuess:
    """What zxcvbn counts: words, names, rows of keys, dates and repetitions are guessed before anything else."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raises:
        ValidationError: guessed within 10^8 tries; the text names the weakest part.
        """
        known = [*words_about(user), *CHOSEN_OFTEN]
        # Also without what stands between words: zxcvbn takes each space for a letter that must be guessed.
        for written in {password, _BETWEEN_WORDS.sub("", password) or password}:
            judged = zxcvbn(written[:LOOKED_AT], user_inputs=known)
            if judged["score"] < LEAST_SCORE:
                raise ValidationError(_why(judged["sequence"]), code="password_easy")

    def get_help_text(self) -> str:
        """For forms."""
        return _("Beberapa kata yang tidak berkaitan sulit ditebak dan mudah diingat.")


class NotBreached:
    """Not among those that were found in breaches, where the operator has laid a file of them (docs/operations.md)."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raises:
        ValidationError: it was found in a breach.
        """
        del user
        if settings.BREACHED_PASSWORDS_FILE and is_breached(password, Path(settings.BREACHED_PASSWORDS_FILE)):
            said = _(
                "Kata sandi ini ada di daftar kata sandi yang bocor dari layanan lain. Susun yang sama sekali baru."
            )
            raise ValidationError(said, code="password_breached")

    def get_help_text(self) -> str:
        """For forms."""
        return ""


def words_about(user: User | None) -> list[str]:
    """What others know of the person, in small letters: login, name, region, units; the parts of a NIP; a birth date in
    the ways in which it is written. Two queries for an account that exists, none for one that does not yet.
    """
    if user is None:
        return []
    texts, dates = [user.login], set(_parts_of_a_nip(user.login))
    if user.region is not None:
        texts.append(user.region.name)
        with region_scope(user.region.pk):
            texts += _of_the_employee(user)
    words = {word.casefold() for text in texts for word in _WORD.findall(text)}
    return sorted(words | dates)


def _of_the_employee(user: User) -> Iterable[str]:
    employee = Employee.objects.filter(user_id=user.pk).only("id", "name").first() if user.pk else None
    if employee is None:
        return ()
    units = Placement.objects.filter(employee_id=employee.pk).values_list("agency__name", flat=True)
    return (employee.name, *units)


def _parts_of_a_nip(login: str) -> Iterable[str]:
    if not _NIP.fullmatch(login):
        return ()
    year, month, day = login[:4], login[4:6], login[6:8]
    dates = (year + month + day, day + month + year, day + month + year[2:], year[2:] + month + day, year)
    return (*dates, login[8:14], login[14:])


def _why(sequence: list[dict[str, object]]) -> str:
    """The weakest part in words: the longest that follows a pattern."""
    patterns = [part for part in sequence if part["pattern"] != "bruteforce"]
    part = max(patterns, key=lambda one: len(str(one["token"])), default=None)
    pattern = part["pattern"] if part else ""
    if pattern == "repeat":
        return _("Kata sandi ini mengulang huruf atau kata yang sama. Ganti ulangannya dengan kata lain.")
    if pattern in {"sequence", "spatial"}:
        return _("Kata sandi ini mengikuti urutan huruf, angka, atau tombol. Ganti urutannya dengan kata lain.")
    if pattern in {"date", "regex"}:
        return _("Kata sandi ini memuat tanggal atau tahun, yang ditebak lebih dulu. Tambahkan beberapa kata lain.")
    return _("Kata sandi ini tersusun dari kata yang ditebak lebih dulu. Tambahkan satu atau dua kata lain.")


def is_breached(password: str, file: Path) -> bool:
    """Whether the SHA-1 of a password stands in a sorted file of lines `HASH:count`, by bisection in the file.

    A file that cannot be read is told to the operator and refuses nobody.
    """
    digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    try:
        with file.open("rb") as lines, mmap.mmap(lines.fileno(), 0, access=mmap.ACCESS_READ) as content:
            return _holds(content, digest)
    except (OSError, ValueError) as error:
        logger.error("the file of breached passwords cannot be read, none is refused for it: %s", type(error).__name__)  # noqa: TRY400 - said, not failed
        return False


def _holds(content: mmap.mmap, digest: bytes) -> bool:
    low, high = 0, len(content)  # the line is sought among those that begin in between
    while low < high:
        middle = (low + high) // 2
        start = content.rfind(b"\n", 0, middle) + 1
        found = content[start : start + len(digest)].upper()
        if found == digest:
            return True
        if found < digest:
            end = content.find(b"\n", middle)
            low = len(content) if end < 0 else end + 1
        else:
            high = start
    return False
