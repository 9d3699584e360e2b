-- By what a found thing can be narrowed down, as its kind writes it: {client:…, category:…, year:2025, tag:…}. One index
-- answers words and facets together.
ALTER TABLE search_entry ADD facets text[] NOT NULL DEFAULT '{}';
DROP INDEX search_entry_words;
CREATE INDEX search_entry_words ON search_entry USING gin (firm_id, kind, words, facets) WITH (fastupdate = off);
ANALYZE search_entry;

-- Candidates by the index, in no order. The planner's other ways are closed to it here: it would take a walk in order
-- where it thinks the filters are met often, and walk to the end where it is wrong. Planned anew for each search: a plan
-- for any words takes the primary key, and reads everything.
CREATE FUNCTION search_by_index(of_firm uuid, wanted_kind text, wanted tsquery, wanted_facets text[], since uuid,
                                before uuid, of_user uuid, closed uuid[], most int)
RETURNS TABLE (object_id uuid, part int, rank real)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp
SET enable_seqscan = off SET enable_indexscan = off SET enable_indexonlyscan = off
SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
BEGIN
  IF wanted IS NULL THEN
    RETURN QUERY
      SELECT e.object_id, e.part, 0::real FROM search_entry e
       WHERE e.firm_id = of_firm AND e.kind = wanted_kind AND e.facets @> wanted_facets AND e.part = 0
         AND e.object_id >= since AND e.object_id < before
         AND (e.belongs_to IS NULL OR e.belongs_to NOT IN (SELECT unnest(closed)))
         AND (e.only_for IS NULL OR of_user IS NULL OR of_user = ANY (e.only_for))
       ORDER BY e.object_id DESC LIMIT most;
  ELSIF cardinality(wanted_facets) = 0 THEN
    RETURN QUERY
      SELECT c.object_id, c.part, ts_rank(c.words, wanted)
        FROM (SELECT e.object_id, e.part, e.words FROM search_entry e
               WHERE e.firm_id = of_firm AND e.kind = wanted_kind AND e.words @@ wanted
                 AND e.object_id >= since AND e.object_id < before
                 AND (e.belongs_to IS NULL OR e.belongs_to NOT IN (SELECT unnest(closed)))
                 AND (e.only_for IS NULL OR of_user IS NULL OR of_user = ANY (e.only_for))
               LIMIT most) c;
  ELSE
    RETURN QUERY
      SELECT c.object_id, c.part, ts_rank(c.words, wanted)
        FROM (SELECT e.object_id, e.part, e.words FROM search_entry e
               WHERE e.firm_id = of_firm AND e.kind = wanted_kind AND e.words @@ wanted AND e.facets @> wanted_facets
                 AND e.object_id >= since AND e.object_id < before
                 AND (e.belongs_to IS NULL OR e.belongs_to NOT IN (SELECT unnest(closed)))
                 AND (e.only_for IS NULL OR of_user IS NULL OR of_user = ANY (e.only_for))
               LIMIT most) c;
  END IF;
END $$;

-- Candidates among the newest things, so many of them looked at and no more.
CREATE FUNCTION search_newest(of_firm uuid, wanted_kind text, wanted tsquery, wanted_facets text[], since uuid,
                              before uuid, of_user uuid, closed uuid[], looked_at int, most int)
RETURNS TABLE (object_id uuid, part int, rank real)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    SELECT e.object_id, e.part, CASE WHEN wanted IS NULL THEN 0 ELSE ts_rank(e.words, wanted) END::real
      FROM (SELECT n.object_id, n.part, n.words, n.facets, n.belongs_to, n.only_for FROM search_entry n
             WHERE n.firm_id = of_firm AND n.kind = wanted_kind AND n.object_id >= since AND n.object_id < before
             ORDER BY n.object_id DESC LIMIT looked_at) e
     WHERE CASE WHEN wanted IS NULL THEN e.part = 0 ELSE e.words @@ wanted END AND e.facets @> wanted_facets
       AND (e.belongs_to IS NULL OR e.belongs_to NOT IN (SELECT unnest(closed)))
       AND (e.only_for IS NULL OR of_user IS NULL OR of_user = ANY (e.only_for))
     LIMIT most;
END $$;

-- Things whose title has the query in it, or nearly: pg_trgm decides what is near (word_similarity, 0.6). Nearly is asked
-- of the newest first: what many titles have is found there, and the index is slow where nearly all of it is near.
CREATE FUNCTION search_titles(of_firm uuid, wanted_kind text, query text, nearly boolean, wanted_facets text[],
                              since uuid, before uuid, of_user uuid, closed uuid[], most int)
RETURNS TABLE (object_id uuid, part int, rank real)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp
SET enable_seqscan = off SET enable_indexscan = off SET enable_indexonlyscan = off
SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
  pattern text := '%' || regexp_replace(query, '([\\%_])', '\\\1', 'g') || '%';
