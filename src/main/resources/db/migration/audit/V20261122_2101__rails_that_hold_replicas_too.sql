-- ENABLE ALWAYS: session_replication_role = replica switches off every trigger that is merely enabled.
CREATE PROCEDURE always_written_once(audit_table regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER written_once', audit_table);
  EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER never_truncated', audit_table);
END $$;
REVOKE ALL ON PROCEDURE always_written_once(regclass) FROM PUBLIC;

DO $$
DECLARE
  audit_table regclass;
BEGIN
  CALL always_written_once('audit_event');
  FOR audit_table IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'audit_event'::regclass LOOP
    CALL always_written_once(audit_table);
  END LOOP;
END $$;

-- Openings of commitments come and go, but are never changed.
CREATE TRIGGER written_once BEFORE UPDATE ON audit_personal
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON audit_personal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();
CALL always_written_once('audit_personal');

CREATE OR REPLACE FUNCTION make_audit_partition(month date) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  first_day timestamptz := date_trunc('month', month::timestamp) AT TIME ZONE 'UTC';
  next_first timestamptz := (date_trunc('month', month::timestamp) + interval '1 month') AT TIME ZONE 'UTC';
  partition_name text := 'audit_event_' || to_char(month, 'YYYY_MM');
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('make_audit_partition'));
  IF to_regclass(partition_name) IS NOT NULL THEN
    RETURN partition_name;
  END IF;
  IF EXISTS (SELECT FROM audit_event_default WHERE occurred_at >= first_day AND occurred_at < next_first) THEN
    RETURN 'audit_event_default';
  END IF;
  EXECUTE format('CREATE TABLE %I PARTITION OF audit_event FOR VALUES FROM (%L) TO (%L)',
                 partition_name, first_day, next_first);
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', partition_name);
  EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', partition_name);
  EXECUTE format('CREATE POLICY of_the_owner ON %I TO ${owner} USING (true)', partition_name);
  EXECUTE format('CREATE TRIGGER never_truncated BEFORE TRUNCATE ON %I
                  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit()', partition_name);
  CALL always_written_once(partition_name::regclass);
  RETURN partition_name;
END $$;
