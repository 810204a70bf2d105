"""What the first admin of a new region does, step by step, as the overview shows it before the first evaluation."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy

from agencies.models import Role
from agencies.permissions import Actor
from reports.services.overviews.load_first_steps import FirstStep, StepProgress, load_first_steps

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class StepWords:
    """What a step says: what to do, why, and the name of the address where it is done, with its argument."""

    text: "_StrPromise"
    why: "_StrPromise"
    address: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A line of the list. ``is_next``: the first one that nobody has begun."""

    words: StepWords
    url: str
    progress: StepProgress
    is_next: bool


WORDS: Mapping[FirstStep, StepWords] = MappingProxyType(
    {
        FirstStep.UNITS: StepWords(
            gettext_lazy("Susun unit kerja"),
            gettext_lazy("Pegawai, indikator, dan admin perangkat daerah semuanya terikat pada unit."),
            ("organisation",),
        ),
        FirstStep.PEOPLE: StepWords(
            gettext_lazy("Impor pegawai dan penempatannya"),
            gettext_lazy("Penempatan menentukan unit seseorang dan siapa yang menilainya."),
            ("import-upload", "employees"),
        ),
        FirstStep.WAYS_IN: StepWords(
            gettext_lazy("Bagikan tautan kata sandi"),
            gettext_lazy("Pegawai yang diimpor sudah punya akun, tetapi baru dapat masuk setelah memilih kata sandi."),
            ("link-sheet",),
        ),
        FirstStep.REGIONAL_HEAD: StepWords(
            gettext_lazy("Buat akun kepala daerah dan beri perannya"),
            gettext_lazy("Akun ini menyepakati SKP dan menilai pimpinan yang tidak punya atasan di data pegawai."),
            ("new-account",),
        ),
        FirstStep.INDICATORS: StepWords(
            gettext_lazy("Terbitkan indikator"),
            gettext_lazy("Target dan SKP hanya dapat memakai indikator yang sudah terbit di katalog."),
            ("indicators",),
        ),
        FirstStep.TARGETS: StepWords(
            gettext_lazy("Isi bobot dan target unit"),
            gettext_lazy("Dari sinilah SKP pertama disusun, selama belum ada SKP atasan untuk dijabarkan."),
            ("agreements",),
        ),
        FirstStep.PLANS: StepWords(
            gettext_lazy("Lengkapi SKP yang disepakati"),
            gettext_lazy(
                "Hanya SKP yang disepakati yang dievaluasi. Pegawai menyusunnya bersama atasan, atau Anda mengimpor "
                "yang sudah ditandatangani."
            ),
            ("import-upload", "plans"),
        ),
        FirstStep.PERIODS: StepWords(
            gettext_lazy("Jalankan jadwal periode"),
            gettext_lazy(
                "Realisasi dan penilaian diisi dalam periode yang terbuka. Libur nasional sudah terhitung; hari khusus "
                "daerah ditambahkan dari halaman itu."
            ),
            ("schedule",),
        ),
        FirstStep.EVALUATION: StepWords(
            gettext_lazy("Evaluasi periode pertama"),
            gettext_lazy(
                "Setelah pegawai melapor dan atasan menilai. Sejak itu ringkasan daerah menggantikan daftar ini."
            ),
            ("periods",),
        ),
    }
)


def first_steps(actor: Actor, day: datetime.date) -> list[ShownStep]:
    """The list for the region admin, who alone can do all of it; nothing for others."""
    if Role.REGION_ADMIN not in actor.roles:
        return []
    found = load_first_steps(day=day)
    untouched = next(one.step for one in found if not (one.is_done or one.is_partly_done))
    return [_shown(one, is_next=one.step is untouched) for one in found]


def _shown(progress: StepProgress, *, is_next: bool) -> ShownStep:
    words = WORDS[progress.step]
    name, *arguments = words.address
    return ShownStep(words, reverse(name, args=arguments), progress, is_next)
