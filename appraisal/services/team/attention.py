"""What somebody of a team needs from who leads it, the most urgent first: the order of the list, never a rank."""

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _

from agencies.dates import long_date
from appraisal.services.completeness.load_stages import PersonStage, Wait
from appraisal.services.exclusions.find_exclusions import Excluded

QUIET_DAYS = 90
"""So long without a word about the work is worth a talk."""

QUIET, NOTHING, NOT_AWAITED = 20, 30, 40
_ORDER = (
    Wait.VERIFY,
    Wait.RATE,
    Wait.SEND,
    Wait.DELIVER,
    Wait.PLAN_RATER,
    Wait.REPORT,
    Wait.PLAN,
)


def attention_to(
    stage: PersonStage | None,
    *,
    is_mine: bool,
    returned: int,
    excluded: Excluded | None,
    last_word: datetime.date | None,
    today: datetime.date,
) -> tuple[int, tuple[str, ...]]:
    """Where somebody stands in the list, and the sentences that say why: the most urgent one, and what was returned.

    ``is_mine``: the reader rates this month.
    """
    if excluded is not None:
        return NOT_AWAITED, (excluded.sentence,)
    found = [*_waits(stage, is_mine=is_mine), *_silence(last_word, today)]
    sent_back = (_("Ada realisasi yang dikembalikan dan belum diperbaiki."),) if returned else ()
    if not found:
        return (_ORDER.index(Wait.REPORT), sent_back) if sent_back else (NOTHING, ())
    rank, first = min(found)
    if sent_back and rank == _ORDER.index(Wait.REPORT):
        return rank, sent_back
    return rank, (first, *sent_back)


def _silence(last_word: datetime.date | None, today: datetime.date) -> Iterator[tuple[int, str]]:
    if last_word is None:
        yield QUIET, _("Belum ada umpan balik atau dialog kinerja.")
    elif (today - last_word).days > QUIET_DAYS:
        yield QUIET, _("Umpan balik atau dialog terakhir %(day)s.") % {"day": long_date(last_word)}


def _waits(stage: PersonStage | None, *, is_mine: bool) -> Iterator[tuple[int, str]]:
    if stage is None:
        return
    words = {
        Wait.PLAN: _("SKP belum disepakati, menunggu pegawai."),
        Wait.REPORT: _("Realisasi belum lengkap dilaporkan."),
    }
    if is_mine:
        words |= {
            Wait.VERIFY: _("Realisasi menunggu verifikasi."),
            Wait.RATE: _("Belum dinilai."),
            Wait.SEND: _("Sudah dinilai, siap dikirim."),
            Wait.DELIVER: _("Hasil menunggu disampaikan."),
            Wait.PLAN_RATER: _("SKP menunggu tanggapan pejabat penilai."),
        }
    for rank, wait in enumerate(_ORDER):
        if wait in stage.waits and wait in words:
            yield rank, words[wait]
