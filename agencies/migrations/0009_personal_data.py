"""Erasing what names a person (UU 27/2022 art. 8 and 43), also where rows are only added or a month is locked.

The application's logins may not change such rows, and stay so. They may call one function that runs with the owner's
rights, `redact_person`: in the region in scope it replaces the name and the number of one person who has left for at
least a year, by words and digits that the function itself chooses. Nothing else can be written through it.

Each app adds a function `redact_in_<app>` for the texts about a person in its own tables; they run with the rights of
whoever calls them, so that by themselves they open nothing.
"""

from django.db import migrations, models

# The setting alone proves nothing, for any login may set it; but only inside redact_person is it set *and* the tables'
# owner at work.
IS_REDACTING = """
CREATE FUNCTION is_redacting() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(current_setting('app.redacting', true), '') = 'on'
       AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'agencies_employee'::regclass)
$$;
"""

RECORD_ROW_HISTORY = """
CREATE OR REPLACE FUNCTION record_row_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {unless_redacting}INSERT INTO agencies_rowhistory (region_id, table_name, row_id, before, changed_by)
    SELECT before.region_id, TG_TABLE_NAME, before.id, to_jsonb(before),
           coalesce(current_setting('app.actor', true), '')
      FROM before;
    RETURN NULL;
END $$;
"""

# What somebody wrote about a person, in the rows as they are and as they were. Empty texts stay empty: both mean
# something to the constraints of their tables.
REDACT_TEXTS = """
CREATE FUNCTION redact_texts(of_table text, link text, ids bigint[], columns text[]) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    assignments text := (SELECT string_agg(format('%1$I = CASE WHEN %1$I = '''' THEN '''' ELSE ''(data dihapus)'' END',
                                                  name), ', ') FROM unnest(columns) AS name);
    found bigint;
BEGIN
    EXECUTE format('UPDATE %I SET %s WHERE region_id = region_in_scope() AND %I = ANY ($1)', of_table, assignments, link)
      USING ids;
    GET DIAGNOSTICS found = ROW_COUNT;
    UPDATE agencies_rowhistory
       SET before = before || (SELECT coalesce(jsonb_object_agg(key, '(data dihapus)'), '{}') FROM jsonb_each_text(before)
                                WHERE key = ANY (columns) AND value <> '')
     WHERE region_id = region_in_scope() AND table_name = of_table AND (before ->> link)::bigint = ANY (ids);
    RETURN found;
END $$;
"""

REDACT_IN_AGENCIES = """
CREATE FUNCTION redact_in_agencies(person bigint) RETURNS bigint LANGUAGE sql AS $$
    SELECT redact_texts('agencies_delegation', 'rater_id', ARRAY[person], ARRAY['reason'])
         + redact_texts('agencies_delegation', 'delegate_id', ARRAY[person], ARRAY['reason'])
$$;
"""

# Digits that no civil servant has: nobody is born on the last day of the calendar, and the fifteenth is neither sex.
# They follow from the random key of the person, never from the number that they replace.
STAND_IN_NIP = """
CREATE FUNCTION stand_in_nip(person agencies_employee) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    candidate text;
BEGIN
    FOR attempt IN 0 .. 99 LOOP
        candidate := '99991231' || lpad((('x' || substr(encode(sha256((person.key || ':' || attempt)::bytea), 'hex'), 1, 12))
                                         ::bit(48)::bigint % 1000000)::text, 6, '0')
                  || '0' || lpad((('x' || substr(encode(sha256((person.key || ':' || attempt)::bytea), 'hex'), 13, 12))
                                  ::bit(48)::bigint % 1000)::text, 3, '0');
        EXIT WHEN NOT EXISTS (SELECT FROM agencies_employee WHERE region_id = person.region_id AND nip = candidate);
    END LOOP;
    RETURN candidate;
END $$;
"""

# Names are copied beside the account that acted ("author_name" beside "author_id"): there the account says whose they are.
REDACT_COPIED_NAMES = """
CREATE FUNCTION redact_copied_names(account bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    place record;
    changed bigint;
    total bigint := 0;
BEGIN
    FOR place IN
        SELECT c.relname AS of_table, a.attname AS copy, link.attname AS link
          FROM pg_class c
          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname LIKE '%\\_name' AND NOT a.attisdropped
          JOIN pg_attribute link ON link.attrelid = c.oid AND link.attname = regexp_replace(a.attname, '_name$', '_id')
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relrowsecurity
    LOOP
        EXECUTE format('UPDATE %I SET %I = ''Pegawai (data dihapus)'' WHERE region_id = region_in_scope() AND %I = $1',
                       place.of_table, place.copy, place.link) USING account;
        GET DIAGNOSTICS changed = ROW_COUNT;
        total := total + changed;
        UPDATE agencies_rowhistory SET before = before || jsonb_build_object(place.copy, 'Pegawai (data dihapus)')
         WHERE region_id = region_in_scope() AND table_name = place.of_table
           AND before ->> place.link = account::text;
    END LOOP;
    RETURN total;
END $$;
"""

