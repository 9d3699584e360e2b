-- How a session was proven, and when last. Those that are open now were proven when they began, by password.
ALTER TABLE session
  ADD COLUMN factors   text[] NOT NULL DEFAULT '{PASSWORD}' CHECK (cardinality(factors) > 0),
  ADD COLUMN proven_at timestamptz;
UPDATE session SET proven_at = created_at;
ALTER TABLE session
  ALTER COLUMN factors DROP DEFAULT,
  ALTER COLUMN proven_at SET NOT NULL;

-- The password was right, or a provider vouched; the second step is still to come. Of its own, so that nothing that reads sessions
-- can take one for a session.
CREATE TABLE half_open_sign_in (
  token_hash bytea       PRIMARY KEY CHECK (length(token_hash) = 32),
  id         uuid        NOT NULL UNIQUE,
  user_id    uuid        NOT NULL REFERENCES user_account,
  factor     text        NOT NULL,
  begun_at   timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  address    text        NOT NULL,
  agent      text        NOT NULL,
  refused    integer     NOT NULL DEFAULT 0
);
CREATE INDEX half_open_of_user ON half_open_sign_in (user_id);
CREATE INDEX half_open_expiry ON half_open_sign_in (expires_at);

-- An authenticator app (RFC 6238). The seed is nonce and AES-256-GCM text, with the user's id as what is
-- authenticated beside it. One that is not confirmed yet belongs to the session that began it.
CREATE TABLE authenticator (
  id           uuid        PRIMARY KEY,
  user_id      uuid        NOT NULL REFERENCES user_account,
  session_id   uuid,
  seed         bytea       NOT NULL,
  created_at   timestamptz NOT NULL,
  confirmed_at timestamptz,
  last_step    bigint      NOT NULL DEFAULT -1,
  last_used_at timestamptz,
  CHECK (session_id IS NOT NULL OR confirmed_at IS NOT NULL)
);
CREATE UNIQUE INDEX authenticator_in_use ON authenticator (user_id) WHERE confirmed_at IS NOT NULL;
CREATE UNIQUE INDEX authenticator_to_confirm ON authenticator (user_id) WHERE confirmed_at IS NULL;

-- credential is WebAuthn's attested credential data: AAGUID, credential id, COSE public key.
CREATE TABLE passkey (
  id            uuid        PRIMARY KEY,
  user_id       uuid        NOT NULL REFERENCES user_account,
  credential_id bytea       NOT NULL UNIQUE CHECK (length(credential_id) BETWEEN 1 AND 1023),
  credential    bytea       NOT NULL,
  name          text        NOT NULL CHECK (name <> ''),
  transports    text[]      NOT NULL,
  sign_count    bigint      NOT NULL,
  verifies_user boolean     NOT NULL,
  synced        boolean     NOT NULL,
  created_at    timestamptz NOT NULL,
  last_used_at  timestamptz,
  revoked_at    timestamptz
);
CREATE INDEX passkey_of_user ON passkey (user_id) WHERE revoked_at IS NULL;

-- One at a time for whom it was given to: a session, a half-open sign-in, or a visit to the sign-in page.
CREATE TABLE passkey_challenge (
  given_to   text        PRIMARY KEY,
  challenge  bytea       NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX passkey_challenge_expiry ON passkey_challenge (expires_at);

CREATE TABLE recovery_code (
  user_id   uuid        NOT NULL REFERENCES user_account,
  code_hash bytea       NOT NULL CHECK (length(code_hash) = 32),
  made_at   timestamptz NOT NULL,
  used_at   timestamptz,
  PRIMARY KEY (user_id, code_hash)
);

-- From when on a role of a firm needs a second factor; no row, no need.
CREATE TABLE second_factor_rule (
  firm_id       uuid        NOT NULL REFERENCES firm,
  role          text        NOT NULL,
  required_from timestamptz NOT NULL,
  PRIMARY KEY (firm_id, role)
);

GRANT SELECT, INSERT, UPDATE, DELETE
  ON half_open_sign_in, authenticator, passkey_challenge, recovery_code, second_factor_rule TO ${platform};
GRANT SELECT, INSERT, UPDATE ON passkey TO ${platform};

DROP FUNCTION find_session(bytea, timestamptz);
CREATE FUNCTION find_session(hash bytea, at timestamptz)
RETURNS TABLE (via uuid, user_id uuid, name text, email text, theme text, operator boolean,
               firm_id uuid, firm_name text, firm_zone text, roles text[], client_id uuid, seen_at timestamptz,
               factors text[], proven_at timestamptz, firm_asks_second boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT s.id, u.id, u.name, u.email, u.theme, u.operator, f.id, f.name, f.zone, m.roles, m.client_id,
         s.last_seen_at, s.factors, s.proven_at,
         EXISTS (SELECT FROM second_factor_rule r
                  WHERE r.firm_id = m.firm_id AND r.role = ANY (m.roles) AND r.required_from <= at)
    FROM session s
    JOIN user_account u ON u.id = s.user_id AND u.disabled_at IS NULL
    LEFT JOIN membership m ON m.user_id = u.id AND m.firm_id = s.firm_id
    LEFT JOIN firm f ON f.id = m.firm_id
   WHERE s.token_hash = hash AND s.ended_at IS NULL AND s.expires_at > at
     AND (m.firm_id IS NOT NULL OR u.operator);
END $$;
REVOKE ALL ON FUNCTION find_session(bytea, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_session(bytea, timestamptz) TO ${app}, ${platform};
