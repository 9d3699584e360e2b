CREATE TABLE client (
  id         uuid        NOT NULL,
  firm_id    uuid        NOT NULL,
  kind       text        NOT NULL CHECK (kind IN ('INDIVIDUAL', 'ORGANIZATION')),
  name       text        NOT NULL CHECK (name <> ''),
  sort_name  text        NOT NULL GENERATED ALWAYS AS (lower(name)) STORED,
  email      text,
  phone      text,
  city       text,
  state      text,
  note       text,
  created_at timestamptz NOT NULL,
  version    bigint      NOT NULL DEFAULT 1,
  PRIMARY KEY (id, firm_id)
);
CREATE INDEX client_by_name ON client (firm_id, sort_name, id);
CALL protect_firm_table('client', 'SELECT, INSERT, UPDATE');
