"""SQL that a locked period must refuse, and SQL that it must leave alone. Ids come from the fixture in test_locked.

January is locked as a month, April only as part of the locked second quarter; February and the year are open.
"""

_EVALUATION = (
    "INSERT INTO appraisal_evaluation (region_id, period_id, plan_id, revision, is_latest, employee_id, agency_id,"
    " placement_kind, position, scheme_id, plan_days, complete, computed_result_rating, computed_behaviour_rating,"
    " result_rating, behaviour_rating, predicate, snapshot, fingerprint) VALUES (%(region)s, {period}, %(plan)s, 2,"
    " true, %(budi)s, %(agency)s, 'definitive', 'Perawat', 1, 31, false, '', '', '', '', '', '', '')"
)
_EVALUATION_ITEM = (
    "INSERT INTO appraisal_evaluationitem (region_id, period_id, plan_id, revision, plan_item_id, indicator_version_id,"
    " kind, state) VALUES (%(region)s, {period}, %(plan)s, 2, %(item)s, 1, 'main', 'measured')"
)
_ACTUAL = (
    "INSERT INTO appraisal_actual (region_id, employee_id, indicator_id, month, value, state, note, updated_at)"
    " VALUES (%(region)s, %(sari)s, %(visits)s, '{month}', 1, 'reported', '', now())"
)
_RECAP = (
    "INSERT INTO appraisal_attendancerecap (region_id, employee_id, month, workdays, present, absent,"
    " tl1, tl2, tl3, tl4, psw1, psw2, psw3, psw4)"
    " VALUES (%(region)s, %(sari)s, '{month}', 20, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0)"
)
_RATING = (
    "INSERT INTO appraisal_rating (region_id, employee_id, period_id, rater_id, role, dimension_id, level, updated_at)"
    " VALUES (%(region)s, %(sari)s, {period}, %(budi)s, 'subordinate', %(dimension)s, 3, now())"
)
_OVERRIDE = (
    "INSERT INTO appraisal_ratingoverride (region_id, period_id, plan_id, axis, rating, reason, decided_by_id,"
    " decided_at) VALUES (%(region)s, {period}, %(plan)s, 'behaviour', 'above', 'alasan', %(account)s, now())"
)
_ORGANISATION = (
    "INSERT INTO appraisal_organisationrating (region_id, period_id, agency_id, predicate, source, reason, edition,"
    " decided_by_id, decided_by_name, decided_at) VALUES (%(region)s, {period}, %(agency)s, 'baik', 'Perjanjian"
    " kinerja', 'Target tercapai', 1, %(account)s, 'Budi', now())"
)
_JUDGEMENT = (
    "INSERT INTO appraisal_finaljudgement (region_id, period_id, plan_id, note, fingerprint, edition, judged_by_id,"
    " judged_by_name, judged_at) VALUES (%(region)s, {period}, %(plan)s, 'Sesuai dialog', '', 1, %(account)s, 'Budi',"
    " now())"
)
_ITEM = (
    "INSERT INTO indicators_planitem (region_id, plan_id, indicator_id, kind, weight, targets)"
    " VALUES (%(region)s, %(draft)s, %(beds)s, 'main', 10, '{{{targets}}}')"
)
_NOTHING_BUT_FEBRUARY = "NULL,1" + ",NULL" * 10

