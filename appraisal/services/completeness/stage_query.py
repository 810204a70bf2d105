"""The one statement behind the board: each person of some units in a period, with how far they are.

It is written in SQL, since it is arithmetic over sets: 5,000 people with five items each are joined once instead of
being asked one by one. The rules are those of the engine and of its loaders; a test compares them:

- A person counts in the unit that owns the month (contract 2.9). Who left, sits elsewhere by that rule, acts for
  somebody else, or is excluded, is told apart with the reason and waited for by nobody.
- A main item lacks a report as the engine sees it: a due month of a count, the last due month of a position, never a
  release (contract 2.1, 2.2); what was returned counts as not reported.
- Rated is who got every dimension that the scheme asks, from the rater by placement; in a longer period for the period
  itself or for one of its months (contract 2.5).
- Sent is a row of the sheet that was sent, one whose result was delivered or whose year was judged, and one whose
  levels came from a file: those were decided elsewhere, and no sheet holds them back.
"""

_PEOPLE = """
WITH month AS (
    SELECT * FROM unnest(%(months)s::int[], %(month_begins)s::date[], %(month_ends)s::date[])
           AS month(number, first_day, last_day)
), asked AS (
    SELECT DISTINCT employee_id
      FROM agencies_placement
     WHERE region_id = %(region)s AND first_day <= %(last_day)s AND (last_day IS NULL OR last_day >= %(first_day)s)
       AND (agency_id = ANY(%(agencies)s) OR employee_id = ANY(%(people)s) OR supervisor_id = ANY(%(people)s))
), place AS (
    SELECT employee_id, agency_id, kind, position, supervisor_id, first_day, coalesce(last_day, 'infinity') AS last_day
      FROM agencies_placement JOIN asked USING (employee_id)
     WHERE region_id = %(region)s AND first_day <= %(last_day)s AND (last_day IS NULL OR last_day >= %(first_day)s)
), held AS (
    SELECT employee_id, agency_id, month.number,
           sum(least(place.last_day, month.last_day) - greatest(place.first_day, month.first_day) + 1) AS days,
           max(least(place.last_day, month.last_day)) AS until
      FROM place
      JOIN month ON place.first_day <= month.last_day AND place.last_day >= month.first_day
     WHERE place.kind = 'definitive'
     GROUP BY 1, 2, 3
), owner AS (
    SELECT DISTINCT ON (employee_id, number) employee_id, number, agency_id
      FROM held ORDER BY employee_id, number, days DESC, until DESC
), share AS (
    SELECT employee_id, agency_id, array_agg(number) AS months FROM owner GROUP BY 1, 2
), stays AS (
    SELECT employee_id, max(last_day) AS until FROM place WHERE kind = 'definitive' GROUP BY 1
), left_out AS (
    SELECT DISTINCT ON (employee_id) employee_id, id AS exclusion_id
      FROM appraisal_exclusion
     WHERE region_id = %(region)s AND ended_at IS NULL AND first_day <= %(last_day)s
       AND (last_day IS NULL OR last_day >= %(last_day)s)
     ORDER BY employee_id, first_day, id
), seat AS (
    SELECT DISTINCT ON (employee_id, agency_id, kind)
           employee_id, agency_id, kind, position, supervisor_id AS rater_id
      FROM place ORDER BY employee_id, agency_id, kind, first_day DESC
), unit AS (
    SELECT * FROM unnest(%(ask_agencies)s::bigint[], %(ask_schemes)s::int[]) AS unit(agency_id, scheme)
), person AS (
    SELECT seat.*, share.months, stays.until, left_out.exclusion_id, plan.id AS plan_id, unit.scheme,
           CASE WHEN seat.kind <> 'definitive' THEN 'acting'
                WHEN stays.until < %(last_day)s THEN 'left'
                WHEN share.months IS NULL THEN 'elsewhere'
                WHEN left_out.exclusion_id IS NOT NULL THEN 'excluded'
                ELSE '' END AS absence
      FROM seat
      LEFT JOIN share ON share.employee_id = seat.employee_id AND share.agency_id = seat.agency_id
      LEFT JOIN stays ON stays.employee_id = seat.employee_id
      LEFT JOIN left_out ON left_out.employee_id = seat.employee_id
      LEFT JOIN unit ON unit.agency_id = seat.agency_id
      LEFT JOIN indicators_plan plan ON plan.region_id = %(region)s AND plan.year = %(year)s
       AND plan.state = 'agreed' AND plan.employee_id = seat.employee_id AND plan.agency_id = seat.agency_id
       AND plan.placement_kind = seat.kind
     WHERE seat.agency_id = ANY(%(agencies)s) OR seat.employee_id = ANY(%(people)s)
        OR seat.rater_id = ANY(%(people)s)
), planned AS (
    SELECT * FROM person WHERE absence = '' AND plan_id IS NOT NULL
)"""