# Names that mean this one person in the region: nobody else's name or login, and no unit's, holds them. Otherwise whoever
# gives a name before an erasure could strike somebody else out of the trail.
UNMISTAKABLE_NAMES = """
CREATE FUNCTION unmistakable_names(person bigint, names text[]) RETURNS text[] LANGUAGE sql AS $$
    SELECT coalesce(array_agg(DISTINCT one.name), '{}') FROM unnest(names) AS one(name)
     WHERE length(btrim(one.name)) >= 3
       AND NOT EXISTS (SELECT FROM agencies_employee other WHERE other.region_id = region_in_scope() AND other.id <> person
                          AND position(lower(btrim(one.name)) IN lower(other.name)) > 0)
       AND NOT EXISTS (SELECT FROM agencies_agency unit WHERE unit.region_id = region_in_scope()
                          AND position(lower(btrim(one.name)) IN lower(unit.name)) > 0)
       AND NOT EXISTS (SELECT FROM agencies_user account WHERE account.region_id = region_in_scope()
                          AND position(lower(btrim(one.name)) IN lower(account.login)) > 0
                          AND NOT EXISTS (SELECT FROM agencies_employee owner WHERE owner.region_id = region_in_scope()
                                             AND owner.id = person AND owner.user_id = account.id))
$$;
"""

# Every text of the region that says the name or the number. A name of two words and more is found in any spelling of
# capitals; one of a single word only where it stands alone. What the region itself is made of (units, positions,
# indicators, rubrics, schemes) speaks of no person, and results name nobody; they are left out. A test reads every table
# afterwards.
SWEEP_MENTIONS = r"""
CREATE FUNCTION sweep_mentions(names text[], number text, stand_in text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    never CONSTANT text := '\Z.';
    spelt text[] := (SELECT coalesce(array_agg(DISTINCT regexp_replace(
                         regexp_replace(written, '([.^$*+?(){}|\\\[\]\\-])', '\\\1', 'g'), '\s+', '\\s+', 'g')), '{}')
                       FROM unnest(names) AS name,
                            LATERAL unnest(ARRAY[btrim(name), btrim(to_jsonb(btrim(name))::text, '"')]) AS written);
    of_number text := '(?<![0-9])' || substr(number, 1, 8) || '\s?' || substr(number, 9, 6) || '\s?'
                   || substr(number, 15, 1) || '\s?' || substr(number, 16) || '(?![0-9])';
    long_name text := coalesce((SELECT '(?<![[:alnum:]])(' || string_agg(one, '|') || ')(?![[:alnum:]])'
                                  FROM unnest(spelt) AS one WHERE strpos(one, '\s+') > 0), never);
    short_name text := coalesce((SELECT '(?<![[:alnum:]]\s?)(' || string_agg(one, '|') || ')(?!\s?[[:alnum:]])'
                                   FROM unnest(spelt) AS one WHERE strpos(one, '\s+') = 0), never);
    left_out CONSTANT text[] := ARRAY['agencies_agency', 'agencies_employee', 'agencies_placement', 'agencies_regionalday',
        'indicators_indicator', 'indicators_indicatorversion', 'appraisal_rubric', 'appraisal_rubricdimension',
        'appraisal_rubricversion', 'appraisal_schemeversion', 'appraisal_evaluation', 'appraisal_evaluationitem'];
    place record;
    changed bigint;
    total bigint := 0;
BEGIN
    -- Why something was done to the person is about the person, whoever wrote it.
    UPDATE agencies_auditevent SET reason = '(data dihapus)'
     WHERE region_id = region_in_scope() AND reason <> ''
       AND (subject ~ of_number OR subject ~* long_name OR subject ~ short_name);
    FOR place IN
        SELECT c.relname AS of_table,
               string_agg(format('%1$I = left(regexp_replace(regexp_replace(regexp_replace(%1$I::text, $1, $2, ''g''), '
                                 '$3, ''Pegawai (data dihapus)'', ''gi''), $4, ''Pegawai (data dihapus)'', ''g''), %2$s)::%3$s',
                                 a.attname, CASE WHEN a.atttypmod > 4 THEN a.atttypmod - 4 ELSE 100000000 END,
                                 format_type(a.atttypid, a.atttypmod)), ', ') AS assignments,
               string_agg(format('%1$I::text ~ $1 OR %1$I::text ~* $3 OR %1$I::text ~ $4', a.attname), ' OR ') AS says_it,
               CASE WHEN c.relname = 'agencies_rowhistory' THEN 'table_name <> ALL ($5)' ELSE '$5 IS NOT NULL' END AS rows
          FROM pg_class c
          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relrowsecurity
           AND a.atttypid IN ('text'::regtype, 'varchar'::regtype, 'jsonb'::regtype)
           AND NOT a.atttypmod BETWEEN 5 AND 21
           AND a.attname !~ '(_hash|fingerprint|sha256|_secret|content_key|token|digest|session_key)$'
           AND c.relname <> ALL (left_out)
           AND (c.relname, a.attname) <> ('agencies_auditevent', 'actor_name')  -- the account says whose that is
         GROUP BY c.relname ORDER BY c.relname
    LOOP
        EXECUTE format('UPDATE %I SET %s WHERE region_id = region_in_scope() AND %s AND (%s)',
                       place.of_table, place.assignments, place.rows, place.says_it)
          USING of_number, stand_in, long_name, short_name, left_out;
        GET DIAGNOSTICS changed = ROW_COUNT;
        total := total + changed;
    END LOOP;
    RETURN total;
END $$;
"""

