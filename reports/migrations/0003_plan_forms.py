"""The official forms of plans, asked for in the browser."""

import django.db.models.deletion
from django.db import migrations, models

import agencies.tenancy.base
import agencies.tenancy.scope
from agencies.tenancy.operations import OwnedByRegion


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0004_imports"),
        ("indicators", "0004_catalogue_tenancy"),
        ("reports", "0002_tenancy"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanFormRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("paper", models.CharField(choices=[("a4", "A4"), ("f4", "F4")], default="a4", max_length=2)),
                (
                    "plan",
                    agencies.tenancy.base.RegionForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="indicators.plan",
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
                    "version",
                    agencies.tenancy.base.RegionForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="indicators.planversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "permintaan formulir SKP",
                "ordering": ["-requested_at"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("region", "id"), name="reports_planformrequest_region_key"),
                    models.UniqueConstraint(fields=("region", "content_key"), name="plan_form_request_once_a_content"),
                    models.CheckConstraint(
                        condition=models.Q(("version__isnull", True), ("plan__isnull", True), _connector="XOR"),
                        name="plan_form_of_a_version_or_a_plan",
                    ),
                ],
            },
        ),
        OwnedByRegion("planformrequest"),
    ]
