-- A folder that is brought in: what is to come, what has come, and what was refused. Kept, so that it can be taken up
-- again after a break, from any browser, and nothing comes twice.
CREATE TABLE upload_batch (
  id             uuid        NOT NULL,
  firm_id        uuid        NOT NULL,
  client_id      uuid        NOT NULL,
  name           text        NOT NULL CHECK (name <> ''),
  folder         text        NOT NULL,
  category       text        NOT NULL,
  classification text        NOT NULL,
  year           int,
  tags           text[]      NOT NULL,
  started_by     text        NOT NULL,
  started_at     timestamptz NOT NULL,
  PRIMARY KEY (id, firm_id),
  FOREIGN KEY (client_id, firm_id) REFERENCES client (id, firm_id)
);
CREATE INDEX upload_batch_newest ON upload_batch (firm_id, client_id, id DESC);
CALL protect_firm_table('upload_batch', 'SELECT, INSERT');
CALL close_with('upload_batch', 'client_id');

CREATE TABLE upload_batch_file (
  batch_id    uuid   NOT NULL,
  firm_id     uuid   NOT NULL,
  -- Below the folder brought in. Has to fit into a row of the index.
  path        text   NOT NULL CHECK (path <> '' AND octet_length(path) <= 2600),
  size        bigint NOT NULL CHECK (size >= 0),
  -- As the sender's machine says, in milliseconds since 1970; 0 where it does not.
  modified    bigint NOT NULL,
  state       text   NOT NULL CHECK (state IN ('MISSING', 'STORED', 'REFUSED')),
  why         text,
  sha256      bytea  CHECK (length(sha256) = 32),
  document_id uuid,
  PRIMARY KEY (batch_id, path, firm_id),
  FOREIGN KEY (batch_id, firm_id) REFERENCES upload_batch (id, firm_id),
  -- A document that is disposed of stays stored here: it is not to come again.
  FOREIGN KEY (document_id, firm_id) REFERENCES document (id, firm_id) ON DELETE SET NULL (document_id),
  CHECK ((state = 'STORED') = (sha256 IS NOT NULL))
);
CREATE INDEX upload_batch_document ON upload_batch_file (firm_id, document_id) WHERE document_id IS NOT NULL;
CALL protect_firm_table('upload_batch_file', 'SELECT, INSERT, UPDATE');
CREATE POLICY open_to_the_person ON upload_batch_file AS RESTRICTIVE TO ${app}
  USING (batch_id IN (SELECT id FROM upload_batch));
