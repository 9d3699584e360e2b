-- Roles: ${owner} owns and migrates, ${app} serves one firm at a time, ${platform} is taken on by SET ROLE
-- for the few things that span firms.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO ${app}, ${platform};

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;

-- Ends the migration of every table that has firm_id: no row of a firm is seen or written but in its own name.
-- FORCE holds the owner too, hence the owner's own policy: without it a later migration's UPDATE would touch
-- no row, and say nothing.
CREATE PROCEDURE protect_firm_table(firm_table regclass, app_may text, platform_may text DEFAULT NULL)
LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', firm_table);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', firm_table);
  EXECUTE format('CREATE POLICY of_the_firm ON %s TO ${app}
                  USING (firm_id = nullif(current_setting(''practiceops.firm'', true), '''')::uuid)', firm_table);
  EXECUTE format('CREATE POLICY of_the_owner ON %s TO ${owner} USING (true)', firm_table);
  EXECUTE format('GRANT %s ON %s TO ${app}', app_may, firm_table);
  IF platform_may IS NOT NULL THEN
    EXECUTE format('CREATE POLICY across_firms ON %s TO ${platform} USING (true)', firm_table);
    EXECUTE format('GRANT %s ON %s TO ${platform}', platform_may, firm_table);
  END IF;
END $$;