BEGIN
  IF nearly THEN
    RETURN QUERY
      SELECT e.object_id, e.part, (word_similarity(query, e.title) / 10)::real FROM search_entry e
       WHERE e.firm_id = of_firm AND e.kind = wanted_kind AND e.part = 0 AND query <% e.title
         AND e.facets @> wanted_facets AND e.object_id >= since AND e.object_id < before
         AND (e.belongs_to IS NULL OR e.belongs_to NOT IN (SELECT unnest(closed)))
         AND (e.only_for IS NULL OR of_user IS NULL OR of_user = ANY (e.only_for))
       LIMIT most;
  ELSE
    RETURN QUERY
      SELECT e.object_id, e.part, (0.5 + similarity(e.title, query))::real FROM search_entry e
       WHERE e.firm_id = of_firm AND e.kind = wanted_kind AND e.part = 0 AND e.title ILIKE pattern
         AND e.facets @> wanted_facets AND e.object_id >= since AND e.object_id < before
         AND (e.belongs_to IS NULL OR e.belongs_to NOT IN (SELECT unnest(closed)))
         AND (e.only_for IS NULL OR of_user IS NULL OR of_user = ANY (e.only_for))
       LIMIT most;
  END IF;
END $$;
-- The same among the newest things, so many of them looked at and no more.
CREATE FUNCTION search_newest_titles(of_firm uuid, wanted_kind text, query text, wanted_facets text[], since uuid,
                                     before uuid, of_user uuid, closed uuid[], looked_at int, most int)
RETURNS TABLE (object_id uuid, part int, rank real)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
      SELECT e.object_id, e.part, (word_similarity(query, e.title) / 10)::real
        FROM (SELECT n.object_id, n.part, n.title, n.facets, n.belongs_to, n.only_for FROM search_entry n
               WHERE n.firm_id = of_firm AND n.kind = wanted_kind AND n.object_id >= since AND n.object_id < before
                 AND n.part = 0
               ORDER BY n.object_id DESC LIMIT looked_at) e
       WHERE query <% e.title AND e.facets @> wanted_facets
         AND (e.belongs_to IS NULL OR e.belongs_to NOT IN (SELECT unnest(closed)))
         AND (e.only_for IS NULL OR of_user IS NULL OR of_user = ANY (e.only_for))
       LIMIT most;
END $$;
REVOKE ALL ON FUNCTION search_by_index(uuid, text, tsquery, text[], uuid, uuid, uuid, uuid[], int) FROM PUBLIC;
REVOKE ALL ON FUNCTION search_newest(uuid, text, tsquery, text[], uuid, uuid, uuid, uuid[], int, int) FROM PUBLIC;
REVOKE ALL ON FUNCTION search_newest_titles(uuid, text, text, text[], uuid, uuid, uuid, uuid[], int, int) FROM PUBLIC;
REVOKE ALL ON FUNCTION search_titles(uuid, text, text, boolean, text[], uuid, uuid, uuid, uuid[], int) FROM PUBLIC;

-- What the person of the transaction may find of one kind. With words: the best first, of a bounded number of
-- candidates, which for a word that every thirtieth thing has are the newest. Without words: the newest first. What is closed
-- to the person is left out before anything is ranked, cut off or counted. Things are narrowed down by all the facets,
-- and by identifiers from one (inclusive) to another (exclusive), which sort by time.
DROP FUNCTION search_of_firm(text, text, int);
CREATE FUNCTION search_of_firm(wanted_kind text, query text, wanted_facets text[], since uuid, before uuid, most int)
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
  ids     uuid[] := '{}';
  parts   int[] := '{}';
  ranks   real[] := '{}';
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
        FROM search_by_index(of_firm, wanted_kind, NULL, wanted_facets, since, before, of_user, closed, most) f;
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
  ELSIF (SELECT count(*) FROM search_newest(of_firm, wanted_kind, wanted, wanted_facets, since, before, of_user, closed,
                                         sample, sample)) >= sample / 30 THEN
    SELECT array_agg(f.object_id), array_agg(f.part), array_agg(f.rank) INTO ids, parts, ranks
      FROM search_newest(of_firm, wanted_kind, wanted, wanted_facets, since, before, of_user, closed,
                         most_ranked * 40, most_ranked) f;
  ELSE
    SELECT array_agg(f.object_id), array_agg(f.part), array_agg(f.rank) INTO ids, parts, ranks
      FROM search_by_index(of_firm, wanted_kind, wanted, wanted_facets, since, before, of_user, closed, most_ranked) f;
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
REVOKE ALL ON FUNCTION search_of_firm(text, text, text[], uuid, uuid, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_of_firm(text, text, text[], uuid, uuid, int) TO ${app};
