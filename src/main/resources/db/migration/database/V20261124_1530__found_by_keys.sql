-- The index kept the firm, the kind, the words and each facet as lists of their own, and met the longest of them entry by
-- entry: the two that hold everything were most of the work. So each facet stands in it as one key together with its firm
-- and kind; the empty facet is what all of a kind have. What is found is compared in full, so a hash that two share shows
-- nothing wrong.
CREATE FUNCTION search_keys(of_firm uuid, of_kind text, facets text[]) RETURNS bigint[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN ARRAY(SELECT hashtextextended(of_firm::text || ' ' || of_kind || ' ' || f, 0) FROM unnest(facets) f);
END $$;
DROP INDEX search_entry_words;
ALTER TABLE search_entry ADD keys bigint[] NOT NULL
  GENERATED ALWAYS AS (search_keys(firm_id, kind, array_prepend('', facets))) STORED;
CREATE INDEX search_entry_words ON search_entry USING gin (words, keys) WITH (fastupdate = off);
ANALYZE search_entry;

-- Candidates by the index, in no order. The planner's other ways are closed to it here: it would take a walk in order
-- where it thinks the filters are met often, and walk to the end where it is wrong. Planned anew for each search: a plan
-- for any words takes the primary key, and reads everything. With memory for every hit: of a page of the table that is
-- remembered as a whole, each row would be read. Matched is what they must hold, wanted what they are ranked by.
DROP FUNCTION search_by_index(uuid, text, tsquery, text[], uuid, uuid, uuid, uuid[], int);
CREATE FUNCTION search_by_index(of_firm uuid, wanted_kind text, matched tsquery, wanted tsquery, wanted_facets text[],
                                since uuid, before uuid, of_user uuid, closed uuid[], most int)
RETURNS TABLE (object_id uuid, part int, rank real)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp
SET enable_seqscan = off SET enable_indexscan = off SET enable_indexonlyscan = off
SET plan_cache_mode = force_custom_plan SET work_mem = '32MB' AS $$
#variable_conflict use_column
DECLARE
  wanted_keys bigint[] := search_keys(of_firm, wanted_kind,
                                      CASE WHEN cardinality(wanted_facets) = 0 THEN ARRAY[''] ELSE wanted_facets END);
BEGIN
  IF matched IS NULL THEN
    RETURN QUERY
      SELECT e.object_id, e.part, 0::real FROM search_entry e
       WHERE e.firm_id = of_firm AND e.kind = wanted_kind AND e.keys @> wanted_keys AND e.facets @> wanted_facets AND e.part = 0
         AND e.object_id >= since AND e.object_id < before
         AND (e.belongs_to IS NULL OR e.belongs_to NOT IN (SELECT unnest(closed)))
         AND (e.only_for IS NULL OR of_user IS NULL OR of_user = ANY (e.only_for))
       ORDER BY e.object_id DESC LIMIT most;
  ELSE
    RETURN QUERY
      SELECT c.object_id, c.part, ts_rank(c.words, wanted)
        FROM (SELECT e.object_id, e.part, e.words FROM search_entry e
               WHERE e.firm_id = of_firm AND e.kind = wanted_kind AND e.words @@ matched AND e.keys @> wanted_keys
                 AND e.facets @> wanted_facets
                 AND e.object_id >= since AND e.object_id < before
                 AND (e.belongs_to IS NULL OR e.belongs_to NOT IN (SELECT unnest(closed)))
                 AND (e.only_for IS NULL OR of_user IS NULL OR of_user = ANY (e.only_for))
               LIMIT most) c;
  END IF;
END $$;

REVOKE ALL ON FUNCTION search_by_index(uuid, text, tsquery, tsquery, text[], uuid, uuid, uuid, uuid[], int) FROM PUBLIC;

-- As before, and: what the newest have often and the others seldom is found among the others too, and a
-- last word is taken for unfinished only where its whole words are too few. The index first collects all that begins so,
-- which for a common word is everything.
CREATE OR REPLACE FUNCTION search_of_firm(wanted_kind text, query text, wanted_facets text[], since uuid, before uuid, most int)
RETURNS TABLE (object_id uuid, part int, rank real)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  most_ranked CONSTANT int := 300;
  sample      CONSTANT int := 300;
  few         CONSTANT int := 5;
  most_read   CONSTANT int := 3000;
  is_narrow boolean;
  of_firm uuid := nullif(current_setting('practiceops.firm', true), '')::uuid;
  of_user uuid;
  closed  uuid[];
  exact   tsquery;
  stemmed tsquery;
  wanted  tsquery;
  matched tsquery;
  ids     uuid[] := '{}';
  parts   int[] := '{}';
  ranks   real[] := '{}';
  more_ids   uuid[];
  more_parts int[];
  more_ranks real[];
BEGIN
  IF of_firm IS NULL THEN
    RETURN;
  END IF;
  of_user := user_of_transaction();
  closed := ARRAY(SELECT closed_to_user());
  since := coalesce(since, '00000000-0000-0000-0000-000000000000');
  before := coalesce(before, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  IF query IS NULL OR btrim(query) = '' THEN
    SELECT array_agg(f.object_id), array_agg(f.part) INTO ids, parts
      FROM search_newest(of_firm, wanted_kind, NULL, wanted_facets, since, before, of_user, closed, most + 1000, most) f;
    IF cardinality(wanted_facets) > 0 AND coalesce(cardinality(ids), 0) < most THEN
      SELECT array_agg(f.object_id), array_agg(f.part) INTO ids, parts
        FROM search_by_index(of_firm, wanted_kind, NULL, NULL, wanted_facets, since, before, of_user, closed, most) f;
    END IF;
    RETURN QUERY SELECT u.id, u.part, 0::real FROM unnest(ids, parts) u (id, part) ORDER BY u.id DESC;
    RETURN;
  END IF;
  exact := websearch_to_tsquery('simple', query);
  stemmed := websearch_to_tsquery('english', query);
  -- Only a word can be unfinished: what ends in a parenthesis, as -"tax return" does, takes no prefix mark.
  wanted := stemmed || CASE WHEN right(exact::text, 1) = '''' THEN (exact::text || ':*')::tsquery ELSE exact END;
  -- Few things in that time: all of them are looked at, which is quicker than all times of a word.
  is_narrow := (SELECT count(*) FROM (SELECT FROM search_entry e
                                       WHERE e.firm_id = of_firm AND e.kind = wanted_kind
                                         AND e.object_id >= since AND e.object_id < before LIMIT most_read + 1) n) <= most_read;
  IF is_narrow THEN
    SELECT array_agg(f.object_id), array_agg(f.part), array_agg(f.rank) INTO ids, parts, ranks
      FROM search_newest(of_firm, wanted_kind, wanted, wanted_facets, since, before, of_user, closed,
                         most_read, most_ranked) f;
  ELSE
    SELECT array_agg(f.object_id), array_agg(f.part), array_agg(f.rank) INTO ids, parts, ranks
      FROM search_newest(of_firm, wanted_kind, wanted, wanted_facets, since, before, of_user, closed, sample, sample) f;
    IF cardinality(ids) >= sample / 30 THEN
      SELECT array_agg(f.object_id), array_agg(f.part), array_agg(f.rank) INTO ids, parts, ranks
        FROM search_newest(of_firm, wanted_kind, wanted, wanted_facets, since, before, of_user, closed,
                           most_ranked * 40, most_ranked) f;
    END IF;
    -- What the newest have often, the others may have seldom: they are not to be lost.
    IF coalesce(cardinality(ids), 0) < most_ranked THEN
      -- A phrase has each document read that holds its words: not twice.
      FOREACH matched IN ARRAY CASE WHEN wanted::text LIKE '%<%>%' THEN ARRAY[wanted] ELSE ARRAY[stemmed || exact, wanted] END
      LOOP
        SELECT array_agg(f.object_id), array_agg(f.part), array_agg(f.rank) INTO more_ids, more_parts, more_ranks
          FROM search_by_index(of_firm, wanted_kind, matched, wanted, wanted_facets, since, before, of_user, closed,
                               most_ranked) f;
        EXIT WHEN cardinality(more_ids) >= most_ranked OR matched::text = wanted::text;
      END LOOP;
      IF coalesce(cardinality(more_ids), 0) < most_ranked THEN
        ids := more_ids; parts := more_parts; ranks := more_ranks;
      ELSE
        ids := ids || more_ids; parts := parts || more_parts; ranks := ranks || more_ranks;
      END IF;
    END IF;
  END IF;
  IF length(query) >= 3 AND coalesce(cardinality(ids), 0) < few * 4 THEN
    SELECT ids || array_agg(f.object_id), parts || array_agg(f.part), ranks || array_agg(f.rank) INTO ids, parts, ranks
      FROM search_titles(of_firm, wanted_kind, query, false, wanted_facets, since, before, of_user, closed, most) f;
  END IF;
  IF length(query) >= 4 AND coalesce(cardinality(ids), 0) < few THEN
    SELECT ids || array_agg(f.object_id), parts || array_agg(f.part), ranks || array_agg(f.rank) INTO ids, parts, ranks
      FROM search_newest_titles(of_firm, wanted_kind, query, wanted_facets, since, before, of_user, closed,
                                most_read, most) f;
    IF coalesce(cardinality(ids), 0) < few AND NOT is_narrow THEN
      SELECT ids || array_agg(f.object_id), parts || array_agg(f.part), ranks || array_agg(f.rank) INTO ids, parts, ranks
        FROM search_titles(of_firm, wanted_kind, query, true, wanted_facets, since, before, of_user, closed, most) f;
    END IF;
  END IF;
  RETURN QUERY
    SELECT best.id, best.part, best.rank
      FROM (SELECT DISTINCT ON (u.id) u.id, u.part, u.rank FROM unnest(ids, parts, ranks) u (id, part, rank)
             ORDER BY u.id, u.rank DESC) best
     ORDER BY best.rank DESC, best.id DESC LIMIT most;
END $$;