REDACT_PERSON = """
CREATE FUNCTION redact_person(person bigint) RETURNS jsonb LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    who agencies_employee;
    account agencies_user;
    stand_in text;
    names text[];
    app text;
    texts bigint := 0;
    of_app bigint;
    mentions bigint;
BEGIN
    SELECT * INTO who FROM agencies_employee WHERE region_id = region_in_scope() AND id = person FOR UPDATE;
    IF who.id IS NULL OR who.redacted_at IS NOT NULL THEN
        RAISE EXCEPTION 'Pegawai ini tidak ada atau datanya sudah dihapus.'
              USING ERRCODE = 'check_violation', CONSTRAINT = 'person_can_be_redacted';
    END IF;
    IF coalesce((SELECT max(coalesce(last_day, 'infinity')) FROM agencies_placement
                  WHERE region_id = who.region_id AND employee_id = who.id), 'infinity') > current_date - interval '1 year'
    THEN
        RAISE EXCEPTION 'Data pribadi dihapus paling cepat satu tahun sesudah penempatan terakhir.'
              USING ERRCODE = 'check_violation', CONSTRAINT = 'person_left_long_ago';
    END IF;
    PERFORM set_config('app.redacting', 'on', true);
    SELECT * INTO account FROM agencies_user WHERE region_id = who.region_id AND id = who.user_id FOR UPDATE;
    stand_in := stand_in_nip(who);
    names := ARRAY[who.name] || (SELECT coalesce(array_agg(DISTINCT before ->> 'name'), '{}') FROM agencies_rowhistory
              WHERE region_id = who.region_id AND table_name = 'agencies_employee' AND row_id = who.id);
    IF account.login <> who.nip THEN
        names := names || account.login::text;
    END IF;
    UPDATE agencies_employee SET name = 'Pegawai (data dihapus)', nip = stand_in, grade = '', redacted_at = now()
     WHERE region_id = who.region_id AND id = who.id;
    UPDATE agencies_user
       SET login = 'dihapus-' || id, is_active = false, password = '!' || replace(gen_random_uuid()::text, '-', '')
     WHERE region_id = who.region_id AND id = account.id;
    UPDATE agencies_auditevent SET actor_name = 'Pegawai (data dihapus)'
     WHERE region_id = who.region_id AND actor = account.key;
    UPDATE agencies_rowhistory
       SET before = before || jsonb_build_object('name', 'Pegawai (data dihapus)', 'nip', stand_in, 'grade', '')
     WHERE region_id = who.region_id AND table_name = 'agencies_employee' AND row_id = who.id;
    FOREACH app IN ARRAY ARRAY['agencies', 'indicators', 'appraisal', 'reports'] LOOP
        IF to_regproc('redact_in_' || app) IS NOT NULL THEN
            EXECUTE format('SELECT redact_in_%s($1)', app) INTO of_app USING who.id;
            texts := texts + coalesce(of_app, 0);
        END IF;
    END LOOP;
    mentions := redact_copied_names(account.id)
              + sweep_mentions(unmistakable_names(who.id, names), who.nip, stand_in);
    PERFORM set_config('app.redacting', '', true);
    RETURN jsonb_build_object('texts', texts, 'mentions', mentions);
END $$;
REVOKE EXECUTE ON FUNCTION redact_person(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION redact_person(bigint) TO timbang_web, timbang_worker;
"""

UNLESS_REDACTING = "IF is_redacting() THEN RETURN NULL; END IF;\n    "


class Migration(migrations.Migration):
    dependencies = [("agencies", "0008_access")]

    operations = [
        migrations.AddIndex("auditevent", models.Index(fields=["region", "actor", "-at"], name="audit_of_an_account")),
        migrations.RunSQL(
            [
                IS_REDACTING,
                RECORD_ROW_HISTORY.replace("{unless_redacting}", UNLESS_REDACTING),
                REDACT_TEXTS,
                REDACT_IN_AGENCIES,
                STAND_IN_NIP,
                REDACT_COPIED_NAMES,
                UNMISTAKABLE_NAMES,
                SWEEP_MENTIONS,
                REDACT_PERSON,
            ],
            [
                RECORD_ROW_HISTORY.replace("{unless_redacting}", ""),
                "DROP FUNCTION redact_person",
                "DROP FUNCTION sweep_mentions",
                "DROP FUNCTION stand_in_nip",
                "DROP FUNCTION unmistakable_names",
                "DROP FUNCTION redact_copied_names",
                "DROP FUNCTION redact_in_agencies",
                "DROP FUNCTION redact_texts",
                "DROP FUNCTION is_redacting",
            ],
        ),
    ]
