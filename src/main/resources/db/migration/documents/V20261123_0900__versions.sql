-- What a document says stands in its versions. Their bytes never change: only what became of them does.
CREATE TABLE document_version (
  document_id   uuid        NOT NULL,
  number        int         NOT NULL CHECK (number > 0),
  firm_id       uuid        NOT NULL,
  id            uuid        NOT NULL,
  file_name     text        NOT NULL CHECK (file_name <> ''),
  media_type    text        NOT NULL,
  size          bigint      NOT NULL CHECK (size > 0),
  sha256        bytea       NOT NULL CHECK (length(sha256) = 32),
  state         text        NOT NULL CHECK (state IN ('QUARANTINED', 'RELEASED', 'BLOCKED')),
  reading       text        NOT NULL CHECK (reading IN ('WAITING', 'SEARCHABLE', 'NO_TEXT', 'UNREADABLE')),
  why           text,
  pages         int,
  note          text,
  restored_from int,
  uploaded_by   text        NOT NULL,
  uploaded_at   timestamptz NOT NULL,
  PRIMARY KEY (document_id, number, firm_id),
  UNIQUE (id, firm_id),
  FOREIGN KEY (document_id, firm_id) REFERENCES document (id, firm_id)
);
CREATE INDEX document_version_bytes ON document_version (firm_id, sha256);
CREATE INDEX document_version_unready ON document_version (firm_id)
  WHERE reading <> 'SEARCHABLE' OR state <> 'RELEASED';

INSERT INTO document_version (document_id, number, firm_id, id, file_name, media_type, size, sha256, state,
                              reading, why, pages, uploaded_by, uploaded_at)
SELECT id, 1, firm_id, gen_random_uuid(), name, media_type, size, sha256, 'RELEASED',
       reading, unreadable, pages, uploaded_by, uploaded_at
  FROM document;
CALL protect_firm_table('document_version',
  'SELECT, INSERT, UPDATE (media_type, state, reading, why, pages), DELETE', 'SELECT');

ALTER TABLE document
  DROP COLUMN media_type, DROP COLUMN size, DROP COLUMN sha256, DROP COLUMN reading,
  DROP COLUMN unreadable, DROP COLUMN pages, DROP COLUMN uploaded_by, DROP COLUMN uploaded_at,
  ADD COLUMN current          int    NOT NULL DEFAULT 1,
  ADD COLUMN folder           text   NOT NULL DEFAULT '',
  ADD COLUMN classification   text   NOT NULL DEFAULT 'CONFIDENTIAL'
    CHECK (classification IN ('PUBLIC', 'INTERNAL', 'CONFIDENTIAL', 'PRIVILEGED', 'TAX_RETURN_INFO')),
  ADD COLUMN year             int    CHECK (year BETWEEN 1900 AND 2199),
  ADD COLUMN tags             text[] NOT NULL DEFAULT '{}',
  -- Who may see it: as the client, or only those named.
  ADD COLUMN access           text   NOT NULL DEFAULT 'CLIENT' CHECK (access IN ('CLIENT', 'NAMED')),
  -- The e-mail it was attached to.
  ADD COLUMN part_of          uuid,
  ADD COLUMN checked_out_by   uuid,
  ADD COLUMN checked_out_name text,
  ADD COLUMN checked_out_at   timestamptz,
  ADD FOREIGN KEY (part_of, firm_id) REFERENCES document (id, firm_id),
  ADD CHECK ((checked_out_at IS NULL) = (checked_out_name IS NULL));
CREATE INDEX document_in_folder ON document (firm_id, client_id, folder, id DESC);
CREATE INDEX document_parts ON document (firm_id, part_of) WHERE part_of IS NOT NULL;
GRANT DELETE ON document TO ${app};

-- What is left of a document that is gone: that it was there, why it went, and what proves which bytes went.
CREATE TABLE document_tombstone (
  id          uuid        NOT NULL,
  firm_id     uuid        NOT NULL,
  client_id   uuid        NOT NULL,
  category    text        NOT NULL,
  versions    int         NOT NULL,
  sha256      text[]      NOT NULL,
  because     text        NOT NULL,
  disposed_by text        NOT NULL,
  disposed_at timestamptz NOT NULL,
  PRIMARY KEY (id, firm_id),
  FOREIGN KEY (client_id, firm_id) REFERENCES client (id, firm_id)
);
CALL protect_firm_table('document_tombstone', 'SELECT, INSERT');
