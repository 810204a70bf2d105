"""The rubric every new region starts with: the seven core values of civil servants (BerAKHLAK), and SEMUA.

The names are the official ones (indicators.core_values). The anchors are this product's own words, one for each level
1 to 5; they speak of work that others can see, and a region may replace them with a rubrics file. No framework here.
"""

from typing import NamedTuple

from appraisal.scoring.types import OVERALL_DIMENSION
from indicators.core_values import NAMES

RUBRIC_NAME = "berakhlak"
RUBRIC_TITLE = "BerAKHLAK"


class Dimension(NamedTuple):
    """A dimension with its five written anchors, lowest level first."""

    code: str
    name: str
    anchors: tuple[str, str, str, str, str]


BERAKHLAK = (
    Dimension(
        "BP",
        NAMES["BP"],
        (
            "Kebutuhan warga atau unit lain sering belum ditanggapi; perlu pendampingan pada setiap permintaan.",
            "Menanggapi permintaan setelah diingatkan; waktu layanan perlu dijaga agar sesuai standar.",
            "Menanggapi permintaan dengan ramah, jelas, dan sesuai standar layanan tanpa perlu diingatkan.",
            "Menawarkan jalan keluar sebelum diminta dan memastikan masalah penerima layanan selesai.",
            "Memperbaiki cara layanan unit sehingga hasilnya terukur dan dipakai rekan kerja.",
        ),
    ),
    Dimension(
        "AK",
        NAMES["AK"],
        (
            "Hasil kerja sering belum dapat ditelusuri; perlu pendampingan untuk mencatat dan melaporkan.",
            "Melaporkan pekerjaan setelah diminta; ketelitian dan ketepatan waktu perlu ditingkatkan.",
            "Menyelesaikan tugas tepat waktu, mencatatnya teliti, dan memakai barang milik negara sesuai aturan.",
            "Melaporkan kendala dan kekeliruan lebih awal beserta perbaikannya; catatannya menjadi rujukan.",
            "Membangun cara pencatatan atau pengendalian yang membuat pekerjaan unit mudah diperiksa.",
        ),
    ),
    Dimension(
        "KO",
        NAMES["KO"],
        (
            "Tugas pokok baru dapat diselesaikan dengan bimbingan langkah demi langkah.",
            "Menyelesaikan tugas rutin dengan beberapa perbaikan; hasil belajar perlu diterapkan dalam pekerjaan.",
            "Menyelesaikan tugas dengan mutu yang diminta dan terus belajar sesuai kebutuhan jabatan.",
            "Menangani tugas yang lebih sulit dengan mutu baik dan membantu rekan belajar.",
            "Menjadi rujukan keahlian; pengetahuannya dibagikan lewat pelatihan atau panduan yang dipakai unit.",
        ),
    ),
    Dimension(
        "HA",
        NAMES["HA"],
        (
            "Kerja bersama sering terhambat cara berkomunikasi; perlu pendampingan untuk membangun saling percaya.",
            "Menghargai rekan dalam situasi biasa; saat berbeda pendapat masih perlu ditengahi.",
            "Menghargai setiap orang apa pun latar belakangnya dan membantu rekan yang membutuhkan.",
            "Menengahi perbedaan pendapat dan mengajak rekan yang jarang dilibatkan untuk ikut serta.",
            "Membangun kebiasaan kerja yang membuat unit nyaman, terbuka, dan saling mendukung.",
        ),
    ),
    Dimension(
        "LO",
        NAMES["LO"],
        (
            "Aturan dan kerahasiaan jabatan masih perlu dijelaskan dan dipantau pada setiap tugas.",
            "Mengikuti aturan dan keputusan dinas setelah diingatkan.",
            "Menjalankan keputusan yang sah, menjaga rahasia jabatan, dan menjaga nama baik instansi.",
            "Mendahulukan kepentingan dinas pada saat sulit dan menyampaikan keberatan melalui jalur yang benar.",
            "Menjadi teladan pengabdian; rekan mengikuti caranya menjaga kepentingan negara dan kepercayaan warga.",
        ),
    ),
    Dimension(
        "AD",
        NAMES["AD"],
        (
            "Perubahan cara kerja baru dapat diikuti dengan pendampingan terus-menerus.",
            "Mengikuti perubahan setelah beberapa kali dijelaskan.",
            "Menyesuaikan diri dengan perubahan tugas, aturan, dan alat kerja tanpa menurunkan hasil.",
            "Mencoba cara baru atas prakarsa sendiri dan menyampaikan hasilnya kepada unit.",
            "Menggagas pembaruan yang terbukti memudahkan pekerjaan dan diterapkan unit.",
        ),
    ),
    Dimension(
        "KL",
        NAMES["KL"],
        (
            "Bekerja sendiri pada tugas yang memerlukan kerja sama; perlu pendampingan untuk berbagi peran.",
            "Bekerja sama bila diminta; informasi untuk rekan sering terlambat.",
            "Berbagi informasi dan peran dengan rekan dan unit lain sehingga tugas bersama selesai.",
            "Mengajak pihak lain bekerja sama dan menggabungkan sumber daya untuk hasil yang lebih baik.",
            "Membangun kerja sama lintas unit atau lembaga yang hasilnya dirasakan warga.",
        ),
    ),
    Dimension(
        OVERALL_DIMENSION,
        "Perilaku kerja secara keseluruhan",
        (
            "Perilaku kerja sering belum sesuai ekspektasi; perlu pendampingan terus-menerus.",
            "Perilaku kerja sebagian sesuai ekspektasi; beberapa hal masih perlu diingatkan.",
            "Perilaku kerja sesuai ekspektasi secara tetap dan tanpa perlu diingatkan.",
            "Perilaku kerja sering melampaui ekspektasi dan membantu rekan kerja.",
            "Perilaku kerja menjadi teladan dan membawa perbaikan bagi unit kerja.",
        ),
    ),
)

OVERALL = BERAKHLAK[-1]
"""What SEMUA says in a rubric whose file does not say it."""
