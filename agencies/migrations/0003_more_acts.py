from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_tenancy"),
    ]

    operations = [
        migrations.AlterField(
            model_name="auditevent",
            name="action",
            field=models.CharField(
                choices=[
                    ("region_created", "daerah dibuat"),
                    ("signed_in", "masuk"),
                    ("file_imported", "berkas diimpor"),
                    ("password_changed", "kata sandi diganti"),
                    ("rubric_published", "rubrik diterbitkan"),
                    ("scheme_drafted", "draf skema disimpan"),
                    ("scheme_draft_discarded", "draf skema dibuang"),
                    ("scheme_published", "skema diterbitkan"),
                    ("period_opened", "periode dibuat"),
                    ("period_locked", "periode dikunci"),
                    ("period_unlocked", "periode dibuka kembali"),
                    ("period_evaluated", "periode dievaluasi"),
                    ("ratings_given", "perilaku kerja dinilai"),
                    ("evaluation_delivered", "hasil evaluasi disampaikan"),
                    ("evaluation_acknowledged", "hasil evaluasi diketahui"),
                    ("rating_overridden", "rating ditetapkan pejabat penilai"),
                    ("documents_rendered", "dokumen dibuat"),
                ],
                max_length=30,
            ),
        ),
    ]
