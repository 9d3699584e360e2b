-- Who changed the tables of the trail. Only a superuser may make an event trigger: where the migrating login is none,
-- one runs CALL log_ddl_of_audit() once, and the server's own log tells meanwhile (log_statement = ddl).
CREATE TABLE audit_ddl (
  at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  login   text        NOT NULL DEFAULT session_user,
  command text        NOT NULL,
  object  text        NOT NULL
);
GRANT SELECT ON audit_ddl TO ${platform};

CREATE FUNCTION keep_ddl_of_audit() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_EVENT = 'sql_drop' THEN
    INSERT INTO audit_ddl (command, object)
    SELECT TG_TAG, object_identity FROM pg_event_trigger_dropped_objects()
     WHERE object_identity LIKE '%audit%' AND object_type IN ('table', 'trigger', 'policy', 'function');
  ELSE
    INSERT INTO audit_ddl (command, object)
    SELECT command_tag, object_identity FROM pg_event_trigger_ddl_commands() WHERE object_identity LIKE '%audit%';
  END IF;
END $$;
REVOKE ALL ON FUNCTION keep_ddl_of_audit() FROM PUBLIC;

CREATE PROCEDURE log_ddl_of_audit() LANGUAGE plpgsql AS $$
BEGIN
  DROP EVENT TRIGGER IF EXISTS practiceops_audit_ddl;
  DROP EVENT TRIGGER IF EXISTS practiceops_audit_drop;
  CREATE EVENT TRIGGER practiceops_audit_ddl ON ddl_command_end EXECUTE FUNCTION keep_ddl_of_audit();
  CREATE EVENT TRIGGER practiceops_audit_drop ON sql_drop EXECUTE FUNCTION keep_ddl_of_audit();
END $$;
REVOKE ALL ON PROCEDURE log_ddl_of_audit() FROM PUBLIC;

DO $$
BEGIN
  CALL log_ddl_of_audit();
EXCEPTION WHEN insufficient_privilege THEN
  RAISE NOTICE 'The login that migrates may make no event trigger; docs/audit-trail.md says what a superuser runs.';
END $$;

-- By which a change of the tables is told to be an upgrade's. Flyway's table is the owner's alone.
CREATE FUNCTION newest_migration() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN (SELECT version FROM flyway_schema_history WHERE success ORDER BY installed_rank DESC LIMIT 1);
END $$;
REVOKE ALL ON FUNCTION newest_migration() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION newest_migration() TO ${platform};
