"""Row security, rights and history of the lowest app."""

from django.db import migrations

from agencies.tenancy.operations import DefineRegionInScope, Grant, KeepHistory, OwnedByRegion, RecordRowHistory


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        Grant("agencies_region", "SELECT, INSERT, UPDATE"),
        Grant("agencies_user", "SELECT, INSERT, UPDATE, DELETE"),
        Grant("agencies_installationevent", "SELECT, INSERT"),
        Grant("django_session", "SELECT, INSERT, UPDATE, DELETE"),
        Grant("django_content_type", "SELECT"),
        Grant("django_migrations", "SELECT"),
        DefineRegionInScope(),
        OwnedByRegion("agency"),
        OwnedByRegion("employee"),
        OwnedByRegion("placement"),
        OwnedByRegion("rolegrant"),
        OwnedByRegion("auditevent", append_only=True),
        OwnedByRegion("rowhistory", append_only=True),
        RecordRowHistory(),
        KeepHistory("agency"),
        KeepHistory("employee"),
        KeepHistory("placement"),
        KeepHistory("rolegrant"),
    ]
