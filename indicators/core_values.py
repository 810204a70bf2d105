"""The seven core values of civil servants (BerAKHLAK) as the behaviour part of a plan names them.

Names and guides are those of SE MenPANRB 20/2021 and PermenPANRB 6/2022, Art. 10: seed texts, not editable in meaning.
The standard library only.
"""

from typing import NamedTuple


class CoreValue(NamedTuple):
    """A value with its code and its three guides for behaviour (panduan perilaku)."""

    code: str
    name: str
    guides: tuple[str, str, str]


CORE_VALUES = (
    CoreValue(
        "BP",
        "Berorientasi Pelayanan",
        (
            "Memahami dan memenuhi kebutuhan masyarakat.",
            "Ramah, cekatan, solutif, dan dapat diandalkan.",
            "Melakukan perbaikan tiada henti.",
        ),
    ),
    CoreValue(
        "AK",
        "Akuntabel",
        (
            "Melaksanakan tugas dengan jujur, bertanggung jawab, cermat, disiplin, dan berintegritas tinggi.",
            "Menggunakan kekayaan dan barang milik negara secara bertanggung jawab, efektif, dan efisien.",
            "Tidak menyalahgunakan kewenangan jabatan.",
        ),
    ),
    CoreValue(
        "KO",
        "Kompeten",
        (
            "Meningkatkan kompetensi diri untuk menjawab tantangan yang selalu berubah.",
            "Membantu orang lain belajar.",
            "Melaksanakan tugas dengan kualitas terbaik.",
        ),
    ),
    CoreValue(
        "HA",
        "Harmonis",
        (
            "Menghargai setiap orang apa pun latar belakangnya.",
            "Suka menolong orang lain.",
            "Membangun lingkungan kerja yang kondusif.",
        ),
    ),
    CoreValue(
        "LO",
        "Loyal",
        (
            "Memegang teguh ideologi Pancasila, UUD 1945, setia kepada NKRI serta pemerintahan yang sah.",
            "Menjaga nama baik sesama ASN, pimpinan, instansi, dan negara.",
            "Menjaga rahasia jabatan dan negara.",
        ),
    ),
    CoreValue(
        "AD",
        "Adaptif",
        (
            "Cepat menyesuaikan diri menghadapi perubahan.",
            "Terus berinovasi dan mengembangkan kreativitas.",
            "Bertindak proaktif.",
        ),
    ),
    CoreValue(
        "KL",
        "Kolaboratif",
        (
            "Memberi kesempatan kepada berbagai pihak untuk berkontribusi.",
            "Terbuka dalam bekerja sama untuk menghasilkan nilai tambah.",
            "Menggerakkan pemanfaatan berbagai sumber daya untuk tujuan bersama.",
        ),
    ),
)

NAMES = {value.code: value.name for value in CORE_VALUES}