REFUSED = {
    "an actual is added": _ACTUAL.format(month="2026-01-01"),
    "an actual is changed": "UPDATE appraisal_actual SET value = 1 WHERE month = '2026-01-01'",
    "an actual is changed inside a longer one": "UPDATE appraisal_actual SET value = 1 WHERE month = '2026-04-01'",
    "an actual is moved out": "UPDATE appraisal_actual SET month = '2026-03-01' WHERE month = '2026-01-01'",
    "an actual is moved in": "UPDATE appraisal_actual SET month = '2026-05-01' WHERE month = '2026-02-01'",
    "an actual is removed": "DELETE FROM appraisal_actual WHERE month = '2026-01-01'",
    "all actuals are changed at once": "UPDATE appraisal_actual SET value = 1",
    "a recap is added": _RECAP.format(month="2026-01-01"),
    "a recap is changed": "UPDATE appraisal_attendancerecap SET absent = 0 WHERE month = '2026-01-01'",
    "a recap is removed": "DELETE FROM appraisal_attendancerecap WHERE month = '2026-01-01'",
    "a rating is added": _RATING.format(period="%(january)s"),
    "a rating is added inside a longer one": _RATING.format(period="%(april)s"),
    "a rating is added to a locked quarter": _RATING.format(period="%(quarter)s"),
    "a rating is changed": "UPDATE appraisal_rating SET level = 5 WHERE period_id = %(january)s",
    "a rating is changed inside a longer one": "UPDATE appraisal_rating SET level = 5 WHERE period_id = %(april)s",
    "a rating is moved in": "UPDATE appraisal_rating SET period_id = %(may)s WHERE period_id = %(february)s",
    "a rating is moved out": "UPDATE appraisal_rating SET period_id = %(year)s WHERE period_id = %(january)s",
    "a rating is removed": "DELETE FROM appraisal_rating WHERE period_id = %(january)s",
    "an override is added": _OVERRIDE.format(period="%(january)s"),
    "an override is changed": "UPDATE appraisal_ratingoverride SET rating = 'below' WHERE period_id = %(january)s",
    "an override is removed": "DELETE FROM appraisal_ratingoverride WHERE period_id = %(january)s",
    "an organisation's rating is added": _ORGANISATION.format(period="%(quarter)s"),
    "an organisation's rating is changed": (
        "UPDATE appraisal_organisationrating SET predicate = 'kurang' WHERE period_id = %(january)s"
    ),
    "an organisation's rating is moved out": (
        "UPDATE appraisal_organisationrating SET period_id = %(year)s WHERE period_id = %(january)s"
    ),
    "an organisation's rating inside a longer one is changed": (
        "UPDATE appraisal_organisationrating SET reason = 'lain' WHERE period_id = %(april)s"
    ),
    "an organisation's rating is removed": "DELETE FROM appraisal_organisationrating WHERE period_id = %(january)s",
    "a final judgement is added": _JUDGEMENT.format(period="%(quarter)s"),
    "a final judgement is changed": "UPDATE appraisal_finaljudgement SET note = 'lain' WHERE period_id = %(january)s",
    "a final judgement is removed": "DELETE FROM appraisal_finaljudgement WHERE period_id = %(january)s",
    "a target is changed": "UPDATE indicators_planitem SET targets[1] = 1 WHERE id = %(item)s",
    "a target is taken away": "UPDATE indicators_planitem SET targets[1] = NULL WHERE id = %(item)s",
    "a target is changed inside a longer one": "UPDATE indicators_planitem SET targets[4] = 1 WHERE id = %(item)s",
    "an upper bound is changed": "UPDATE indicators_planitem SET upper_targets[1] = 9 WHERE id = %(item)s",
    "an item is added with a target": _ITEM.format(targets="1" + ",NULL" * 11),
    "an item with a target is removed": "DELETE FROM indicators_planitem WHERE id = %(drafted)s",
    "an item measures something else": "UPDATE indicators_planitem SET indicator_id = %(beds)s WHERE id = %(item)s",
    "an item moves to another plan": "UPDATE indicators_planitem SET plan_id = %(plan)s WHERE id = %(drafted)s",
    "a plan moves to another year": "UPDATE indicators_plan SET year = 2027 WHERE id = %(plan)s",
    "a plan moves to another person": "UPDATE indicators_plan SET employee_id = %(citra)s WHERE id = %(plan)s",
    "an evaluation is added": _EVALUATION.format(period="%(january)s"),
    "an evaluation is changed": "UPDATE appraisal_evaluation SET position = '' WHERE period_id = %(january)s",
    "an evaluation is moved out": "UPDATE appraisal_evaluation SET period_id = %(year)s WHERE period_id = %(january)s",
    "an evaluation is removed": "DELETE FROM appraisal_evaluation WHERE period_id = %(january)s",
    "an evaluation's item is added": _EVALUATION_ITEM.format(period="%(january)s"),
    "an evaluation's item is changed": "UPDATE appraisal_evaluationitem SET kind = '' WHERE period_id = %(january)s",
    "an evaluation's item is removed": "DELETE FROM appraisal_evaluationitem WHERE period_id = %(january)s",
    "the period is removed": "DELETE FROM appraisal_period WHERE id = %(january)s",
}

