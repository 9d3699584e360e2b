-- From where a key may be used, as CIDR; empty for anywhere. Where it was used and refused last.
ALTER TABLE api_key
  ADD COLUMN allowed      text[]   NOT NULL DEFAULT '{}',
  ADD COLUMN last_used_from text,
  ADD COLUMN warned_at    timestamptz,
  ADD COLUMN refusals     smallint NOT NULL DEFAULT 0,
  ADD COLUMN refused_at   timestamptz,
  ADD COLUMN refused_from text;

DROP FUNCTION find_api_key(bytea, timestamptz);
CREATE FUNCTION find_api_key(hash bytea, at timestamptz)
RETURNS TABLE (via uuid, user_id uuid, name text, email text, operator boolean,
               firm_id uuid, firm_name text, firm_zone text, roles text[], client_id uuid, scopes text[],
               allowed text[], seen_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT k.id, u.id, u.name, u.email, u.operator, f.id, f.name, f.zone, m.roles, m.client_id, k.scopes,
         k.allowed, k.last_used_at
    FROM api_key k
    JOIN user_account u ON u.id = k.user_id AND u.disabled_at IS NULL
    LEFT JOIN membership m ON m.user_id = u.id AND m.firm_id = k.firm_id
    LEFT JOIN firm f ON f.id = m.firm_id
   WHERE k.secret_hash = hash AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > at)
     AND (m.firm_id IS NOT NULL OR u.operator);
END $$;
REVOKE ALL ON FUNCTION find_api_key(bytea, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_api_key(bytea, timestamptz) TO ${app}, ${platform};
