"""How often a part, and the bundling of a run, was begun: counted, not read out of a sentence."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0004_documents"),
    ]

    operations = [
        migrations.AddField(
            model_name="reportpart",
            name="attempts",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="reportrun",
            name="attempts",
            field=models.PositiveSmallIntegerField(default=0),
        ),
    ]
