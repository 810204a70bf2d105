"""The texts about a person in the dialogue on a plan, for the erasure of personal data (agencies 0009)."""

from django.db import migrations

REDACT_IN_INDICATORS = """
CREATE FUNCTION redact_in_indicators(person bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    versions bigint[] := (SELECT coalesce(array_agg(id), '{}') FROM indicators_planversion
                           WHERE region_id = region_in_scope() AND employee_id = person);
BEGIN
    RETURN redact_texts('indicators_planversion', 'employee_id', ARRAY[person], ARRAY['reason'])
         + redact_texts('indicators_dialogueentry', 'version_id', versions, ARRAY['text']);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("agencies", "0009_personal_data"), ("indicators", "0004_catalogue_tenancy")]

    operations = [migrations.RunSQL(REDACT_IN_INDICATORS, "DROP FUNCTION redact_in_indicators")]
