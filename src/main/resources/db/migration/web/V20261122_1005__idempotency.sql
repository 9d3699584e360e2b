-- A key, the request it stood for and the answer given, committed with what the request did.
CREATE TABLE idempotency_key (
  firm_id      uuid        NOT NULL,
  actor_id     uuid        NOT NULL,
  key          text        NOT NULL,
  request_hash bytea       NOT NULL,
  status       int,
  content_type text,
  location     text,
  etag         text,
  body         bytea,
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (firm_id, actor_id, key)
);
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
CALL protect_firm_table('idempotency_key', 'SELECT, INSERT, UPDATE', 'SELECT, DELETE');
