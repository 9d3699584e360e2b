-- Within a firm, some things are closed to some of its people: a client behind an ethical wall, or open to its team
-- alone. FirmTransactionManager says for whom a transaction works: a person's id, or 'all' for PracticeOps itself.
--
-- What is closed to that person, by id. Nothing is, until a module of the practice replaces this function (clients
-- does): so there is one place that decides, and policies, search and the trail all ask it. It returns what is
-- closed, not what is open, since that is little: a statement asks once and looks each row up in a hash.
CREATE FUNCTION closed_to_user() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN;
END $$;
REVOKE ALL ON FUNCTION closed_to_user() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION closed_to_user() TO ${app};

-- The person a transaction works for; null for PracticeOps itself. A transaction of a firm that says neither is a
-- mistake, and gets an error: nothing would be the one wrong answer, everything the other.
CREATE FUNCTION user_of_transaction() RETURNS uuid
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  who text := nullif(current_setting('practiceops.user', true), '');
BEGIN
  IF who IS NULL THEN
    RAISE EXCEPTION 'This transaction does not say for whom it works.'
      USING HINT = 'Set practiceops.user to the id of a person, or to all, beside practiceops.firm.';
  END IF;
  RETURN CASE WHEN who <> 'all' THEN who::uuid END;
END $$;

-- Ends the migration of a table whose rows belong to what may be closed, after protect_firm_table: the rows of what
-- is closed to the person are not there for them, whatever the statement. Restrictive, so it narrows the firm's policy.
CREATE PROCEDURE close_with(firm_table regclass, belongs_to text)
LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE POLICY open_to_the_person ON %s AS RESTRICTIVE TO ${app}
                  USING (%I IS NULL OR %2$I NOT IN (SELECT closed_to_user()))', firm_table, belongs_to);
END $$;

-- What a found thing belongs to, and, where it is for a few alone, for whom.
ALTER TABLE search_entry ADD belongs_to uuid, ADD only_for uuid[];
UPDATE search_entry e SET belongs_to = e.object_id WHERE e.kind = 'client';
UPDATE search_entry e SET belongs_to = d.client_id
  FROM document d WHERE e.kind = 'document' AND d.firm_id = e.firm_id AND d.id = e.object_id;
CREATE POLICY open_to_the_person ON search_entry AS RESTRICTIVE TO ${app}
  USING ((belongs_to IS NULL OR belongs_to NOT IN (SELECT closed_to_user()))
         AND (only_for IS NULL OR (SELECT user_of_transaction()) IS NULL
              OR (SELECT user_of_transaction()) = ANY (only_for)));

-- Whether a thing is there and closed to the person: told to the trail, never to the person. Kinds and ids are as the
-- trail writes them; of what cannot be found by words nothing is known here.
CREATE FUNCTION is_closed(wanted_kind text, wanted text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  of_firm uuid := nullif(current_setting('practiceops.firm', true), '')::uuid;
BEGIN
  IF of_firm IS NULL OR wanted !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN
    RETURN false;
  END IF;
  RETURN EXISTS (
    SELECT FROM search_entry e
     WHERE e.firm_id = of_firm AND e.kind = wanted_kind AND e.object_id = wanted::uuid AND e.part = 0
       AND (e.belongs_to IN (SELECT closed_to_user()) OR NOT user_of_transaction() = ANY (e.only_for)));
END $$;
REVOKE ALL ON FUNCTION is_closed(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION is_closed(text, text) TO ${app}, ${platform};

-- As before, without what is closed to the person: left out before anything is ranked or counted.
CREATE OR REPLACE FUNCTION search_of_firm(wanted_kind text, query text, most int)
RETURNS TABLE (object_id uuid, part int, rank real)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  -- Candidates to rank. A word found in more is too common for rank to tell much.
  most_ranked CONSTANT int := 400;
  of_firm uuid := nullif(current_setting('practiceops.firm', true), '')::uuid;
  of_user uuid;
  exact   tsquery := websearch_to_tsquery('simple', query);
  stemmed tsquery := websearch_to_tsquery('english', query);
  -- Only a word can be unfinished: what ends in a parenthesis, as -"tax return" does, takes no prefix mark.
  wanted  tsquery := stemmed || CASE WHEN right(exact::text, 1) = '''' THEN (exact::text || ':*')::tsquery ELSE exact END;
  pattern text := '%' || regexp_replace(query, '([\\%_])', '\\\1', 'g') || '%';
BEGIN
  IF of_firm IS NULL OR query IS NULL OR btrim(query) = '' THEN
    RETURN;
  END IF;
  of_user := user_of_transaction();
  RETURN QUERY
    SELECT DISTINCT ON (found.object_id) found.object_id, found.part, found.rank
      FROM (
        (SELECT c.object_id, c.part, ts_rank(c.words, wanted) AS rank
           FROM (SELECT e.object_id, e.part, e.words FROM search_entry e
                  WHERE e.firm_id = of_firm AND e.kind = wanted_kind AND e.words @@ wanted
                    AND (e.belongs_to IS NULL OR e.belongs_to NOT IN (SELECT closed_to_user()))
                    AND (e.only_for IS NULL OR of_user IS NULL OR of_user = ANY (e.only_for))
                  LIMIT most_ranked) c
          ORDER BY rank DESC LIMIT most * 2)
        UNION ALL
        (SELECT e.object_id, e.part, (0.5 + similarity(e.title, query))::real
           FROM search_entry e
          WHERE e.firm_id = of_firm AND e.kind = wanted_kind AND e.part = 0
            AND length(query) >= 3 AND e.title ILIKE pattern
            AND (e.belongs_to IS NULL OR e.belongs_to NOT IN (SELECT closed_to_user()))
            AND (e.only_for IS NULL OR of_user IS NULL OR of_user = ANY (e.only_for))
          LIMIT most)
      ) found
     ORDER BY found.object_id, found.rank DESC;
END $$;
