-- What was refused or failed is rare and looked for often; so is what came by API key or from nobody signed in.
CREATE INDEX audit_event_not_done ON audit_event (firm_id, occurred_at DESC, id DESC) WHERE outcome <> 'DONE';
CREATE INDEX audit_event_of_kind ON audit_event (firm_id, actor_kind, occurred_at DESC, id DESC)
  WHERE actor_kind IN ('API_KEY', 'ANONYMOUS');
-- A request's identifier stands in logs and on error pages, without its time. Hashed: 36 instead of 60 bytes an entry.
CREATE INDEX audit_event_of_request ON audit_event USING hash (request_id);

-- Filters of the trail that people kept under a name. The query is that of the page's address.
CREATE TABLE audit_view (
  id          uuid        NOT NULL PRIMARY KEY,
  firm_id     uuid        NOT NULL,
  owner_id    uuid        NOT NULL,
  owner_name  text        NOT NULL,
  name        text        NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  query       text        NOT NULL CHECK (length(query) <= 2000),
  shared      boolean     NOT NULL,
  created_at  timestamptz NOT NULL,
  UNIQUE (firm_id, owner_id, name)
);
CALL protect_firm_table('audit_view', 'SELECT, INSERT, UPDATE, DELETE');
