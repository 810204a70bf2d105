"""What a rubric says moves from its dimensions into versions, valid from a day on."""

import datetime

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import agencies.tenancy.base
import agencies.tenancy.scope
from agencies.tenancy.operations import OwnedByRegion

# The owner sees a region's rows in that region's scope only, as everybody does.
IN_EVERY_REGION = """
DO $$
DECLARE
    region record;
BEGIN
    FOR region IN SELECT id FROM agencies_region LOOP
        PERFORM set_config('app.region_id', region.id::text, true);
        {statement}
    END LOOP;
    PERFORM set_config('app.region_id', '', true);
END $$
"""

FIRST_VERSIONS = """
        INSERT INTO appraisal_rubricversion (region_id, rubric_id, number, title, valid_from, dimensions, created_at)
        SELECT rubric.region_id, rubric.id, 1,
               CASE rubric.name WHEN 'berakhlak' THEN 'BerAKHLAK' ELSE rubric.name END, date '2000-01-01',
               jsonb_agg(jsonb_build_object('code', dimension.code, 'name', dimension.name,
                                            'anchors', to_jsonb(dimension.anchors))
                         ORDER BY dimension.code = 'SEMUA', dimension.id), now()
          FROM appraisal_rubric rubric
          JOIN appraisal_rubricdimension dimension ON dimension.rubric_id = rubric.id
         GROUP BY rubric.id;
"""

# Back: what the newest version says; a dimension that was retired has its code and empty anchors.
NEWEST_WORDS = """
        UPDATE appraisal_rubricdimension dimension
           SET name = coalesce(said.name, dimension.code),
               anchors = coalesce(said.anchors, ARRAY['', '', '', '', ''])
          FROM appraisal_rubricdimension known
          LEFT JOIN (
                SELECT DISTINCT ON (version.rubric_id, part ->> 'code') version.rubric_id, part ->> 'code' AS code,
                       part ->> 'name' AS name,
                       ARRAY(SELECT jsonb_array_elements_text(part -> 'anchors')) AS anchors
                  FROM appraisal_rubricversion version, jsonb_array_elements(version.dimensions) part
                 ORDER BY version.rubric_id, part ->> 'code', version.valid_from DESC, version.number DESC
               ) said ON said.rubric_id = known.rubric_id AND said.code = known.code
         WHERE dimension.id = known.id;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0003_more_acts"),
        ("appraisal", "0004_deliveries_and_drafts"),
    ]

    operations = [
        migrations.CreateModel(
            name="RubricVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(default=1, verbose_name="versi")),
                ("title", models.CharField(max_length=100, verbose_name="judul")),
                ("valid_from", models.DateField(default=datetime.date(2000, 1, 1), verbose_name="berlaku mulai")),
                ("dimensions", models.JSONField(verbose_name="dimensi")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
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
                    "rubric",
                    agencies.tenancy.base.RegionForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="appraisal.rubric",
                        verbose_name="rubrik",
                    ),
                ),
            ],
            options={
                "verbose_name": "versi rubrik",
                "ordering": ["rubric", "number"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("region", "id"), name="appraisal_rubricversion_region_key"),
                    models.UniqueConstraint(fields=("region", "rubric", "number"), name="rubric_version_number"),
                ],
            },
        ),
        OwnedByRegion("rubricversion", append_only=True),
        migrations.RunSQL(IN_EVERY_REGION.format(statement=FIRST_VERSIONS), reverse_sql=migrations.RunSQL.noop),
        migrations.RemoveConstraint(model_name="rubricdimension", name="rubric_dimension_has_five_levels"),
        migrations.AlterField(
            model_name="rubricdimension",
            name="name",
            field=models.CharField(max_length=160, null=True, verbose_name="nama"),
        ),
        migrations.AlterField(
            model_name="rubricdimension",
            name="anchors",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(blank=True), null=True, size=5, verbose_name="jangkar tingkat 1-5"
            ),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, reverse_sql=IN_EVERY_REGION.format(statement=NEWEST_WORDS)),
        migrations.RemoveField(model_name="rubricdimension", name="name"),
        migrations.RemoveField(model_name="rubricdimension", name="anchors"),
    ]
