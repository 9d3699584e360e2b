-- Identity belongs to the installation. The app login holds no right on these tables: they are read and
-- written in the platform role, and a request's credential is looked up by the two functions at the end.
CREATE TABLE firm (
  id         uuid        PRIMARY KEY,
  name       text        NOT NULL CHECK (name <> ''),
  zone       text        NOT NULL,
  created_at timestamptz NOT NULL
);

CREATE TABLE user_account (
  id                  uuid        PRIMARY KEY,
  email               text        NOT NULL UNIQUE CHECK (email = lower(email)),
  name                text        NOT NULL CHECK (name <> ''),
  password_hash       text,
  password_changed_at timestamptz,
  operator            boolean     NOT NULL DEFAULT false,
  theme               text        NOT NULL DEFAULT 'auto' CHECK (theme IN ('auto', 'light', 'dark')),
  created_at          timestamptz NOT NULL,
  disabled_at         timestamptz,
  version             bigint      NOT NULL DEFAULT 1
);

CREATE TABLE membership (
  -- One firm a person: what a firm's administrator does to a login is done to the whole login.
  user_id        uuid NOT NULL UNIQUE REFERENCES user_account,
  firm_id        uuid NOT NULL REFERENCES firm,
  roles          text[] NOT NULL CHECK (cardinality(roles) > 0),
  profession     text CHECK (profession IN ('ATTORNEY', 'CPA', 'ENROLLED_AGENT')),
  licence_number text,
  jurisdiction   text,
  client_id      uuid,
  PRIMARY KEY (user_id, firm_id),
  CHECK (NOT 'PROFESSIONAL' = ANY (roles) OR (profession IS NOT NULL AND jurisdiction IS NOT NULL))
);
CREATE INDEX membership_of_firm ON membership (firm_id);

CREATE TABLE session (
  token_hash   bytea       PRIMARY KEY CHECK (length(token_hash) = 32),
  id           uuid        NOT NULL UNIQUE,
  user_id      uuid        NOT NULL REFERENCES user_account,
  firm_id      uuid        REFERENCES firm,
  created_at   timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  address      text        NOT NULL,
  agent        text        NOT NULL,
  ended_at     timestamptz
);
CREATE INDEX session_of_user ON session (user_id, last_seen_at DESC);

CREATE TABLE api_key (
  id           uuid        PRIMARY KEY,
  secret_hash  bytea       NOT NULL UNIQUE CHECK (length(secret_hash) = 32),
  prefix       text        NOT NULL,
  name         text        NOT NULL CHECK (name <> ''),
  user_id      uuid        NOT NULL REFERENCES user_account,
  firm_id      uuid        REFERENCES firm,
  scopes       text[]      NOT NULL,
  created_at   timestamptz NOT NULL,
  expires_at   timestamptz,
  last_used_at timestamptz,
  revoked_at   timestamptz
);
CREATE INDEX api_key_of_user ON api_key (user_id);

-- Links that work once: for the first owner, and for a new user to choose a password.
CREATE TABLE one_time_link (
  token_hash bytea       PRIMARY KEY CHECK (length(token_hash) = 32),
  purpose    text        NOT NULL CHECK (purpose IN ('FIRST_OWNER', 'CHOOSE_PASSWORD')),
  user_id    uuid        REFERENCES user_account,
  expires_at timestamptz NOT NULL,
  used_at    timestamptz
);

GRANT SELECT, INSERT, UPDATE ON firm, user_account, membership, session, api_key TO ${platform};
GRANT SELECT, INSERT, UPDATE, DELETE ON one_time_link TO ${platform};
GRANT DELETE ON session TO ${platform};

-- In PL/pgSQL, not SQL: it keeps its plan, where before PostgreSQL 18 an SQL function plans at each call.
CREATE FUNCTION find_session(hash bytea, at timestamptz)
RETURNS TABLE (via uuid, user_id uuid, name text, email text, theme text, operator boolean,
               firm_id uuid, firm_name text, firm_zone text, roles text[], client_id uuid, seen_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT s.id, u.id, u.name, u.email, u.theme, u.operator, f.id, f.name, f.zone, m.roles, m.client_id,
         s.last_seen_at
    FROM session s
    JOIN user_account u ON u.id = s.user_id AND u.disabled_at IS NULL
    LEFT JOIN membership m ON m.user_id = u.id AND m.firm_id = s.firm_id
    LEFT JOIN firm f ON f.id = m.firm_id
   WHERE s.token_hash = hash AND s.ended_at IS NULL AND s.expires_at > at
     AND (m.firm_id IS NOT NULL OR u.operator);
END $$;

CREATE FUNCTION find_api_key(hash bytea, at timestamptz)
RETURNS TABLE (via uuid, user_id uuid, name text, email text, operator boolean,
               firm_id uuid, firm_name text, firm_zone text, roles text[], client_id uuid, scopes text[],
               seen_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT k.id, u.id, u.name, u.email, u.operator, f.id, f.name, f.zone, m.roles, m.client_id, k.scopes,
         k.last_used_at
    FROM api_key k
    JOIN user_account u ON u.id = k.user_id AND u.disabled_at IS NULL
    LEFT JOIN membership m ON m.user_id = u.id AND m.firm_id = k.firm_id
    LEFT JOIN firm f ON f.id = m.firm_id
   WHERE k.secret_hash = hash AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > at)
     AND (m.firm_id IS NOT NULL OR u.operator);
END $$;
REVOKE ALL ON FUNCTION find_session(bytea, timestamptz), find_api_key(bytea, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_session(bytea, timestamptz), find_api_key(bytea, timestamptz)
  TO ${app}, ${platform};
