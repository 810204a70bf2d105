"""Locked periods refuse any change of their inputs and results, whoever asks (contract 2.11)."""

from django.db import migrations

REFUSE_IF_LOCKED = """
CREATE FUNCTION refuse_if_locked(code text, state text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF state = 'locked' THEN
        RAISE EXCEPTION 'Periode % sudah dikunci.', code
              USING ERRCODE = 'check_violation', CONSTRAINT = 'period_is_locked';
    END IF;
END $$;
"""


def refusal(touched_periods: str) -> str:
    """Refuse the statement if one of the periods it touches is locked.

    The share lock is why open ones are looked up too: who is just locking one waits for this transaction, or this one
    for them, and then sees the lock.
    """
    return f"""PERFORM refuse_if_locked(touched.code, touched.state)
           FROM (SELECT period.code, period.state {touched_periods} FOR SHARE OF period) touched;"""


def function_of_rows(name: str, touched_periods: str) -> str:
    """A statement trigger's function: ``touched_periods`` finds the periods of the rows of {rows}."""
    of_old, of_new = (refusal(touched_periods.replace("{rows}", rows)) for rows in ("old_rows", "new_rows"))
    return f"""
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        {of_old}
    END IF;
    IF TG_OP <> 'DELETE' THEN
        {of_new}
    END IF;
    RETURN NULL;
END $$;
"""


def triggers(name: str, table: str, events: tuple[str, ...] = ("INSERT", "UPDATE", "DELETE")) -> list[str]:
    """One trigger an event: transition tables allow no more."""
    named = {
        "INSERT": "NEW TABLE AS new_rows",
        "UPDATE": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
        "DELETE": "OLD TABLE AS old_rows",
    }
    return [
        f"CREATE TRIGGER {name}_{event.lower()} AFTER {event} ON {table} REFERENCING {named[event]} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}();"
        for event in events
    ]


PERIODS_OF_MONTHS = """
    FROM (SELECT DISTINCT region_id, month FROM {rows}) written
    JOIN appraisal_period period ON period.region_id = written.region_id
     AND written.month BETWEEN period.first_day AND period.last_day"""

# A rating is closed by a lock on its own period or on a longer one around it.
PERIODS_OF_RATINGS = """
    FROM (SELECT DISTINCT region_id, period_id FROM {rows}) written
    JOIN appraisal_period own ON own.region_id = written.region_id AND own.id = written.period_id
    JOIN appraisal_period period ON period.region_id = own.region_id
     AND period.first_day <= own.first_day AND period.last_day >= own.last_day"""

PERIODS_OF_RESULTS = """
    FROM (SELECT DISTINCT region_id, period_id FROM {rows}) written
    JOIN appraisal_period period ON period.region_id = written.region_id AND period.id = written.period_id"""

# Targets stand in two arrays of twelve; only a month of a locked period is closed, so months are compared one by one.
# LATERAL with OFFSET 0 looks plans and items up one by one through the index, also while an import fills tables of
# which the planner has no statistics yet.
PERIODS_OF_TARGETS = """
    FROM (SELECT DISTINCT plan.region_id, make_date(plan.year, changed.month, 1) AS first_day
            FROM (SELECT DISTINCT plan_id, month FROM ({changed}) months) changed,
         LATERAL (SELECT region_id, year FROM indicators_plan WHERE id = changed.plan_id OFFSET 0) plan) written
    JOIN appraisal_period period ON period.region_id = written.region_id
     AND written.first_day BETWEEN period.first_day AND period.last_day"""

MONTHS_WITH_A_TARGET = """
    SELECT plan_id, month FROM {rows}, generate_series(1, 12) AS month
     WHERE targets[month] IS NOT NULL OR upper_targets[month] IS NOT NULL"""

# What is measured, and in which plan, belongs to a target as well.
MONTHS_THAT_DIFFER = """
    SELECT unnest(ARRAY[old_item.plan_id, new_item.plan_id]) AS plan_id, month
      FROM old_rows old_item FULL JOIN new_rows new_item USING (id), generate_series(1, 12) AS month
     WHERE (old_item.plan_id, old_item.indicator_id, old_item.targets[month], old_item.upper_targets[month])
           IS DISTINCT FROM
           (new_item.plan_id, new_item.indicator_id, new_item.targets[month], new_item.upper_targets[month])
       AND num_nonnulls(old_item.targets[month], old_item.upper_targets[month],
                        new_item.targets[month], new_item.upper_targets[month]) > 0"""


def function_of_targets() -> str:
    """An update touches the months whose target differs; an item that is added or removed all months it has."""
    of_added, of_removed, of_changed = (
        refusal(PERIODS_OF_TARGETS.replace("{changed}", changed))
        for changed in (
            MONTHS_WITH_A_TARGET.replace("{rows}", "new_rows"),
            MONTHS_WITH_A_TARGET.replace("{rows}", "old_rows"),
            MONTHS_THAT_DIFFER,
        )
    )
    return f"""
CREATE FUNCTION refuse_locked_targets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        {of_added}
    ELSIF TG_OP = 'DELETE' THEN
        {of_removed}
    ELSE
        {of_changed}
    END IF;
    RETURN NULL;
END $$;
"""


