"""The register of documents with its rules, requests of every kind in one table, batches, letterheads."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import agencies.tenancy.base
import agencies.tenancy.scope
from agencies.tenancy.operations import KeepHistory, NoLongerOwned, OwnedByRegion, TieToRegion

# What was issued stays as it is. A number, its version and its address never change; a reservation that came to nothing
# may go; being superseded and being revoked happen once and are never taken back.
KEEP_DOCUMENT = """
CREATE FUNCTION keep_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.made_at IS NULL THEN
            RETURN OLD;
        END IF;
    ELSIF (NEW.id, NEW.region_id, NEW.kind, NEW.paper, NEW.period_id, NEW.agency_id, NEW.employee_id, NEW.plan_id,
           NEW.version_id, NEW.revision, NEW.part, NEW.subject_key, NEW.content_key, NEW.fingerprint, NEW.number,
           NEW.version, NEW.token)
          IS NOT DISTINCT FROM
          (OLD.id, OLD.region_id, OLD.kind, OLD.paper, OLD.period_id, OLD.agency_id, OLD.employee_id, OLD.plan_id,
           OLD.version_id, OLD.revision, OLD.part, OLD.subject_key, OLD.content_key, OLD.fingerprint, OLD.number,
           OLD.version, OLD.token)
      AND (OLD.made_at IS NULL OR (NEW.made_at, NEW.file_name, NEW.file_hash, NEW.size, NEW.pages)
           IS NOT DISTINCT FROM (OLD.made_at, OLD.file_name, OLD.file_hash, OLD.size, OLD.pages))
      AND (OLD.superseded_at IS NULL OR NEW.superseded_at IS NOT DISTINCT FROM OLD.superseded_at)
      AND (OLD.revoked_at IS NULL OR (NEW.revoked_at, NEW.revoked_by_id, NEW.revoked_by_name, NEW.revoke_reason)
           IS NOT DISTINCT FROM (OLD.revoked_at, OLD.revoked_by_id, OLD.revoked_by_name, OLD.revoke_reason)) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Dokumen yang sudah terbit tidak dapat diubah atau dihapus.'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'document_is_kept';
