"""The recap of a unit has one name wherever a person reads it; no column changes."""

from django.db import migrations, models

KINDS = [
    ("scorecard", "kartu nilai"),
    ("evaluation_form", "formulir evaluasi kinerja"),
    ("evaluation_document", "dokumen evaluasi kinerja pegawai"),
    ("plan_form", "formulir SKP"),
    ("agency_summary", "rekap perangkat daerah"),
    ("region_summary", "ringkasan daerah"),
    ("region_annex", "lampiran ringkasan daerah"),
]


class Migration(migrations.Migration):
    dependencies = [("reports", "0006_provisional")]

    operations = [
        *(
            migrations.AlterField(model, "kind", models.CharField("jenis", max_length=20, choices=KINDS))
            for model in ("document", "documentrequest", "reportrun")
        ),
        migrations.AlterField("documentseries", "kind", models.CharField(max_length=20, choices=KINDS)),
    ]
