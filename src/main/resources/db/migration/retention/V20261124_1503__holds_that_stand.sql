-- Which holds of the firm stand, by id alone: also those that are closed to the person, since what they keep is kept.
CREATE FUNCTION standing_holds() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  of_firm uuid := nullif(current_setting('practiceops.firm', true), '')::uuid;
BEGIN
  RETURN QUERY SELECT h.id FROM legal_hold h WHERE h.firm_id = of_firm AND h.released_at IS NULL;
END $$;
REVOKE ALL ON FUNCTION standing_holds() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION standing_holds() TO ${app};
