-- Who works in the firm of the transaction, by name and roles: for modules that say who does what, in the
-- transaction they say it in. Nothing else of identity leaves by this door.
CREATE FUNCTION people_of_firm()
RETURNS TABLE (id uuid, name text, roles text[], disabled boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT u.id, u.name, m.roles, u.disabled_at IS NOT NULL
      FROM membership m JOIN user_account u ON u.id = m.user_id
     WHERE m.firm_id = nullif(current_setting('practiceops.firm', true), '')::uuid
     ORDER BY lower(u.name), u.id;
END $$;
REVOKE ALL ON FUNCTION people_of_firm() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION people_of_firm() TO ${app};
