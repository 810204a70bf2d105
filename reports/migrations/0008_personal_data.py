"""The register of documents lets the erasure of personal data through (agencies 0009); its rows stay."""

from importlib import import_module

from django.db import migrations

_APPRAISAL = import_module("appraisal.migrations.0010_personal_data")
KEEP_DOCUMENT = import_module("reports.migrations.0006_provisional").KEEP_DOCUMENT.replace(
    "CREATE OR REPLACE", "CREATE"
)

REDACT_IN_REPORTS = """
CREATE FUNCTION redact_in_reports(person bigint) RETURNS bigint LANGUAGE sql AS $$
    SELECT redact_texts('reports_document', 'employee_id', ARRAY[person], ARRAY['revoke_reason'])
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("appraisal", "0010_personal_data"), ("reports", "0007_labels")]

    operations = [
        migrations.RunSQL(
            [_APPRAISAL.with_redaction(KEEP_DOCUMENT), REDACT_IN_REPORTS],
            [_APPRAISAL.as_before(KEEP_DOCUMENT), "DROP FUNCTION redact_in_reports"],
        ),
    ]