# A plan that becomes another person's or another year's takes the targets of its items along.
PERIODS_OF_MOVED_PLANS = """
    FROM (SELECT DISTINCT moved.region_id, make_date(moved.year, month, 1) AS first_day
            FROM (SELECT region_id, id, year, employee_id, agency_id, placement_kind FROM {rows}
                  EXCEPT SELECT region_id, id, year, employee_id, agency_id, placement_kind FROM {other_rows}) moved,
         LATERAL (SELECT targets FROM indicators_planitem item
                   WHERE item.region_id = moved.region_id AND item.plan_id = moved.id OFFSET 0) item,
                 generate_series(1, 12) AS month
           WHERE item.targets[month] IS NOT NULL) written
    JOIN appraisal_period period ON period.region_id = written.region_id
     AND written.first_day BETWEEN period.first_day AND period.last_day"""


def function_of_moved_plans() -> str:
    """Refuses to move a plan out of, or into, a month that is locked and has targets."""
    moves = (("old_rows", "new_rows"), ("new_rows", "old_rows"))
    out_of, into = (
        refusal(PERIODS_OF_MOVED_PLANS.replace("{rows}", rows).replace("{other_rows}", other)) for rows, other in moves
    )
    return f"""
CREATE FUNCTION refuse_locked_plan_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {out_of}
    {into}
    RETURN NULL;
END $$;
"""


PERIOD_LOCK = """
CREATE FUNCTION keep_period() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'Periode % sudah dikunci dan tidak dapat dihapus.', OLD.code
              USING ERRCODE = 'check_violation', CONSTRAINT = 'period_is_locked';
    END IF;
    IF OLD.state = 'locked' AND NEW.state <> 'locked' AND (
        btrim(NEW.unlock_reason) = '' OR NEW.unlocked_at IS NULL OR NEW.unlocked_at IS NOT DISTINCT FROM OLD.unlocked_at
    ) THEN
        RAISE EXCEPTION 'Membuka kembali periode % memerlukan alasan.', OLD.code
              USING ERRCODE = 'check_violation', CONSTRAINT = 'period_unlock_needs_a_reason';
    END IF;
    IF (NEW.id, NEW.region_id, NEW.code, NEW.kind, NEW.first_day, NEW.last_day)
       IS DISTINCT FROM (OLD.id, OLD.region_id, OLD.code, OLD.kind, OLD.first_day, OLD.last_day) THEN
        RAISE EXCEPTION 'Hari-hari periode % tidak dapat diubah.', OLD.code
              USING ERRCODE = 'check_violation', CONSTRAINT = 'period_is_never_moved';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_period_update BEFORE UPDATE ON appraisal_period FOR EACH ROW EXECUTE FUNCTION keep_period();
CREATE TRIGGER keep_period_delete BEFORE DELETE ON appraisal_period
    FOR EACH ROW WHEN (OLD.state = 'locked') EXECUTE FUNCTION keep_period();
"""


class Migration(migrations.Migration):
    dependencies = [("appraisal", "0002_tenancy")]

    operations = [
        migrations.RunSQL(
            [
                REFUSE_IF_LOCKED,
                function_of_rows("refuse_locked_month", PERIODS_OF_MONTHS),
                function_of_rows("refuse_locked_rating", PERIODS_OF_RATINGS),
                function_of_rows("refuse_locked_result", PERIODS_OF_RESULTS),
                function_of_targets(),
                function_of_moved_plans(),
                PERIOD_LOCK,
                *triggers("refuse_locked_month", "appraisal_actual"),
                *triggers("refuse_locked_month", "appraisal_attendancerecap"),
                *triggers("refuse_locked_rating", "appraisal_rating"),
                *triggers("refuse_locked_rating", "appraisal_ratingoverride"),
                *triggers("refuse_locked_result", "appraisal_evaluation"),
                *triggers("refuse_locked_result", "appraisal_evaluationitem"),
                *triggers("refuse_locked_targets", "indicators_planitem"),
                *triggers("refuse_locked_plan_move", "indicators_plan", ("UPDATE",)),
            ],
            reverse_sql="""
                DROP FUNCTION refuse_locked_month CASCADE; DROP FUNCTION refuse_locked_rating CASCADE;
                DROP FUNCTION refuse_locked_result CASCADE; DROP FUNCTION refuse_locked_targets CASCADE;
                DROP FUNCTION refuse_locked_plan_move CASCADE; DROP FUNCTION keep_period CASCADE;
                DROP FUNCTION refuse_if_locked;
            """,
        ),
    ]
