"""The letterhead of a region, its sheet, and who signs for the region get changed."""

import datetime
import hashlib
import re
from dataclasses import asdict, dataclass
from io import BytesIO

from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image

from agencies.models import AuditEvent, Region
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from agencies.tenancy.scope import current_region_id
from appraisal.files.images import clean_image
from appraisal.files.refusal import EvidenceRefusedError
from reports.models import Letterhead, Paper

MOST_LINES, LONGEST_LINE = 4, 90
LOGO_SIDE = 300
"""The longest side of a logo as it is kept, in pixels: 380 dots an inch on paper. 400 cost twice the time."""
LOGO_COLOURS, NEARLY_WHITE = 64, 247

_BEGINNINGS = re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|RIFF....WEBP", re.DOTALL)
"""How the files of the three kinds begin."""


class LogoRefusedError(ValueError):
    """What was brought is no logo; the Indonesian text says why and what to do."""


@dataclass(frozen=True, slots=True)
class LetterheadFacts:
    """What a person writes; ``lines`` with line ends between them."""

    government: str = ""
    lines: str = ""
    paper: str = Paper.A4.value
    place: str = ""
    signatory_title: str = ""
    signatory_name: str = ""
    signatory_nip: str = ""

    @classmethod
    def of(cls, letterhead: Letterhead) -> "LetterheadFacts":
        """What is stored."""
        return cls(**{name: getattr(letterhead, name) for name in cls.__dataclass_fields__})


@dataclass(frozen=True, slots=True)
class LogoChange:
    """What becomes of the logo: a new one as PNG, or none (empty bytes)."""

    png: bytes


class LetterheadChangedError(Exception):
    """Somebody else changed the letterhead after the form was shown; ``stored`` is what it is now."""

    def __init__(self, stored: Letterhead) -> None:
        super().__init__(stored)
        self.stored = stored


def change_letterhead(
    *,
    facts: LetterheadFacts,
    logo: LogoChange | None,
    began_with: datetime.datetime | None,
    actor: Actor,
) -> bool:
    """Store the letterhead; ``logo`` is nothing where it stays. Says whether anything changed.

    Documents issued from now on carry it; issued ones stay as they are, and become a new version when somebody asks
    for them again. ``began_with`` is when what the form showed had been written, nothing where there was none.

    Raises:
        LetterheadChangedError: what the form began with is not what is stored any more.
    """
    with transaction.atomic():
        Region.objects.select_for_update().get(pk=current_region_id())  # there may be no row to lock yet
        letterhead = Letterhead.objects.first() or Letterhead()
        before = _described(letterhead)
        for name, value in asdict(facts).items():
            setattr(letterhead, name, value)
        if logo is not None:
            letterhead.logo = logo.png or None
        after = _described(letterhead)
        if before == after:
            return False
        _refuse_stale(began_with)
        letterhead.save()
        changed = {
            name: {"before": before[name], "after": after[name]} for name in after if before[name] != after[name]
        }
        record_event(
            action=AuditEvent.Action.LETTERHEAD_CHANGED,
            subject=facts.government or _("kop daerah"),
            actor=actor,
            details=changed,
        )
    return True


def clean_logo(content: bytes) -> bytes:
    """A JPEG, PNG or WebP as it is printed: drawn anew on white, at most 300 pixels, as PNG.

    On white, because a PDF would carry what is transparent as a second picture.

    Raises:
        LogoRefusedError: it is no such picture, damaged, or has too many pixels.
    """
    if not _BEGINNINGS.match(content):
        raise LogoRefusedError(_("Berkas ini bukan PNG, JPEG, atau WebP. Simpan logo sebagai PNG, lalu pilih lagi."))
    try:
        drawn = clean_image(content)
    except EvidenceRefusedError as error:
        raise LogoRefusedError(str(error)) from error
    with Image.open(BytesIO(drawn.content)) as picture:
        return _as_printed(picture)


def _as_printed(picture: Image.Image) -> bytes:
    """Few colours on pure white: a fifth of the bytes, in every file that carries it, and never more than 90 KB."""
    smaller = picture.copy()
    smaller.thumbnail((LOGO_SIDE, LOGO_SIDE), Image.Resampling.LANCZOS)
    few = smaller.quantize(LOGO_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.putpalette([255 if value >= NEARLY_WHITE else value for value in few.getpalette() or []])
    written = BytesIO()
    few.save(written, "PNG", optimize=True)
    return written.getvalue()


def _refuse_stale(began_with: datetime.datetime | None) -> None:
    stored = Letterhead.objects.first()
    if stored is not None and stored.changed_at != began_with:
        raise LetterheadChangedError(stored)


def _described(letterhead: Letterhead) -> dict[str, str]:
    """All that can be changed, the logo by its size and digest."""
    png = bytes(letterhead.logo or b"")
    digest = hashlib.sha256(png).hexdigest()[:16]
    return asdict(LetterheadFacts.of(letterhead)) | {"logo": f"{len(png)} B, {digest}" if png else ""}
