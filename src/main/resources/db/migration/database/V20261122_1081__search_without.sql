-- As before, but for the one line that says so: a query that ended in an excluded phrase, or in an excluded word
-- with a hyphen, was a syntax error.
CREATE OR REPLACE FUNCTION search_of_firm(wanted_kind text, query text, most int)
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
