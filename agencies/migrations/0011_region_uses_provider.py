"""The door learns without any region in scope which regions have an identity provider."""

from django.db import migrations, models

FROM_PROVIDERS = """
UPDATE agencies_region SET uses_provider = true
 WHERE id IN (SELECT region_id FROM agencies_identityprovider WHERE is_active);
"""


class Migration(migrations.Migration):
    dependencies = [("agencies", "0010_operators")]

    operations = [
        migrations.AddField(
            "region",
            "uses_provider",
            models.BooleanField(db_default=False, default=False, verbose_name="memakai penyedia identitas"),
        ),
        migrations.RunSQL(FROM_PROVIDERS, migrations.RunSQL.noop),
    ]
