"""What a program asks by the query of an address: read once, refused with a sentence (400) where it cannot be meant."""

import datetime
import re
from collections.abc import Callable, Collection

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from agencies.models import Agency

LONGEST = 200
_HEARD = "asked_names"
_NIP = re.compile(r"[0-9]{18}")
_YEAR = re.compile(r"(19|2[0-9])[0-9]{2}")
_NUMBER = re.compile(r"[1-9][0-9]{0,17}")

AGENCY = OpenApiParameter(
    "agency",
    str,
    description="kode_opd, as 1.02; stands for the agency with its sub-units",
)
NIP = OpenApiParameter(
    "nip",
    {"type": "string", "pattern": "^[0-9]{18}$"},
    description="18 digits, as 198503152010011001",
)
SEARCH = OpenApiParameter("search", str, description="the beginning of a NIP, or a part of a name")
CHANGED_SINCE = OpenApiParameter(
    "changed_since",
    OpenApiTypes.DATETIME,
    description=(
        "only what was written at or after this moment, as 2026-02-01T00:00:00+08:00; without an offset in the "
        "region's time"
    ),
)
DAY = OpenApiParameter("day", OpenApiTypes.DATE, description="the day that counts; today unless told")


def refuse(name: str, message: str) -> ValidationError:
    """A refusal that names the parameter."""
    return ValidationError({name: [message]})


def is_asked(request: Request, name: str) -> bool:
    """Whether something is asked by this name. Every name that a view reads is noted for `refuse_unheard`."""
    vars(request).setdefault(_HEARD, set()).add(name)
    return name in request.query_params


def refuse_unheard(request: Request, known: Collection[str] = ()) -> None:
    """Refuse what nobody reads, and what is asked twice: a filter that is misspelt would be lost in silence.

    For the end of a view's reading; ``known`` are the names that others read.
    """
    heard = vars(request).get(_HEARD, set()) | set(known)
    for name in sorted(request.query_params):
        if name not in heard:
            values = {"known": ", ".join(sorted(heard))}
            raise refuse(name, _("Parameter ini tidak dikenal di alamat ini. Yang dikenal: %(known)s.") % values)
        if len(request.query_params.getlist(name)) > 1:
            raise refuse(name, _("Parameter ini dikirim lebih dari sekali. Kirim sekali saja."))


def asked_text(request: Request, name: str) -> str:
    """A line of text, or nothing."""
    is_asked(request, name)
    text = request.query_params.get(name, "")
    if "\0" in text:
        raise refuse(name, _("Nilai ini memuat karakter yang tidak dapat dibaca (NUL). Hapus karakter itu."))
    if len(text) > LONGEST:
        raise refuse(name, _("Nilai ini terlalu panjang. Pakai paling banyak %(most)s karakter.") % {"most": LONGEST})
    return text


def asked_choice(request: Request, name: str, choices: Collection[str]) -> str:
    """One of a closed list, or nothing where it was not asked for. Here as below, an empty value is none of them."""
    text = asked_text(request, name)
    if name in request.query_params and text not in choices:
        raise refuse(name, _("Nilai ini tidak dikenal. Pilih: %(choices)s.") % {"choices": ", ".join(choices)})
    return text


def asked_nip(request: Request, name: str = "nip") -> str:
    """A whole NIP, or nothing. Whether somebody has it is for the rows to say."""
    text = asked_text(request, name)
    if name in request.query_params and not _NIP.fullmatch(text):
        raise refuse(name, _("NIP terdiri dari 18 angka, tanpa spasi."))
    return text


def asked_number(request: Request, name: str) -> int | None:
    """The number of a row, or nothing."""
    text = asked_text(request, name)
    if name in request.query_params and not _NUMBER.fullmatch(text):
        raise refuse(name, _("Isi sebuah bilangan bulat mulai dari 1."))
    return int(text) if text else None


def asked_year(request: Request) -> int | None:
    """A year, or nothing."""
    text = asked_text(request, "year")
    if "year" in request.query_params and not _YEAR.fullmatch(text):
        raise refuse("year", _("Tahun ditulis dengan empat angka, misalnya 2026."))
    return int(text) if text else None


def asked_agency(request: Request) -> frozenset[int] | None:
    """The units of a code with those below them; nothing where none was asked for. Two queries."""
    code = asked_text(request, "agency")
    if "agency" not in request.query_params:
        return None
    agency = Agency.objects.filter(code=code).first()
    if agency is None:
        raise refuse("agency", _("Perangkat daerah dengan kode %(code)s tidak ditemukan.") % {"code": code})
    return Agency.objects.all().with_sub_units([agency.pk])


def asked_day(request: Request) -> datetime.date:
    """A day; today in the region unless told."""
    text = asked_text(request, "day")
    day = _read(parse_date, text) if "day" in request.query_params else timezone.localdate()
    if not isinstance(day, datetime.date):
        raise refuse("day", _("Tanggal ditulis seperti 2026-01-31."))
    return day


def asked_moment(request: Request, name: str = "changed_since") -> datetime.datetime | None:
    """A moment; without an offset in the region's time."""
    text = asked_text(request, name)
    if name not in request.query_params:
        return None
    # A plus that was not escaped arrives as a space.
    moment = _read(parse_datetime, text.replace(" ", "+") if "T" in text else text)
    if not isinstance(moment, datetime.datetime):
        raise refuse(name, _("Waktu ditulis seperti 2026-01-31T07:30:00+08:00."))
    try:
        aware = moment if timezone.is_aware(moment) else timezone.make_aware(moment)
        return aware.astimezone(datetime.UTC)
    except (OverflowError, ValueError) as error:
        raise refuse(name, _("Waktu ditulis seperti 2026-01-31T07:30:00+08:00.")) from error


def _read(parse: Callable[[str], object], text: str) -> object:
    """What was read, or nothing: 2026-02-30 is well written and no day."""
    try:
        return parse(text)
    except ValueError:
        return None
