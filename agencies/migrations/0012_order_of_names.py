"""People and regions stand in the order of their names as readers know it; a page of the people is read by an index."""

from django.db import migrations, models

from agencies.name_order import SortKey


class Migration(migrations.Migration):
    dependencies = [("agencies", "0011_region_uses_provider")]

    operations = [
        migrations.AlterModelOptions("employee", {"ordering": ["name__sort_key", "nip"], "verbose_name": "pegawai"}),
        migrations.AlterModelOptions("region", {"ordering": ["name__sort_key"], "verbose_name": "daerah"}),
        migrations.AddIndex(
            "employee", models.Index(models.F("region"), SortKey("name"), models.F("nip"), name="employee_by_name")
        ),
    ]
