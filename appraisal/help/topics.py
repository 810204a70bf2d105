"""What the help page says, where it is a list: facts of the default scheme and of the law, in plain sentences."""

from django.utils.translation import gettext_lazy as _

HOW_A_SCORE_IS_MADE = (
    _("Setiap butir SKP mempunyai capaian: realisasi dibandingkan dengan target, dalam persen, paling tinggi 120."),
    _(
        "Nilai hasil kerja adalah rata-rata capaian menurut bobot butirnya; tugas tambahan yang "
        "terverifikasi menambah poin."
    ),
    _(
        "Nilai perilaku kerja berasal dari tujuh nilai BerAKHLAK, yang dinilai pejabat penilai pada "
        "tingkat 1 sampai 5 menurut uraian tertulis."
    ),
    _(
        "Tiap sumbu mendapat rating: 110 ke atas di atas ekspektasi, 90 ke atas sesuai ekspektasi, di "
        "bawah 90 di bawah ekspektasi; predikat dibaca dari pertemuan keduanya."
    ),
    _("Yang belum dilaporkan atau belum dinilai tidak dihitung nol: evaluasi tetap belum lengkap sampai isiannya ada."),
)
"""Five sentences; every number is a setting of the scheme, and these are the default's (contract section 2)."""

WHO_SEES_WHAT = (
    (_("Pegawai"), _("SKP, kartu nilai, riwayat, dan penjelasan milik sendiri.")),
    (_("Pejabat penilai"), _("Kartu nilai bawahan langsung, menurut penempatan pada periode itu.")),
    (_("Atasan pejabat penilai"), _("Kartu nilai pegawai yang dinilai oleh bawahannya.")),
    (
        _("Admin perangkat daerah"),
        _("Indikator, kelengkapan, dan evaluasi di unitnya dan unit di bawahnya; tidak pernah menilai."),
    ),
    (_("Admin daerah"), _("Seluruh daerah: periode, skema, rubrik, dan evaluasi; tidak pernah menilai.")),
    (_("Kepala daerah"), _("Ringkasan dan evaluasi seluruh daerah; menilai kepala perangkat daerah.")),
    (_("Inspektorat"), _("Seluruh daerah beserta riwayatnya, untuk dibaca.")),
)
"""Roles and what is visible to them (contract section 6)."""

DEADLINES = (
    (_("SKP disepakati"), _("Setiap tahun, paling lambat akhir Januari.")),
    (_("Realisasi dan penilaian"), _("Menurut batas waktu periode, yang ditetapkan daerah.")),
    (_("Keberatan"), _("Tertulis kepada atasan pejabat penilai, paling lambat 14 hari setelah hasil diterima.")),
)
"""What is due when: yearly plans and objections by law (PP 30/2019), the rest by the region's periods."""