_REPORTS = """
, measure AS (
    SELECT DISTINCT ON (indicator_id) indicator_id, pattern
      FROM indicators_indicatorversion WHERE region_id = %(region)s AND valid_from <= %(last_day)s
     ORDER BY indicator_id, valid_from DESC, number DESC
), due AS (
    SELECT planned.plan_id, planned.employee_id, item.indicator_id, item.kind, number,
           make_date(%(year)s, number, 1) AS month
      FROM planned
      JOIN indicators_planitem item ON item.region_id = %(region)s AND item.plan_id = planned.plan_id
      CROSS JOIN unnest(planned.months) AS number
     WHERE (item.last_month IS NULL OR item.last_month >= %(first_month)s)
       AND (item.kind = 'additional' OR item.targets[number] IS NOT NULL)
), reported AS (
    SELECT due.plan_id, due.indicator_id, due.kind,
           max(number) FILTER (WHERE actual.state IS DISTINCT FROM 'not_applicable') AS last_due,
           max(number) FILTER (WHERE actual.id IS NULL OR actual.state = 'returned') AS last_missing,
           min(actual.updated_at) FILTER (WHERE actual.state = 'reported') AS pending_since
      FROM due
      LEFT JOIN appraisal_actual actual ON actual.region_id = %(region)s
       AND actual.month BETWEEN %(first_day)s AND %(last_day)s AND actual.employee_id = due.employee_id
       AND actual.indicator_id = due.indicator_id AND actual.month = due.month
     GROUP BY 1, 2, 3
), report AS (
    SELECT plan_id, min(pending_since) AS pending_since,
           bool_or(kind = 'main' AND CASE pattern WHEN 'release' THEN false WHEN 'position' THEN last_missing = last_due
                                     ELSE last_missing IS NOT NULL END) AS is_missing
      FROM reported JOIN measure ON measure.indicator_id = reported.indicator_id GROUP BY 1
)"""

_RATINGS = """
, part AS (
    SELECT * FROM unnest(%(scheme_numbers)s::int[], %(scheme_dimensions)s::bigint[]) AS part(scheme, dimension_id)
), need AS (
    SELECT unit.scheme, count(DISTINCT part.dimension_id) AS dimensions
      FROM unit LEFT JOIN part ON part.scheme = unit.scheme GROUP BY 1
), given AS (
    SELECT planned.plan_id, rating.period_id, count(DISTINCT rating.dimension_id) AS dimensions,
           max(rating.updated_at) AS rated_at
      FROM appraisal_rating rating
      JOIN planned ON planned.employee_id = rating.employee_id
      JOIN part ON part.scheme = planned.scheme AND part.dimension_id = rating.dimension_id
     WHERE rating.region_id = %(region)s AND rating.role = 'supervisor' AND rating.period_id = ANY(%(sources)s)
       AND (rating.period_id <> %(period)s OR rating.rater_id IS NOT DISTINCT FROM planned.rater_id)
     GROUP BY 1, 2
), rated AS (
    SELECT plan_id, max(dimensions) AS dimensions, max(rated_at) AS rated_at FROM given GROUP BY 1
), changed AS (
    SELECT DISTINCT plan_id FROM appraisal_ratingchange WHERE region_id = %(region)s AND period_id = %(period)s
)"""

