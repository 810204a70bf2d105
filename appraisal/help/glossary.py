"""The words of the product: one word for one thing, each with its English gloss and one sentence (house glossary).

``anchor`` is what other pages link to: ``/bantuan/istilah/#skp``. It never changes once it is in use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Term:
    """A word, its English gloss, which is spoken in no other language, and what it means here."""

    anchor: str
    word: str
    gloss: str
    meaning: _StrPromise


TERMS = (
    Term(
        "asn",
        "Aparatur Sipil Negara (ASN)",
        "civil servant",
        _("Pegawai negeri sipil (PNS) dan pegawai pemerintah dengan perjanjian kerja (PPPK)."),
    ),
    Term(
        "arah",
        "arah indikator",
        "polarity",
        _("Ke mana angka yang lebih baik bergerak: naik, turun, atau berada dalam rentang."),
    ),
    Term(
        "aspek",
        "aspek",
        "aspect",
        _("Sisi pekerjaan yang diukur suatu indikator: kuantitas, kualitas, waktu, atau biaya."),
    ),
    Term(
        "atasan-penilai",
        "atasan pejabat penilai",
        "supervisor's superior",
        _(
            "Atasan dari pejabat penilai pada hari itu; memutus keberatan dan mengambil alih bila pejabat "
            "penilai tidak menilai."
        ),
    ),
    Term(
        "batas-waktu",
        "batas waktu",
        "deadline",
        _("Hari terakhir untuk melapor atau menilai suatu periode, ditetapkan daerah."),
    ),
    Term(
        "belum-lengkap",
        "belum lengkap",
        "incomplete",
        _(
            "Evaluasi yang masih menunggu realisasi atau penilaian: belum mempunyai predikat, dan yang "
            "kurang tidak dihitung nol."
        ),
    ),
    Term(
        "berakhlak",
        "BerAKHLAK",
        "core values",
        _(
            "Tujuh nilai dasar ASN yang menjadi dasar penilaian perilaku kerja: Berorientasi Pelayanan, "
            "Akuntabel, Kompeten, Harmonis, Loyal, Adaptif, Kolaboratif."
        ),
    ),
    Term(
        "berlaku-mulai",
        "berlaku mulai",
        "effective from",
        _("Hari pertama suatu versi dipakai; periode sebelumnya memakai versi sebelumnya."),
    ),
    Term(
        "bobot",
        "bobot",
        "weight",
        _("Bagian suatu butir SKP dalam nilai hasil kerja; semua bobot utama berjumlah 100."),
    ),
    Term("butir-skp", "butir SKP", "plan item", _("Satu indikator dalam SKP dengan bobot dan target tiap bulan.")),
    Term(
        "capaian",
        "capaian",
        "achievement (%)",
        _("Realisasi dibandingkan dengan target, dalam persen, dengan batas atas yang ditetapkan skema."),
    ),
    Term(
        "ekspektasi",
        "di bawah, sesuai, di atas ekspektasi",
        "below, meets, above expectations",
        _("Rating hasil kerja atau perilaku kerja; dari pertemuan keduanya predikat dibaca."),
    ),
    Term(
        "diketahui",
        "diketahui",
        "acknowledged",
        _("Pegawai menyatakan sudah membaca hasil evaluasinya; itu bukan pernyataan setuju."),
    ),
    Term("dimensi", "dimensi", "dimension", _("Satu hal yang dinilai dalam rubrik, misalnya satu nilai BerAKHLAK.")),
    Term(
        "disampaikan",
        "disampaikan",
        "delivered",
        _("Pejabat penilai menyerahkan hasil evaluasi kepada pegawai; sejak hari itu batas waktu keberatan berjalan."),
    ),
    Term("draf", "draf", "draft", _("Isian yang disimpan dan belum berlaku bagi siapa pun.")),
    Term("evaluasi", "evaluasi", "evaluation", _("Hasil satu SKP dalam satu periode beserta seluruh penjelasannya.")),
    Term(
        "final",
        "final",
        "final",
        _(
            "Evaluasi lengkap yang periodenya sudah dikunci; hanya putusan keberatan atau pembukaan kembali "
            "dapat mengubahnya."
        ),
    ),
    Term(
        "hasil-kerja",
        "hasil kerja",
        "work results",
        _("Sumbu penilaian yang berasal dari capaian indikator dalam SKP."),
    ),
    Term(
        "iku",
        "indikator kinerja utama (IKU)",
        "key performance indicator",
        _("Ukuran keberhasilan suatu perangkat daerah, dengan satuan, arah, dan pola pengukurannya."),
    ),
    Term(
        "jejak-audit",
        "jejak audit",
        "audit trail",
        _("Catatan siapa mengubah apa, kapan, dan mengapa; tidak dapat dihapus."),
    ),
    Term(
        "keberatan",
        "keberatan",
        "objection",
        _("Pernyataan tertulis pegawai bahwa hasil evaluasinya perlu diperiksa kembali oleh atasan pejabat penilai."),
    ),
    Term(
        "kepala-daerah",
        "kepala daerah",
        "regional head",
        _("Gubernur, bupati, atau wali kota; menilai kepala perangkat daerah yang tidak mempunyai atasan lain."),
    ),
    Term(
        "kuadran",
        "kuadran kinerja",
        "performance quadrant",
        _("Tabel tiga kali tiga dari rating hasil kerja dan perilaku kerja; tiap petaknya sebuah predikat."),
    ),
    Term(
        "kunci-periode",
        "kunci periode",
        "lock a period",
        _("Menutup suatu periode sehingga isian dan hasilnya tidak dapat diubah lagi."),
    ),
    Term(
        "nilai",
        "nilai",
        "score",
        _(
            "Angka bantu dari rata-rata tertimbang hasil kerja dan perilaku kerja; predikat tidak berasal "
            "dari angka ini."
        ),
    ),
    Term(
        "nilai-sementara",
        "nilai sementara",
        "provisional score",
        _("Angka dari bagian yang sudah ada; dapat berubah sampai evaluasi lengkap."),
    ),
    Term("pegawai", "pegawai", "employee", _("ASN yang bekerja di daerah dan dinilai kinerjanya.")),
    Term(
        "penilai",
        "pejabat penilai kinerja",
        "appraising supervisor",
        _("Atasan langsung pegawai menurut penempatan, yang menyepakati SKP, menilai, dan menyampaikan hasil."),
    ),
    Term(
        "plt",
        "pelaksana tugas (Plt.) dan pelaksana harian (Plh.)",
        "acting official",
        _(
            "Pegawai yang menjalankan jabatan lain untuk sementara; dinilai tersendiri dan tidak ikut dalam "
            "nilai periode."
        ),
    ),
    Term(
        "penempatan",
        "penempatan",
        "placement",
        _(
            "Seorang pegawai pada suatu jabatan di suatu unit, di bawah seorang pejabat penilai, dari "
            "tanggal ke tanggal."
        ),
    ),
    Term(
        "opd",
        "perangkat daerah (OPD)",
        "regional agency",
        _("Dinas, badan, sekretariat, kecamatan, dan unit di bawahnya."),
    ),
    Term(
        "perilaku-kerja",
        "perilaku kerja",
        "work behaviour",
        _("Sumbu penilaian yang berasal dari rubrik, biasanya BerAKHLAK, dan dapat ditambah presensi."),
    ),
    Term(
        "peringkat",
        "peringkat",
        "rank",
        _("Urutan nilai dalam satu perangkat daerah; hanya terlihat oleh admin, kepala daerah, dan inspektorat."),
    ),
    Term("periode", "periode", "period", _("Bulan, triwulan, semester, atau tahun yang dievaluasi.")),
    Term("poin", "poin", "points", _("Sumbangan suatu butir terhadap nilai hasil kerja.")),
    Term(
        "pola",
        "pola pengukuran",
        "measuring pattern",
        _(
            "Cara bulan-bulan menjadi satu periode: hitungan dijumlahkan, posisi diambil dari bulan "
            "terakhir, rilis dari angka terakhir yang terbit."
        ),
    ),
    Term(
        "predikat",
        "predikat kinerja",
        "performance rating",
        _("Sangat Baik, Baik, Butuh Perbaikan, Kurang, atau Sangat Kurang; dibaca dari kuadran, tidak pernah diketik."),
    ),
    Term(
        "rating-ditetapkan",
        "rating ditetapkan",
        "rating set by the supervisor",
        _(
            "Rating yang ditetapkan pejabat penilai dengan alasan tertulis; rating hitungan tetap terlihat "
            "di sampingnya."
        ),
    ),
    Term(
        "realisasi",
        "realisasi",
        "actual result",
        _("Angka yang dicapai suatu butir SKP dalam suatu bulan, dengan buktinya."),
    ),
    Term(
        "presensi",
        "rekap presensi",
        "attendance recap",
        _("Jumlah hari kerja, kehadiran, keterlambatan, dan pulang cepat dalam sebulan."),
    ),
    Term(
        "rentang-pedoman",
        "rentang pedoman",
        "guideline range",
        _("Sebaran predikat yang lazim menurut pedoman; bahan dialog, bukan kuota."),
    ),
    Term(
        "revisi",
        "revisi",
        "revision",
        _("Hasil evaluasi yang baru karena isiannya berubah; revisi yang lama tetap tersimpan."),
    ),
    Term("rubrik", "rubrik", "rubric", _("Daftar dimensi dengan uraian tertulis untuk tingkat 1 sampai 5.")),
    Term(
        "skp",
        "Sasaran Kinerja Pegawai (SKP)",
        "annual performance plan",
        _("Rencana setahun yang disepakati pegawai dan pejabat penilai: indikator, bobot, dan target."),
    ),
    Term(
        "satuan",
        "satuan",
        "unit of measure",
        _("Apa yang dihitung suatu indikator, misalnya orang, dokumen, atau persen."),
    ),
    Term(
        "sebaran",
        "sebaran predikat",
        "rating distribution",
        _("Berapa pegawai memperoleh tiap predikat dalam suatu unit dan periode."),
    ),
    Term(
        "sidik",
        "sidik",
        "fingerprint",
        _("Deretan huruf dan angka yang membuktikan bahwa isi suatu evaluasi tidak berubah."),
    ),
    Term(
        "skema",
        "skema penilaian",
        "scoring scheme",
        _("Aturan hitung suatu daerah: bobot sumbu, batas rating, batas capaian, dan cara memperlakukan yang kurang."),
    ),
    Term(
        "sumbu",
        "sumbu penilaian",
        "axis",
        _("Hasil kerja dan perilaku kerja: dua sisi yang dinilai terpisah sebelum dipertemukan dalam kuadran."),
    ),
    Term("target", "target", "target", _("Angka atau rentang yang disepakati untuk suatu bulan.")),
    Term(
        "terbitkan",
        "terbitkan",
        "publish",
        _("Membuat suatu versi berlaku mulai tanggal yang dipilih; versi yang terbit tidak dapat diubah."),
    ),
    Term("tingkat", "tingkat", "level", _("Satu dari lima anak tangga rubrik; tingkat 3 berarti sesuai ekspektasi.")),
    Term("triwulan", "triwulan", "quarter", _("Tiga bulan berturut-turut; semester enam bulan.")),
    Term(
        "tugas-tambahan",
        "tugas tambahan",
        "additional task",
        _("Butir SKP tanpa bobot yang menambah poin bila terverifikasi."),
    ),
    Term(
        "usulan-sistem",
        "usulan sistem",
        "system proposal",
        _("Rating hasil hitungan; berlaku bila pejabat penilai tidak menetapkan yang lain."),
    ),
    Term(
        "versi",
        "versi",
        "version",
        _("Isi suatu indikator, rubrik, atau skema yang berlaku sejak suatu tanggal; yang lama tetap tersimpan."),
    ),
)
"""In alphabetical order of the words."""


def find_terms(search: str) -> Sequence[Term]:
    """The terms whose word, gloss or meaning holds a text; all of them for an empty one."""
    wanted = search.casefold()
    return [one for one in TERMS if wanted in f"{one.word} {one.gloss} {one.meaning}".casefold()]


def terms_named(search: str) -> Sequence[Term]:
    """The terms whose word or gloss holds a text: what a search for many things finds among them."""
    wanted = search.casefold()
    return [one for one in TERMS if wanted in f"{one.word} {one.gloss}".casefold()]
