import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import agencies.tenancy.base
import agencies.tenancy.scope
from agencies.tenancy.operations import KeepHistory, OwnedByRegion

# What was delivered stays as it was; only the employee's acknowledgement is added, once.
KEEP_DELIVERY = """
CREATE FUNCTION keep_delivery() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (NEW.id, NEW.region_id, NEW.period_id, NEW.plan_id, NEW.revision, NEW.fingerprint,
        NEW.recommendation, NEW.delivered_by_id, NEW.delivered_by_account_id, NEW.delivered_at)
       IS DISTINCT FROM (OLD.id, OLD.region_id, OLD.period_id, OLD.plan_id, OLD.revision, OLD.fingerprint,
        OLD.recommendation, OLD.delivered_by_id, OLD.delivered_by_account_id, OLD.delivered_at)
       OR OLD.acknowledged_at IS NOT NULL THEN
        RAISE EXCEPTION 'Hasil yang sudah disampaikan tidak dapat diubah.'
              USING ERRCODE = 'check_violation', CONSTRAINT = 'delivery_is_kept';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_delivery BEFORE UPDATE OR DELETE ON appraisal_delivery
    FOR EACH ROW EXECUTE FUNCTION keep_delivery();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0003_more_acts"),
        ("appraisal", "0003_locked_is_locked"),
        ("indicators", "0002_tenancy"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveSmallIntegerField(verbose_name="revisi")),
                ("fingerprint", models.CharField(max_length=64, verbose_name="sidik")),
                ("recommendation", models.TextField(verbose_name="rekomendasi perbaikan")),
                ("delivered_at", models.DateTimeField(verbose_name="disampaikan")),
                ("acknowledged_at", models.DateTimeField(blank=True, null=True, verbose_name="diketahui")),
                ("response", models.TextField(blank=True, verbose_name="catatan pegawai")),
                (
                    "delivered_by",
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
                    "delivered_by_account",
                    agencies.tenancy.base.RegionForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "period",
                    agencies.tenancy.base.RegionForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="appraisal.period",
                        verbose_name="periode",
                    ),
                ),
                (
                    "plan",
                    agencies.tenancy.base.RegionForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="indicators.plan",
                        verbose_name="SKP",
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
                "verbose_name": "penyampaian hasil",
                "ordering": ["delivered_at"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("region", "id"), name="appraisal_delivery_region_key"),
                    models.UniqueConstraint(
                        fields=("region", "period", "plan", "revision"), name="delivery_of_a_revision"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("recommendation", ""), _negated=True), name="delivery_has_a_recommendation"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fingerprint__regex", "^[0-9a-f]{64}$")), name="delivery_names_a_sha256"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("acknowledged_at__isnull", True), ("response", "")),
                            ("acknowledged_at__gte", models.F("delivered_at")),
                            _connector="OR",
                        ),
                        name="delivery_acknowledged_after_it",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SchemeDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("document", models.JSONField(verbose_name="isi")),
                ("edition", models.PositiveIntegerField(default=1, verbose_name="suntingan")),
                ("edited_at", models.DateTimeField(auto_now=True, verbose_name="disunting")),
                ("simulation", models.JSONField(blank=True, null=True, verbose_name="simulasi")),
                ("simulated_fingerprint", models.CharField(blank=True, max_length=64, verbose_name="sidik simulasi")),
                (
                    "agency",
                    agencies.tenancy.base.RegionForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scheme_drafts",
                        to="agencies.agency",
                    ),
                ),
                (
                    "edited_by",
                    agencies.tenancy.base.RegionForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "verbose_name": "draf skema penilaian",
                "ordering": ["agency_id"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("region", "id"), name="appraisal_schemedraft_region_key"),
                    models.UniqueConstraint(
                        fields=("region", "agency"), name="scheme_draft_once", nulls_distinct=False
                    ),
                ],
            },
        ),
        OwnedByRegion("delivery"),
        OwnedByRegion("schemedraft"),
        KeepHistory("delivery"),
        KeepHistory("schemedraft"),
        migrations.RunSQL(KEEP_DELIVERY, reverse_sql="DROP FUNCTION keep_delivery CASCADE"),
    ]
