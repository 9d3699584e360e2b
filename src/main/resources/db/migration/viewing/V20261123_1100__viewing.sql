-- Who opened which version in the viewer. Pictures of its pages are given for an opening and for nothing else,
-- so that one entry of the trail covers them all.
CREATE TABLE document_opening (
  id          uuid        NOT NULL,
  firm_id     uuid        NOT NULL,
  document_id uuid        NOT NULL,
  number      int         NOT NULL,
  opened_by   uuid        NOT NULL,
  opened_at   timestamptz NOT NULL,
  PRIMARY KEY (id, firm_id),
  FOREIGN KEY (document_id, number, firm_id) REFERENCES document_version (document_id, number, firm_id)
    ON DELETE CASCADE
);
CREATE INDEX document_opening_of ON document_opening (firm_id, opened_by, opened_at);
CREATE INDEX document_opening_document ON document_opening (document_id, number, firm_id);
CALL protect_firm_table('document_opening', 'SELECT, INSERT, DELETE');

-- What somebody noted at a place of a version. Boxes are parts of the page, 0 to 1: x, y, width, height of each.
CREATE TABLE document_annotation (
  id          uuid        NOT NULL,
  firm_id     uuid        NOT NULL,
  document_id uuid        NOT NULL,
  number      int         NOT NULL,
  page        int         NOT NULL CHECK (page > 0),
  boxes       float8[]    NOT NULL CHECK (cardinality(boxes) BETWEEN 4 AND 800 AND cardinality(boxes) % 4 = 0
                                          AND 0 <= ALL (boxes) AND 1 >= ALL (boxes)),
  quote       text        CHECK (quote <> ''),
  note        text        NOT NULL CHECK (note <> ''),
  made_by     uuid,
  made_name   text        NOT NULL,
  made_at     timestamptz NOT NULL,
  changed_at  timestamptz,
  resolved_by text,
  resolved_at timestamptz,
  PRIMARY KEY (id, firm_id),
  FOREIGN KEY (document_id, number, firm_id) REFERENCES document_version (document_id, number, firm_id)
    ON DELETE CASCADE,
  CHECK ((resolved_by IS NULL) = (resolved_at IS NULL))
);
CREATE INDEX document_annotation_of ON document_annotation (firm_id, document_id, number, page);
CALL protect_firm_table('document_annotation',
  'SELECT, INSERT, UPDATE (note, changed_at, resolved_by, resolved_at)');

CREATE TABLE document_annotation_reply (
  id            uuid        NOT NULL,
  firm_id       uuid        NOT NULL,
  annotation_id uuid        NOT NULL,
  note          text        NOT NULL CHECK (note <> ''),
  made_by       uuid,
  made_name     text        NOT NULL,
  made_at       timestamptz NOT NULL,
  changed_at    timestamptz,
  PRIMARY KEY (id, firm_id),
  FOREIGN KEY (annotation_id, firm_id) REFERENCES document_annotation (id, firm_id) ON DELETE CASCADE
);
CREATE INDEX document_annotation_reply_of ON document_annotation_reply (firm_id, annotation_id);
CALL protect_firm_table('document_annotation_reply', 'SELECT, INSERT, UPDATE (note, changed_at)');
