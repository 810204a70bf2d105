"""Row security. No history: these rows say what was asked for, the audit trail what came of it."""

from django.db import migrations

from agencies.tenancy.operations import OwnedByRegion


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [
        OwnedByRegion("reportrun"),
        OwnedByRegion("reportpart"),
        OwnedByRegion("scorecardrequest"),
    ]