_STAGES = """
, stage AS (
    SELECT planned.plan_id,
           NOT coalesce(report.is_missing, false) AS reported,
           report.pending_since,
           coalesce(rated.dimensions, 0) >= need.dimensions AS rated,
           rated.rated_at,
           sent.id IS NOT NULL OR delivery.id IS NOT NULL OR judged.id IS NOT NULL OR changed.plan_id IS NULL
               AS decided,
           coalesce(evaluation.complete, false) AS complete,
           evaluation.created_at AS evaluated_at,
           delivery.delivered_at,
           delivery.acknowledged_at IS NOT NULL AS acknowledged
      FROM planned
      LEFT JOIN need ON need.scheme = planned.scheme
      LEFT JOIN report ON report.plan_id = planned.plan_id
      LEFT JOIN rated ON rated.plan_id = planned.plan_id
      LEFT JOIN changed ON changed.plan_id = planned.plan_id
      LEFT JOIN appraisal_sentrating sent ON sent.region_id = %(region)s AND sent.period_id = %(period)s
       AND sent.reopened_at IS NULL AND sent.plan_id = planned.plan_id
      LEFT JOIN appraisal_finaljudgement judged ON judged.region_id = %(region)s AND judged.period_id = %(period)s
       AND judged.plan_id = planned.plan_id
      LEFT JOIN appraisal_evaluation evaluation ON evaluation.region_id = %(region)s
       AND evaluation.period_id = %(period)s AND evaluation.is_latest AND evaluation.plan_id = planned.plan_id
      LEFT JOIN appraisal_delivery delivery ON delivery.region_id = %(region)s AND delivery.period_id = %(period)s
       AND delivery.plan_id = planned.plan_id AND delivery.revision = evaluation.revision
), open_version AS (
    SELECT employee_id, agency_id, turn, edited_at FROM indicators_planversion
     WHERE region_id = %(region)s AND year = %(year)s AND state IN ('draft', 'discussed')
       AND placement_kind = 'definitive'
), board AS (
    SELECT person.employee_id, person.agency_id, person.kind, person.position, person.rater_id, person.plan_id,
           person.absence, person.until, person.exclusion_id,
           person.absence = '' AND person.plan_id IS NOT NULL AS agreed,
           coalesce(stage.reported, false) AS reported,
           coalesce(stage.reported AND stage.pending_since IS NULL, false) AS verified,
           coalesce(stage.rated, false) AS rated,
           coalesce(stage.rated AND stage.decided, false) AS sent,
           coalesce(stage.complete, false) AS complete,
           coalesce(stage.complete AND stage.delivered_at IS NOT NULL, false) AS delivered,
           coalesce(stage.complete AND stage.acknowledged, false) AS acknowledged,
           stage.pending_since, stage.rated_at, stage.evaluated_at, stage.delivered_at,
           open_version.turn = 'supervisor' AS plan_with_rater, open_version.edited_at AS plan_since
      FROM person
      LEFT JOIN stage ON stage.plan_id = person.plan_id
      LEFT JOIN open_version ON open_version.employee_id = person.employee_id
       AND open_version.agency_id = person.agency_id
), waits AS (
    SELECT board.*,
           absence = '' AND NOT agreed AND coalesce(plan_with_rater, false) AS waits_plan_rater,
           absence = '' AND NOT agreed AND NOT coalesce(plan_with_rater, false) AS waits_plan,
           agreed AND NOT reported AS waits_report,
           pending_since IS NOT NULL AS waits_verify,
           agreed AND NOT rated AS waits_rate,
           rated AND NOT sent AS waits_send,
           reported AND sent AND NOT complete AS waits_evaluation,
           complete AND NOT delivered AS waits_deliver,
           delivered AND NOT acknowledged AS waits_acknowledge
      FROM board
)"""

STAGES = ("agreed", "reported", "verified", "rated", "sent", "complete", "delivered", "acknowledged")
"""The stages of a person in a period, in the order in which they are reached: columns of ``waits``."""

WITH_STAGES = _PEOPLE + _REPORTS + _RATINGS + _STAGES