END $$;
CREATE TRIGGER keep_document BEFORE UPDATE OR DELETE ON reports_document
    FOR EACH ROW EXECUTE FUNCTION keep_document();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0007_documents"),
        ("appraisal", "0008_running_by_itself"),
        ("reports", "0003_plan_forms"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # Requests and runs remember work under way; what they made is made anew under a number.
        migrations.RunSQL("TRUNCATE reports_reportpart, reports_reportrun", migrations.RunSQL.noop),
        NoLongerOwned("scorecardrequest"),
        migrations.DeleteModel(name="ScorecardRequest"),
        NoLongerOwned("planformrequest"),
        migrations.DeleteModel(name="PlanFormRequest"),
        migrations.CreateModel(
            name="Letterhead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("government", models.CharField(blank=True, max_length=120, verbose_name="nama pemerintah")),
                ("lines", models.TextField(blank=True, verbose_name="baris kop")),
                ("logo", models.BinaryField(blank=True, null=True)),
                (
                    "paper",
                    models.CharField(
                        choices=[("a4", "A4"), ("f4", "F4")], default="a4", max_length=2, verbose_name="kertas"
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=60, verbose_name="tempat")),
                (
                    "signatory_title",
                    models.CharField(blank=True, max_length=160, verbose_name="jabatan penanda tangan"),
                ),
                ("signatory_name", models.CharField(blank=True, max_length=160, verbose_name="nama penanda tangan")),
                ("signatory_nip", models.CharField(blank=True, max_length=18, verbose_name="NIP penanda tangan")),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "region",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        default=agencies.tenancy.scope.current_region_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.region",
                    ),
                ),
            ],
            options={
                "verbose_name": "kop dan tanda tangan",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("region", "id"), name="reports_letterhead_region_key"),
                    models.UniqueConstraint(fields=("region",), name="letterhead_once_a_region"),
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentSeries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("scorecard", "kartu nilai"),
                            ("evaluation_form", "formulir evaluasi kinerja"),
                            ("evaluation_document", "dokumen evaluasi kinerja pegawai"),
                            ("plan_form", "formulir SKP"),
                            ("agency_summary", "ringkasan perangkat daerah"),
                            ("region_summary", "ringkasan daerah"),
                            ("region_annex", "lampiran ringkasan daerah"),
                        ],
                        max_length=20,
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
                (
                    "region",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        default=agencies.tenancy.scope.current_region_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.region",
                    ),
                ),
            ],
            options={
                "verbose_name": "urutan nomor dokumen",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("region", "id"), name="reports_documentseries_region_key"),
                    models.UniqueConstraint(fields=("region", "kind", "year"), name="document_series_once_a_year"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("scorecard", "kartu nilai"),
                            ("evaluation_form", "formulir evaluasi kinerja"),
                            ("evaluation_document", "dokumen evaluasi kinerja pegawai"),
                            ("plan_form", "formulir SKP"),
                            ("agency_summary", "ringkasan perangkat daerah"),
                            ("region_summary", "ringkasan daerah"),
                            ("region_annex", "lampiran ringkasan daerah"),
                        ],
                        max_length=20,
                        verbose_name="jenis",
                    ),
                ),
                (
                    "paper",
                    models.CharField(
                        choices=[("a4", "A4"), ("f4", "F4")], default="a4", max_length=2, verbose_name="kertas"
                    ),
                ),
                ("plan_id", models.BigIntegerField(blank=True, null=True)),
                ("version_id", models.BigIntegerField(blank=True, null=True)),
                ("revision", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="revisi")),
                ("part", models.PositiveSmallIntegerField(default=1, verbose_name="bagian")),
                ("subject_key", models.CharField(max_length=160)),
                ("content_key", models.CharField(max_length=64)),
                ("fingerprint", models.CharField(max_length=64, verbose_name="sidik")),
                ("number", models.CharField(max_length=40, verbose_name="nomor")),
                ("version", models.PositiveSmallIntegerField(verbose_name="versi")),
                ("token", models.CharField(max_length=64)),
                ("reserved_at", models.DateTimeField()),
                ("made_at", models.DateTimeField(blank=True, null=True, verbose_name="terbit")),
                ("file_name", models.CharField(max_length=255, verbose_name="nama berkas")),
                ("file_hash", models.CharField(blank=True, max_length=64)),
                ("size", models.PositiveIntegerField(default=0, verbose_name="ukuran")),
                ("pages", models.PositiveIntegerField(default=0, verbose_name="halaman")),
                ("superseded_at", models.DateTimeField(blank=True, null=True, verbose_name="digantikan")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="dibatalkan")),
                ("revoked_by_name", models.CharField(blank=True, max_length=160)),
                ("revoke_reason", models.TextField(blank=True, verbose_name="alasan pembatalan")),
                (
                    "agency",
                    agencies.tenancy.base.RegionForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "employee",
                    agencies.tenancy.base.RegionForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.employee",
                    ),
                ),
                (
                    "period",
                    agencies.tenancy.base.RegionForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="appraisal.period",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        default=agencies.tenancy.scope.current_region_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.region",
                    ),
                ),
                (
                    "revoked_by",
                    agencies.tenancy.base.RegionForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "dokumen",
                "ordering": ["-reserved_at", "-id"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["region", "period", "kind"], name="document_of_period"),
                    models.Index(fields=["region", "employee"], name="document_of_employee"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("region", "id"), name="reports_document_region_key"),
                    models.UniqueConstraint(fields=("region", "number", "version"), name="document_number_in_region"),
                    models.UniqueConstraint(fields=("region", "token"), name="document_token_in_region"),
                    models.UniqueConstraint(
                        fields=("region", "subject_key", "version"), name="document_version_of_subject"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None), ("superseded_at", None)),
                        fields=("region", "content_key"),
                        name="document_once_a_content",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revoke_reason", ""), ("revoked_at", None)),
                            models.Q(("revoked_at__isnull", False), models.Q(("revoke_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="document_revoked_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file_hash", ""), ("made_at", None)),
                            models.Q(("made_at__isnull", False), models.Q(("file_hash", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="document_made_has_a_hash",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("scorecard", "kartu nilai"),
                            ("evaluation_form", "formulir evaluasi kinerja"),
                            ("evaluation_document", "dokumen evaluasi kinerja pegawai"),
                            ("plan_form", "formulir SKP"),
                            ("agency_summary", "ringkasan perangkat daerah"),
                            ("region_summary", "ringkasan daerah"),
                            ("region_annex", "lampiran ringkasan daerah"),
                        ],
                        max_length=20,
                        verbose_name="jenis",
                    ),
                ),
                (
                    "paper",
                    models.CharField(
                        choices=[("a4", "A4"), ("f4", "F4")], default="a4", max_length=2, verbose_name="kertas"
                    ),
                ),
                ("plan_id", models.BigIntegerField(blank=True, null=True)),
                ("version_id", models.BigIntegerField(blank=True, null=True)),
                ("revision", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="revisi")),
                ("part", models.PositiveSmallIntegerField(default=1, verbose_name="bagian")),
                ("content_key", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "menunggu"), ("done", "selesai"), ("failed", "gagal")],
                        default="waiting",
                        max_length=7,
                    ),
                ),
                ("error", models.TextField(blank=True)),
                ("requested_at", models.DateTimeField()),
                (
                    "agency",
                    agencies.tenancy.base.RegionForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "employee",
                    agencies.tenancy.base.RegionForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.employee",
                    ),
                ),
                (
                    "period",
                    agencies.tenancy.base.RegionForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="appraisal.period",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        default=agencies.tenancy.scope.current_region_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.region",
                    ),
                ),
            ],
            options={
                "verbose_name": "permintaan dokumen",
                "ordering": ["-requested_at"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("region", "id"), name="reports_documentrequest_region_key"),
                    models.UniqueConstraint(fields=("region", "content_key"), name="document_request_once_a_content"),
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentSignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("provider", models.CharField(max_length=20)),
                ("signed_by_name", models.CharField(max_length=160, verbose_name="penanda tangan")),
                ("signed_by_title", models.CharField(blank=True, max_length=200, verbose_name="jabatan")),
                ("certificate_subject", models.CharField(max_length=300, verbose_name="pemilik sertifikat")),
                ("certificate_issuer", models.CharField(max_length=300, verbose_name="penerbit sertifikat")),
                ("certificate_serial", models.CharField(max_length=80)),
                ("signed_at", models.DateTimeField(verbose_name="ditandatangani")),
                ("file_hash", models.CharField(max_length=64)),
                (
                    "document",
                    agencies.tenancy.base.RegionForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="reports.document",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        default=agencies.tenancy.scope.current_region_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.region",
                    ),
                ),
                (
                    "signed_by",
                    agencies.tenancy.base.RegionForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "tanda tangan elektronik",
                "ordering": ["document", "number"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("region", "id"), name="reports_documentsignature_region_key"),
                    models.UniqueConstraint(fields=("region", "document", "number"), name="document_signature_number"),
                ],
            },
        ),
        migrations.AddField(
            model_name="reportpart",
            name="cached",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="reportrun",
            name="agency",
            field=agencies.tenancy.base.RegionForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            model_name="reportrun",
            name="bundle",
            field=models.CharField(
                choices=[("folder", "berkas"), ("zip", "ZIP"), ("pdf", "satu PDF")],
                default="folder",
                max_length=6,
                verbose_name="bentuk",
            ),
        ),
        migrations.AddField(
            model_name="reportrun",
            name="error",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="reportrun",
            name="expires_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="reportrun",
            name="file_hash",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="reportrun",
            name="file_name",
            field=models.CharField(blank=True, max_length=255),
        ),
        migrations.AddField(
            model_name="reportrun",
            name="paper",
            field=models.CharField(
                choices=[("a4", "A4"), ("f4", "F4")], default="a4", max_length=2, verbose_name="kertas"
            ),
        ),
        migrations.AddField(
            model_name="reportrun",
            name="progressed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="reportrun",
            name="requested_by",
            field=agencies.tenancy.base.RegionForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reportrun",
            name="requested_by_name",
            field=models.CharField(blank=True, max_length=160, verbose_name="diminta oleh"),
        ),
        migrations.AddField(
            model_name="reportrun",
            name="size",
            field=models.PositiveBigIntegerField(default=0, verbose_name="ukuran"),
        ),
        migrations.AddField(
            model_name="reportrun",
            name="state",
            field=models.CharField(
                choices=[
                    ("running", "berjalan"),
                    ("bundling", "digabung"),
                    ("done", "selesai"),
                    ("failed", "gagal"),
                    ("cancelled", "dibatalkan"),
                    ("expired", "kedaluwarsa"),
                ],
                default="running",
                max_length=9,
            ),
        ),
        migrations.AlterField(
            model_name="reportrun",
            name="kind",
            field=models.CharField(
                choices=[
                    ("scorecard", "kartu nilai"),
                    ("evaluation_form", "formulir evaluasi kinerja"),
                    ("evaluation_document", "dokumen evaluasi kinerja pegawai"),
                    ("plan_form", "formulir SKP"),
                    ("agency_summary", "ringkasan perangkat daerah"),
                    ("region_summary", "ringkasan daerah"),
                    ("region_annex", "lampiran ringkasan daerah"),
                ],
                max_length=20,
                verbose_name="jenis",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportrun",
            constraint=models.UniqueConstraint(
                condition=models.Q(("requested_by__isnull", False), ("state__in", ["running", "bundling"])),
                fields=("region", "kind", "period", "agency", "bundle", "paper"),
                name="report_run_once_at_a_time",
                nulls_distinct=False,
            ),
        ),
        OwnedByRegion("letterhead"),
        KeepHistory("letterhead"),
        OwnedByRegion("documentseries"),
        OwnedByRegion("document"),
        OwnedByRegion("documentrequest"),
        OwnedByRegion("documentsignature", append_only=True),
        TieToRegion("reportrun", "agency"),
        TieToRegion("reportrun", "requested_by"),
        migrations.RunSQL(
            KEEP_DOCUMENT, "DROP TRIGGER keep_document ON reports_document; DROP FUNCTION keep_document()"
        ),
    ]
