-- A person is found by what the provider never gives to somebody else: issuer and subject, not by the e-mail address.
CREATE TABLE provider_link (
  issuer   text        NOT NULL,
  subject  text        NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
  user_id  uuid        NOT NULL REFERENCES user_account,
  provider text        NOT NULL,
  made_at  timestamptz NOT NULL,
  used_at  timestamptz NOT NULL,
  PRIMARY KEY (issuer, subject),
  UNIQUE (user_id, issuer)
);

-- Somebody was sent to a provider and may come back once. What proves that it is them is in their browser's cookie.
CREATE TABLE provider_visit (
  cookie_hash bytea       PRIMARY KEY CHECK (length(cookie_hash) = 32),
  provider    text        NOT NULL,
  next        text,
  expires_at  timestamptz NOT NULL
);
CREATE INDEX provider_visit_expired ON provider_visit (expires_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON provider_link TO ${platform};
GRANT SELECT, INSERT, DELETE ON provider_visit TO ${platform};
