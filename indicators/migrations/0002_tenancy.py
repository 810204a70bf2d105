"""Row security, history, and the rule that an agreed plan's weights sum to 100."""

from django.db import migrations

from agencies.tenancy.operations import KeepHistory, OwnedByRegion

# Checked per statement: an import of a million items pays once, not a million times. The share lock makes an agreement
# that is just being made wait for a change of its items, which it then counts. LATERAL with OFFSET 0 goes plan by plan
# through the index: an import fills tables of which the planner has no statistics yet, and would join them in a
# quadratic loop.
AGREED_WEIGHTS = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wrong record;
BEGIN
    SELECT plan.id, summed.total INTO wrong
      FROM (SELECT DISTINCT {plan_column} AS plan_id FROM touched) t,
   LATERAL (SELECT id, region_id, state FROM indicators_plan WHERE id = t.plan_id OFFSET 0 FOR SHARE) plan,
   LATERAL (SELECT coalesce(sum(weight), 0) AS total FROM indicators_planitem item
             WHERE item.region_id = plan.region_id AND item.plan_id = plan.id AND item.kind = 'main' OFFSET 0) summed
     WHERE plan.state = 'agreed' AND summed.total <> 100
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'Jumlah bobot SKP % adalah %, seharusnya 100,00.', wrong.id, wrong.total
              USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_agreed_weights_sum_to_100';
    END IF;
    RETURN NULL;
END $$;
"""


def function(name: str, plan_column: str) -> str:
    """The same check for the statement's plans or for its items' plans."""
    return AGREED_WEIGHTS.replace("{name}", name).replace("{plan_column}", plan_column)


def trigger(function_name: str, table: str, event: str, rows: str) -> str:
    """Fire a function after a statement, with its OLD or NEW rows: an item may also move from one plan to another."""
    return (
        f"CREATE TRIGGER {function_name}_{event.lower()}_{rows.lower()} AFTER {event} ON {table} "
        f"REFERENCING {rows} TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION {function_name}();"
    )


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_initial"), ("agencies", "0002_tenancy")]

    operations = [
        OwnedByRegion("indicator"),
        OwnedByRegion("indicatorversion", append_only=True),
        OwnedByRegion("plan"),
        OwnedByRegion("planitem"),
        KeepHistory("plan"),
        KeepHistory("planitem"),
        migrations.RunSQL(
            [
                function("refuse_wrong_weights_of_plans", "id"),
                function("refuse_wrong_weights_of_items", "plan_id"),
                trigger("refuse_wrong_weights_of_plans", "indicators_plan", "INSERT", "NEW"),
                trigger("refuse_wrong_weights_of_plans", "indicators_plan", "UPDATE", "NEW"),
                trigger("refuse_wrong_weights_of_items", "indicators_planitem", "INSERT", "NEW"),
                trigger("refuse_wrong_weights_of_items", "indicators_planitem", "UPDATE", "OLD"),
                trigger("refuse_wrong_weights_of_items", "indicators_planitem", "UPDATE", "NEW"),
                trigger("refuse_wrong_weights_of_items", "indicators_planitem", "DELETE", "OLD"),
            ],
            reverse_sql="DROP FUNCTION refuse_wrong_weights_of_plans CASCADE; DROP FUNCTION refuse_wrong_weights_of_items CASCADE",
        ),
    ]
