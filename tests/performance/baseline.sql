-- The same evaluations as a hand-written INSERT ... SELECT: what the engine's bulk run is measured against.
--
-- One statement, one pass over the inputs: the results of the items feed both tables, so nothing that was just written
-- is read again. The fastest of six ways that were tried (two statements 1.08, levels by FILTER 1.1). OFFSET 0 and
-- MATERIALIZED keep the planner from computing an expression once for each use of it.
--
-- It knows a month and the rules of nasional-1, and handles what the generator makes: plans with one place, main items,
-- one supervisor's ratings. It knows no revisions, second plans, overrides, attendance, schemes of units or rubrics by
-- other raters; the engine pays for asking after all of them. "proof" switches snapshot and fingerprint.

WITH scheme AS (
    SELECT id, number, fingerprint, document ->> 'name' AS name
      FROM appraisal_schemeversion
     WHERE agency_id IS NULL AND valid_from <= %(last_day)s
     ORDER BY valid_from DESC, number DESC
     LIMIT 1
), measure AS MATERIALIZED (
    SELECT version.indicator_id, version.id AS version_id,
           version.direction IN ('higher', 'lower') AS single,
           CASE WHEN version.direction IN ('lower', 'range_lower') THEN -1 ELSE 1 END::numeric AS sign_below,
           CASE WHEN version.direction = 'range_higher' THEN 1 ELSE -1 END::numeric AS sign_above,
           row_number() OVER (ORDER BY (agency.code || '/' || indicator.code) COLLATE "C") AS place,
           '[' || to_json(agency.code || '/' || indicator.code)::text || ',"main","' || version.direction || '","'
               || version.pattern || '","' AS head
      FROM (SELECT DISTINCT ON (indicator_id) *
              FROM indicators_indicatorversion
             WHERE valid_from <= %(last_day)s
             ORDER BY indicator_id, valid_from DESC, number DESC) version
      JOIN indicators_indicator indicator ON indicator.id = version.indicator_id
      JOIN agencies_agency agency ON agency.id = indicator.agency_id
), reported AS (
    SELECT plan.id AS plan_id, item.id AS plan_item_id, measure.version_id, measure.single, measure.sign_below,
           measure.sign_above, coalesce(item.month_weights[%(month)s], item.weight) AS weight,
           item.targets[%(month)s] AS low, item.upper_targets[%(month)s] AS high, actual.value AS actual
      FROM indicators_plan plan
      JOIN indicators_planitem item ON item.region_id = plan.region_id AND item.plan_id = plan.id
      JOIN measure ON measure.indicator_id = item.indicator_id
      LEFT JOIN appraisal_actual actual
        ON actual.region_id = plan.region_id AND actual.employee_id = plan.employee_id
       AND actual.month = %(first_day)s AND actual.indicator_id = item.indicator_id AND actual.state <> 'returned'
     WHERE plan.year = %(year)s AND plan.state = 'agreed'
), bounded AS (
    -- The bound that the actual is measured against, and how far the actual is on its better side; none inside a range.
    SELECT reported.*,
           abs(CASE WHEN single OR actual < low THEN low WHEN actual > high THEN high END) AS size,
           CASE WHEN single OR actual < low THEN (actual - low) * sign_below
                WHEN actual > high THEN (actual - high) * sign_above END AS gain
      FROM reported
    OFFSET 0
), attained AS MATERIALIZED (
    -- Rounded half up once, from the exact value: a whole quotient of hundredths, never a rounded one.
    SELECT plan_id, plan_item_id, version_id, weight, low, high, actual,
           CASE WHEN actual IS NULL THEN NULL
                WHEN size IS NULL THEN 100.00
                WHEN size + gain <= 0 THEN 0.00
                WHEN gain >= 0.2 * size THEN 120.00
                ELSE div(20000 * (size + gain) + size, 2 * size) * 0.01 END AS attainment
      FROM bounded
), written_items AS (
    INSERT INTO baseline_evaluationitem
           (region_id, period_id, plan_id, revision, plan_item_id, indicator_version_id, kind, state, weight, target,
            upper_target, actual, attainment)
    SELECT %(region)s, %(period)s, plan_id, 1, plan_item_id, version_id, 'main',
           CASE WHEN actual IS NULL THEN 'missing' ELSE 'measured' END, weight, low, high, actual, attainment
      FROM attained
), counted AS (
    SELECT attained.plan_id, count(*) FILTER (WHERE attained.attainment IS NULL) AS missing,
           sum(attained.weight * attained.attainment) AS weighted,
           sum(attained.weight) FILTER (WHERE attained.attainment IS NOT NULL) AS weight,
           CASE WHEN %(proof)s THEN string_agg(
               measure.head || trim_scale(attained.weight)::text || '",[[' || %(month)s || ','
               || CASE WHEN attained.high IS NULL THEN '"' || trim_scale(attained.low)::text || '"'
                       ELSE '["' || trim_scale(attained.low)::text || '","' || trim_scale(attained.high)::text || '"]'
                  END
               || CASE WHEN attained.actual IS NULL THEN ',null]]]'
                       ELSE ',"' || trim_scale(attained.actual)::text || '"]]]' END,
               ',' ORDER BY measure.place) END AS items
      FROM attained
      JOIN measure ON measure.version_id = attained.version_id
     GROUP BY attained.plan_id
), dimension AS MATERIALIZED (
    SELECT asked.id, asked.code
      FROM appraisal_rubricdimension asked
      JOIN appraisal_rubric rubric ON rubric.id = asked.rubric_id
     WHERE rubric.name = 'berakhlak' AND asked.code <> 'SEMUA'
), rated AS (
    SELECT rating.employee_id, rating.rater_id, count(*) AS dimensions,
           sum((ARRAY[50, 70, 100, 110, 120])[rating.level]) AS points,
           CASE WHEN %(proof)s THEN string_agg(
               '["' || rater.key || '","supervisor","' || dimension.code || '",' || rating.level || ']',
               ',' ORDER BY dimension.code COLLATE "C") END AS levels
      FROM appraisal_rating rating
      JOIN dimension ON dimension.id = rating.dimension_id
      JOIN agencies_employee rater ON rater.id = rating.rater_id
     WHERE rating.period_id = %(period)s AND rating.role = 'supervisor'
     GROUP BY rating.employee_id, rating.rater_id
), scored AS (
    SELECT plan.id AS plan_id, plan.employee_id, plan.agency_id, plan.placement_kind, place.position,
           place.supervisor_id, above.supervisor_id AS superior_id,
           least(coalesce(place.last_day, %(last_day)s), %(last_day)s) - greatest(place.first_day, %(first_day)s) + 1
               AS plan_days,
           coalesce(counted.missing = 0 AND counted.weight > 0 AND rated.dimensions = 7, false) AS complete,
           div(200 * counted.weighted + counted.weight, 2 * counted.weight) * 0.01 AS result,
           CASE WHEN rated.dimensions = 7 THEN div(200 * rated.points + 7, 14) * 0.01 END AS behaviour,
           person.key AS person_key, rater.key AS rater_key, superior.key AS superior_key, agency.code AS agency_code,
           counted.items, rated.levels
      FROM indicators_plan plan
      JOIN agencies_placement place
        ON place.employee_id = plan.employee_id AND place.agency_id = plan.agency_id
       AND place.kind = plan.placement_kind AND place.first_day <= %(last_day)s
       AND coalesce(place.last_day, %(last_day)s) >= %(first_day)s
      JOIN agencies_employee person ON person.id = plan.employee_id
      JOIN agencies_agency agency ON agency.id = plan.agency_id
      LEFT JOIN agencies_employee rater ON rater.id = place.supervisor_id
      LEFT JOIN agencies_placement above
        ON above.employee_id = place.supervisor_id AND above.kind = 'definitive' AND above.first_day <= %(last_day)s
       AND coalesce(above.last_day, %(last_day)s) >= %(last_day)s
      LEFT JOIN agencies_employee superior ON superior.id = above.supervisor_id
      LEFT JOIN counted ON counted.plan_id = plan.id
      LEFT JOIN rated ON rated.employee_id = plan.employee_id AND rated.rater_id = place.supervisor_id
     WHERE plan.year = %(year)s AND plan.state = 'agreed'
), judged AS (
    SELECT scored.*, scheme.id AS scheme_id, div(200 * (70 * result + 30 * behaviour) + 100, 200) * 0.01 AS final,
           CASE WHEN NOT complete THEN '' WHEN result >= 110 THEN 'above' WHEN result >= 90 THEN 'expected'
                ELSE 'below' END AS result_rating,
           CASE WHEN NOT complete THEN '' WHEN behaviour >= 110 THEN 'above' WHEN behaviour >= 90 THEN 'expected'
                ELSE 'below' END AS behaviour_rating,
           CASE WHEN %(proof)s THEN
               '{"format":1,"plan":"' || %(year)s || '/' || agency_code || '/' || placement_kind || '","employee":"'
               || person_key || '","rater":' || coalesce('"' || rater_key || '"', 'null')
               || ',"superior":' || coalesce('"' || superior_key || '"', 'null')
               || ',"position":' || to_json(position)::text || ',"agency":"' || agency_code
               || '","period":"' || %(code)s || '","placement_kind":"' || placement_kind
               || '","plan_days":' || plan_days || ',"scheme_name":' || to_json(scheme.name)::text
               || ',"scheme_number":' || scheme.number || ',"scheme_fingerprint":"' || scheme.fingerprint
               || '","engine":"timbang-1","year":' || %(year)s || ',"months":[' || %(month)s
               || '],"single_month":true,"items":[' || items
               || '],"rubrics":[["berakhlak",["AD","AK","BP","HA","KL","KO","LO"],[' || coalesce(levels, '')
               || '],[]]],"attendance":[],"overrides":[]}'
           ELSE '' END AS snapshot
      FROM scored, scheme
    OFFSET 0
)
INSERT INTO baseline_evaluation
       (region_id, period_id, plan_id, revision, is_latest, employee_id, agency_id, placement_kind, position, rater_id,
        superior_id, scheme_id, plan_days, complete, indicator_score, result_score, behaviour_score, final_score,
        computed_result_rating, computed_behaviour_rating, result_rating, behaviour_rating, predicate, snapshot,
        fingerprint)
SELECT %(region)s, %(period)s, plan_id, 1, true, employee_id, agency_id, placement_kind, position, supervisor_id,
       superior_id, scheme_id, plan_days, complete, result, result, behaviour, final, result_rating, behaviour_rating,
       result_rating, behaviour_rating,
       CASE WHEN NOT complete THEN ''
            WHEN result_rating = 'above' AND behaviour_rating = 'above' THEN 'sangat_baik'
            WHEN result_rating = 'below' AND behaviour_rating = 'below' THEN 'sangat_kurang'
            WHEN behaviour_rating = 'below' THEN 'kurang'
            WHEN result_rating = 'below' THEN 'butuh_perbaikan'
            ELSE 'baik' END,
       snapshot, CASE WHEN %(proof)s THEN encode(sha256(convert_to(snapshot, 'UTF8')), 'hex') ELSE '' END
  FROM judged
