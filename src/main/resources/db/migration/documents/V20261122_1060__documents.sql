-- The bytes stand in the document store under their SHA-256; equal files of one firm are kept once.
CREATE TABLE document (
  id          uuid        NOT NULL,
  firm_id     uuid        NOT NULL,
  client_id   uuid        NOT NULL,
  name        text        NOT NULL CHECK (name <> ''),
  category    text        NOT NULL,
  media_type  text        NOT NULL,
  size        bigint      NOT NULL CHECK (size > 0),
  sha256      bytea       NOT NULL CHECK (length(sha256) = 32),
  reading     text        NOT NULL CHECK (reading IN ('WAITING', 'SEARCHABLE', 'NO_TEXT', 'UNREADABLE')),
  unreadable  text,
  pages       int,
  uploaded_by text        NOT NULL,
  uploaded_at timestamptz NOT NULL,
  version     bigint      NOT NULL DEFAULT 1,
  PRIMARY KEY (id, firm_id),
  FOREIGN KEY (client_id, firm_id) REFERENCES client (id, firm_id)
);
CREATE INDEX document_newest ON document (firm_id, id DESC);
CREATE INDEX document_of_client ON document (firm_id, client_id, id DESC);
CREATE INDEX document_bytes ON document (firm_id, sha256);
CALL protect_firm_table('document', 'SELECT, INSERT, UPDATE', 'SELECT');
