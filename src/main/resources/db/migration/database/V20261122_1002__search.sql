-- What can be found by words: clients, documents, and whatever modules add. Long texts come in parts, since a
-- tsvector holds one megabyte at most.
CREATE TABLE search_entry (
  firm_id   uuid NOT NULL,
  kind      text NOT NULL,
  object_id uuid NOT NULL,
  part      int  NOT NULL,
  title     text NOT NULL,
  body      text NOT NULL,
  words     tsvector NOT NULL GENERATED ALWAYS AS (
              setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('english', body), 'C')) STORED,
  PRIMARY KEY (firm_id, kind, object_id, part)
);
CREATE INDEX search_entry_words ON search_entry USING gin (firm_id, kind, words) WITH (fastupdate = off);
CREATE INDEX search_entry_title ON search_entry USING gin (firm_id, kind, title gin_trgm_ops)
  WITH (fastupdate = off) WHERE part = 0;
CALL protect_firm_table('search_entry', 'SELECT, INSERT, UPDATE, DELETE');

-- The operators @@ and ILIKE are not leakproof, so below a row-level policy the planner will not use an index
-- for them. Hence this function, which runs as the owner and names the firm itself: from the transaction's
-- setting, never from an argument. It returns identifiers only; rows are read by the caller under the policy.
CREATE FUNCTION search_of_firm(wanted_kind text, query text, most int)
RETURNS TABLE (object_id uuid, part int, rank real)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  -- Candidates to rank. A word found in more is too common for rank to tell much.
  most_ranked CONSTANT int := 400;
  of_firm uuid := nullif(current_setting('practiceops.firm', true), '')::uuid;
  exact   tsquery := websearch_to_tsquery('simple', query);
  stemmed tsquery := websearch_to_tsquery('english', query);
  -- Only a word can be unfinished: what ends in a parenthesis, as -"tax return" does, takes no prefix mark.
  wanted  tsquery := stemmed || CASE WHEN right(exact::text, 1) = '''' THEN (exact::text || ':*')::tsquery ELSE exact END;
  pattern text := '%' || regexp_replace(query, '([\\%_])', '\\\1', 'g') || '%';
BEGIN
  IF of_firm IS NULL OR query IS NULL OR btrim(query) = '' THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT DISTINCT ON (found.object_id) found.object_id, found.part, found.rank
      FROM (
        (SELECT c.object_id, c.part, ts_rank(c.words, wanted) AS rank
           FROM (SELECT e.object_id, e.part, e.words FROM search_entry e
                  WHERE e.firm_id = of_firm AND e.kind = wanted_kind AND e.words @@ wanted
                  LIMIT most_ranked) c
          ORDER BY rank DESC LIMIT most * 2)
        UNION ALL
        (SELECT e.object_id, e.part, (0.5 + similarity(e.title, query))::real
           FROM search_entry e
          WHERE e.firm_id = of_firm AND e.kind = wanted_kind AND e.part = 0
            AND length(query) >= 3 AND e.title ILIKE pattern
          LIMIT most)
      ) found
     ORDER BY found.object_id, found.rank DESC;
END $$;
REVOKE ALL ON FUNCTION search_of_firm(text, text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_of_firm(text, text, int) TO ${app};
