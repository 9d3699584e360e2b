-- The platform role has neither DROP nor DELETE: it asks for these two, which look for the record of the truncation
-- and have a floor of their own that no setting lowers. Hence the server's own time here.
CREATE FUNCTION refuse_untruncated_month(wanted date) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM audit_truncation t WHERE t.month = wanted) THEN
    RAISE EXCEPTION 'No truncation of % is on record.', wanted USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF wanted + interval '1 month' > clock_timestamp() AT TIME ZONE 'UTC' - interval '1 year' THEN
    RAISE EXCEPTION 'The audit trail of % is not a year old.', wanted USING ERRCODE = 'insufficient_privilege';
  END IF;
END $$;

-- Up to so many leaves whose hash is in a tile; how many went.
CREATE FUNCTION forget_leaves_of_month(wanted date, most int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  gone int;
BEGIN
  PERFORM refuse_untruncated_month(wanted);
  DELETE FROM audit_leaf l
   WHERE (l.log_id, l.leaf_index) IN (
     SELECT k.log_id, k.leaf_index
       FROM audit_event e
       JOIN audit_leaf k ON k.event_id = e.id
       JOIN audit_log g ON g.id = k.log_id
      WHERE e.occurred_at >= wanted::timestamp AT TIME ZONE 'UTC'
        AND e.occurred_at < (wanted + interval '1 month') AT TIME ZONE 'UTC'
        AND k.leaf_index < g.size / 256 * 256
      LIMIT most);
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;

CREATE FUNCTION drop_audit_month(wanted date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM refuse_untruncated_month(wanted);
  EXECUTE format('DROP TABLE IF EXISTS %I', 'audit_event_' || to_char(wanted, 'YYYY_MM'));
END $$;

REVOKE ALL ON FUNCTION refuse_untruncated_month(date), forget_leaves_of_month(date, int), drop_audit_month(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_leaves_of_month(date, int), drop_audit_month(date) TO ${platform};
