"""Operators have a second factor and a list of devices, in a scope of their own (docs/adr/0018)."""

from django.db import migrations, models

from agencies.tenancy.operations import AlsoOfOperators, ScopeOfAccounts


class Migration(migrations.Migration):
    dependencies = [("agencies", "0009_personal_data")]

    operations = [
        migrations.AddConstraint(
            "region",
            models.CheckConstraint(condition=models.Q(("id__gt", 0)), name="region_is_not_the_operators_scope"),
        ),
        ScopeOfAccounts(),
        AlsoOfOperators("secondfactor"),
        AlsoOfOperators("recoverycode"),
        AlsoOfOperators("signedindevice"),
    ]
