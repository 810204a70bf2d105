"""What the demo measures: indicators of the two agencies, and how a usual month looks (domain 7.3)."""

from decimal import Decimal
from typing import NamedTuple


class Measure(NamedTuple):
    """An indicator, the monthly target of one person, and the lowest and highest that is usually achieved, in units."""

    agency: str
    code: str
    name: str
    unit: str
    direction: str
    pattern: str
    aspect: str
    target: str
    lowest: str
    highest: str
    definition: str

    @property
    def low(self) -> Decimal:
        """The lower end of a usual month."""
        return Decimal(self.lowest)

    @property
    def high(self) -> Decimal:
        """The upper end."""
        return Decimal(self.highest)


_TABLE = """
1.02|DK-01|Jumlah pasien terlayani|orang|naik|hitungan|kuantitas|120|96|138|Pasien yang selesai dilayani.
1.02|DK-02|Indeks kepuasan pasien|nilai|naik|posisi|kualitas|85|80|92|Rata-rata survei kepuasan.
1.02|DK-03|Waktu tunggu rawat jalan|menit|turun|posisi|waktu|60|48|70|Dari pendaftaran sampai diperiksa.
1.02|DK-04|Cakupan imunisasi dasar lengkap|%|naik|posisi|kuantitas|95|86|99|Bayi lengkap dibagi sasaran.
1.02|DK-05|Kunjungan rumah ibu hamil|kunjungan|naik|hitungan|kuantitas|16|12|19|Tercatat di buku KIA.
1.02|DK-06|Realisasi anggaran|%|rentang|posisi|biaya|93 s.d. 100|88|100|Realisasi dibagi rencana kas.
1.02|DK-07|Temuan obat kedaluwarsa|temuan|turun|hitungan|kualitas|0|0|1|Pemeriksaan bulanan gudang.
1.02|DK-08|Prevalensi stunting balita|%|turun|rilis|kualitas|14|13|15|Angka resmi survei tahunan.
1.02|DK-09|Kebersihan lingkungan bersama warga|kegiatan|naik|hitungan|kuantitas|| 1|2|Tugas tambahan.
1.02|DK-10|Surat selesai tepat waktu|%|naik|posisi|waktu|95|90|100|Naskah tepat waktu dibagi seluruhnya.
7.06|KA-01|Layanan PATEN sesuai waktu standar|%|naik|posisi|waktu|98|90|100|Selesai dibagi permohonan.
7.06|KA-02|Penerimaan PBB-P2|juta rupiah|naik|hitungan|kuantitas|42,5|33|48|Setoran di kas daerah.
7.06|KA-03|Surat keterangan selesai hari itu|surat|naik|hitungan|kuantitas|90|74|105|Pada hari permohonan.
7.06|KA-04|Pengaduan lewat batas waktu|pengaduan|turun|hitungan|waktu|0|0|2|Belum dijawab lima hari kerja.
7.06|KA-05|Indeks kepuasan masyarakat|nilai|naik|posisi|kualitas|85|81|90|Rata-rata survei kepuasan.
7.06|KA-06|Titik sampah liar|titik|turun|posisi|kualitas|4|2|6|Titik pada akhir bulan.
"""

MEASURES = tuple(Measure(*map(str.strip, line.split("|"))) for line in _TABLE.strip().splitlines())
BY_CODE = {measure.code: measure for measure in MEASURES}