ACCEPTED = {
    "an actual of an open month is added": _ACTUAL.format(month="2026-03-01"),
    "an actual of an open month is changed": "UPDATE appraisal_actual SET value = 1 WHERE month = '2026-02-01'",
    "an open actual is moved": "UPDATE appraisal_actual SET month = '2026-03-01' WHERE month = '2026-02-01'",
    "an actual of an open month is removed": "DELETE FROM appraisal_actual WHERE month = '2026-02-01'",
    "a recap of an open month is added": _RECAP.format(month="2026-03-01"),
    "a rating of an open month is added": _RATING.format(period="%(february)s"),
    "a rating of a year around the month is added": _RATING.format(period="%(year)s"),
    "an override of an open month is added": _OVERRIDE.format(period="%(february)s"),
    "an organisation's rating of the year is added": _ORGANISATION.format(period="%(year)s"),
    "an organisation's rating of an open month is changed": (
        "UPDATE appraisal_organisationrating SET predicate = 'kurang' WHERE period_id = %(february)s"
    ),
    "a final judgement of the year is added": _JUDGEMENT.format(period="%(year)s"),
    "a final judgement of an open month is removed": (
        "DELETE FROM appraisal_finaljudgement WHERE period_id = %(february)s"
    ),
    "a target of an open month is changed": "UPDATE indicators_planitem SET targets[2] = 1 WHERE id = %(item)s",
    "an open upper bound is changed": "UPDATE indicators_planitem SET upper_targets[2] = 9 WHERE id = %(item)s",
    "an item without a target there is added": _ITEM.format(targets=_NOTHING_BUT_FEBRUARY),
    "an item is written as it stands": "UPDATE indicators_planitem SET targets = targets WHERE id = %(item)s",
    "a weight of a draft is changed": "UPDATE indicators_planitem SET weight = 40 WHERE id = %(drafted)s",
    "an evaluation of an open month is added": _EVALUATION.format(period="%(february)s"),
    "an evaluation of the year is added": _EVALUATION.format(period="%(year)s"),
    "an evaluation's item of an open month is added": _EVALUATION_ITEM.format(period="%(february)s"),
    "a deadline of the period is set": "UPDATE appraisal_period SET rate_until = '2026-02-10' WHERE id = %(january)s",
    "an open period is removed": "DELETE FROM appraisal_period WHERE id = %(june)s",
}

#: One statement for each trigger, on a month that another region has locked.
OF_ANOTHER_REGION = {
    "an actual": "UPDATE appraisal_actual SET value = 1 WHERE month = '2026-01-01' AND region_id = %(region)s",
    "a rating": REFUSED["a rating is changed"],
    "an organisation's rating": REFUSED["an organisation's rating is changed"],
    "a final judgement": REFUSED["a final judgement is changed"],
    "a target": REFUSED["a target is changed"],
    "a plan": REFUSED["a plan moves to another person"],
    "an evaluation": REFUSED["an evaluation is changed"],
}

UNLOCK = (
    "UPDATE appraisal_period SET state = 'open', unlocked_at = now(), unlock_reason = 'keberatan'"
    " WHERE id = %(january)s"
)

SILENT_UNLOCKS = {
    "without a word": "UPDATE appraisal_period SET state = 'open' WHERE id = %(january)s",
    "with a blank reason": UNLOCK.replace("'keberatan'", "'  '"),
    "without a time": "UPDATE appraisal_period SET state = 'open', unlock_reason = 'keberatan' WHERE id = %(january)s",
    "to a state of its own": "UPDATE appraisal_period SET state = 'lain' WHERE id = %(january)s",
}

MOVES = {
    "a locked one to another code": "UPDATE appraisal_period SET code = '2027-01' WHERE id = %(january)s",
    "a locked one to other days": "UPDATE appraisal_period SET first_day = '2026-01-02' WHERE id = %(january)s",
    "an open one inside a locked one": "UPDATE appraisal_period SET first_day = '2026-03-01' WHERE id = %(april)s",
}
