"""Row security and history."""

from django.db import migrations

from agencies.tenancy.operations import KeepHistory, OwnedByRegion


class Migration(migrations.Migration):
    dependencies = [("appraisal", "0001_initial"), ("indicators", "0002_tenancy")]

    operations = [
        OwnedByRegion("period"),
        OwnedByRegion("actual"),
        OwnedByRegion("attendancerecap"),
        OwnedByRegion("rubric"),
        OwnedByRegion("rubricdimension"),
        OwnedByRegion("rating"),
        OwnedByRegion("ratingoverride"),
        OwnedByRegion("schemeversion", append_only=True),
        OwnedByRegion("evaluation", derived=True),
        OwnedByRegion("evaluationitem", derived=True),
        OwnedByRegion("evaluationrun"),
        OwnedByRegion("evaluationchunk"),
        KeepHistory("period"),
        KeepHistory("actual"),
        KeepHistory("attendancerecap"),
        KeepHistory("rubricdimension"),
        KeepHistory("rating"),
        KeepHistory("ratingoverride"),
    ]
