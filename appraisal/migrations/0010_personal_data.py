"""The texts about a person in the appraisal, for the erasure of personal data (agencies 0009).

The rules that keep a locked month, a delivery and feedback as they are step aside for that one function, which replaces
names and texts and can write nothing else; to everybody else, the owner included, they answer as before.
"""

from importlib import import_module

from django.db import migrations

LET_THROUGH = "IF TG_OP = 'UPDATE' AND is_redacting() THEN RETURN NEW; END IF;"


def with_redaction(statement: str) -> str:
    """A row trigger's function of an earlier migration that lets the erasure through."""
    function = statement.partition("CREATE TRIGGER")[0].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)
    return function.replace("BEGIN\n", f"BEGIN\n    {LET_THROUGH}\n", 1)


def as_before(statement: str) -> str:
    """The same function as it was."""
    return with_redaction(statement).replace(f"    {LET_THROUGH}\n", "", 1)


REFUSE_IF_LOCKED = """
CREATE OR REPLACE FUNCTION refuse_if_locked(code text, state text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF state = 'locked'{unless_redacting} THEN
        RAISE EXCEPTION 'Periode % sudah dikunci.', code
              USING ERRCODE = 'check_violation', CONSTRAINT = 'period_is_locked';
    END IF;
END $$;
"""

KEPT = (
    import_module("appraisal.migrations.0003_locked_is_locked").PERIOD_LOCK,
    import_module("appraisal.migrations.0007_the_month_in_the_browser").KEEP_FEEDBACK,
    import_module("appraisal.migrations.0008_running_by_itself").KEEP_DELIVERY,
)

REDACT_IN_APPRAISAL = """
CREATE FUNCTION redact_in_appraisal(person bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    who bigint[] := ARRAY[person];
    plans bigint[] := (SELECT coalesce(array_agg(id), '{}') FROM indicators_plan
                        WHERE region_id = region_in_scope() AND employee_id = person);
    talks bigint[] := (SELECT coalesce(array_agg(id), '{}') FROM appraisal_checkin
                        WHERE region_id = region_in_scope() AND plan_id = ANY (plans));
    actuals bigint[] := (SELECT coalesce(array_agg(id), '{}') FROM appraisal_actual
                          WHERE region_id = region_in_scope() AND employee_id = person);
BEGIN
    -- The name of a file of evidence is the person's own words too.
    UPDATE agencies_auditevent SET subject = '(data dihapus)'
     WHERE region_id = region_in_scope() AND action IN ('evidence_stored', 'evidence_removed')
       AND actor = (SELECT account.key FROM agencies_user account
                      JOIN agencies_employee employee ON employee.user_id = account.id
                     WHERE employee.region_id = region_in_scope() AND employee.id = person);
    RETURN redact_texts('appraisal_actual', 'employee_id', who, ARRAY['note'])
         + redact_texts('appraisal_verification', 'actual_id', actuals, ARRAY['reason'])
         + redact_texts('appraisal_evidence', 'employee_id', who, ARRAY['name', 'note'])
         + redact_texts('appraisal_checkin', 'plan_id', plans, ARRAY['topic', 'employee_note', 'rater_note'])
         + redact_texts('appraisal_nextstep', 'check_in_id', talks, ARRAY['text'])
         + redact_texts('appraisal_feedback', 'employee_id', who, ARRAY['strength', 'suggestion'])
         + redact_texts('appraisal_feedbackrequest', 'employee_id', who, ARRAY['question', 'decline_note'])
         + redact_texts('appraisal_delivery', 'plan_id', plans, ARRAY['recommendation', 'response'])
         + redact_texts('appraisal_ratingoverride', 'plan_id', plans, ARRAY['reason'])
         + redact_texts('appraisal_sentrating', 'plan_id', plans, ARRAY['reopen_reason'])
         + redact_texts('appraisal_finaljudgement', 'plan_id', plans, ARRAY['note'])
         + redact_texts('appraisal_exclusion', 'employee_id', who, ARRAY['reason'])
         + redact_texts('appraisal_raternomination', 'employee_id', who, ARRAY['reason']);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0009_personal_data"),
        ("indicators", "0005_personal_data"),
        ("appraisal", "0009_attempts"),
    ]

    operations = [
        migrations.RunSQL(
            [
                REFUSE_IF_LOCKED.replace("{unless_redacting}", " AND NOT is_redacting()"),
                *map(with_redaction, KEPT),
                REDACT_IN_APPRAISAL,
            ],
            [
                REFUSE_IF_LOCKED.replace("{unless_redacting}", ""),
                *map(as_before, KEPT),
                "DROP FUNCTION redact_in_appraisal",
            ],
        ),
    ]
