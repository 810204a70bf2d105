"""Row security of the new tables; an item that an addendum took out no longer counts towards the 100 percent."""

from django.db import migrations

from agencies.tenancy.operations import KeepHistory, OwnedByRegion, TieToRegion

# As in 0002, plus one condition on the items that are summed.
AGREED_WEIGHTS = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wrong record;
BEGIN
    SELECT plan.id, summed.total INTO wrong
      FROM (SELECT DISTINCT {plan_column} AS plan_id FROM touched) t,
   LATERAL (SELECT id, region_id, state FROM indicators_plan WHERE id = t.plan_id OFFSET 0 FOR SHARE) plan,
   LATERAL (SELECT coalesce(sum(weight), 0) AS total FROM indicators_planitem item
             WHERE item.region_id = plan.region_id AND item.plan_id = plan.id AND item.kind = 'main'{condition} OFFSET 0) summed
     WHERE plan.state = 'agreed' AND summed.total <> 100
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'Jumlah bobot SKP % adalah %, seharusnya 100,00.', wrong.id, wrong.total
              USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_agreed_weights_sum_to_100';
    END IF;
    RETURN NULL;
END $$;
"""

STILL_IN_THE_PLAN = " AND item.last_month IS NULL"


def function(name: str, plan_column: str, condition: str) -> str:
    """The same check for the statement's plans or for its items' plans."""
    filled = AGREED_WEIGHTS.replace("{name}", name).replace("{plan_column}", plan_column)
    return filled.replace("{condition}", condition)


class Migration(migrations.Migration):
    dependencies = [("indicators", "0003_catalogue_and_dialogue"), ("agencies", "0004_imports")]

    operations = [
        OwnedByRegion("cataloguepublication"),
        OwnedByRegion("indicatordraft"),
        OwnedByRegion("contribution"),
        OwnedByRegion("contributionreply", append_only=True),
        OwnedByRegion("unitagreement"),
        OwnedByRegion("unitagreementitem"),
        OwnedByRegion("planversion"),
        OwnedByRegion("planresult"),
        OwnedByRegion("planversionitem"),
        OwnedByRegion("behaviourexpectation"),
        OwnedByRegion("annexline"),
        OwnedByRegion("dialogueentry", append_only=True),
        TieToRegion("indicatorversion", "publication"),
        KeepHistory("indicator"),
        KeepHistory("contribution"),
        KeepHistory("unitagreementitem"),
        KeepHistory("planversion"),
        KeepHistory("planresult"),
        KeepHistory("planversionitem"),
        KeepHistory("behaviourexpectation"),
        KeepHistory("annexline"),
        migrations.RunSQL(
            [
                function("refuse_wrong_weights_of_plans", "id", STILL_IN_THE_PLAN),
                function("refuse_wrong_weights_of_items", "plan_id", STILL_IN_THE_PLAN),
            ],
            reverse_sql=[
                function("refuse_wrong_weights_of_plans", "id", ""),
                function("refuse_wrong_weights_of_items", "plan_id", ""),
            ],
        ),
    ]
