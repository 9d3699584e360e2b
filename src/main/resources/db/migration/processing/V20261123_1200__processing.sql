-- How far each version is on its way from quarantine to where it is found.
CREATE TABLE processing_run (
  document_id uuid        NOT NULL,
  number      int         NOT NULL,
  firm_id     uuid        NOT NULL,
  stage       text        NOT NULL CHECK (stage IN ('TYPE', 'MALWARE', 'TEXT', 'OCR', 'CLASSIFY', 'INDEX')),
  state       text        NOT NULL CHECK (state IN ('WAITING', 'RUNNING', 'HELD', 'FAILED', 'BLOCKED', 'DONE')),
  tries       int         NOT NULL DEFAULT 0,
  -- What came of the last stage, or why it waits or failed, in words for people; never what a file says.
  outcome     text,
  media_type  text,
  form        text,
  scan        text        CHECK (scan IN ('CLEAN', 'INFECTED', 'NOT_SCANNED', 'TOO_BIG')),
  signature   text,
  pages       int,
  pages_read  int         NOT NULL DEFAULT 0,
  reading     text,
  why         text,
  -- The text on its way from the stage that reads it to the stage that makes it found; gone after that.
  body        text,
  started_at  timestamptz NOT NULL,
  changed_at  timestamptz NOT NULL,
  ended_at    timestamptz,
  PRIMARY KEY (document_id, number, firm_id),
  FOREIGN KEY (document_id, number, firm_id) REFERENCES document_version (document_id, number, firm_id) ON DELETE CASCADE
);
CREATE INDEX processing_run_open ON processing_run (firm_id, stage, state) WHERE state <> 'DONE';
CREATE INDEX processing_run_unscanned ON processing_run (firm_id) WHERE scan IN ('NOT_SCANNED', 'TOO_BIG');
CALL protect_firm_table('processing_run', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT, UPDATE');

-- When each stage of a version ran.
CREATE TABLE processing_stage (
  document_id uuid        NOT NULL,
  number      int         NOT NULL,
  stage       text        NOT NULL,
  firm_id     uuid        NOT NULL,
  started_at  timestamptz NOT NULL,
  ended_at    timestamptz,
  -- Of work alone, without waiting for its turn.
  millis      bigint      NOT NULL DEFAULT 0,
  tries       int         NOT NULL DEFAULT 1,
  outcome     text,
  PRIMARY KEY (document_id, number, stage, firm_id),
  FOREIGN KEY (document_id, number, firm_id) REFERENCES processing_run (document_id, number, firm_id) ON DELETE CASCADE
);
CREATE INDEX processing_stage_ended ON processing_stage (firm_id, ended_at);
CALL protect_firm_table('processing_stage', 'SELECT, INSERT, UPDATE, DELETE');

-- The words OCR read, page by page, so that a crash costs one page and a viewer can show them.
CREATE TABLE processing_page (
  document_id uuid    NOT NULL,
  number      int     NOT NULL,
  page        int     NOT NULL CHECK (page > 0),
  firm_id     uuid    NOT NULL,
  width       real    NOT NULL,
  height      real    NOT NULL,
  -- [[text, left, top, width, height, confidence], …] in points
  words       jsonb   NOT NULL,
  failure     text,
  PRIMARY KEY (document_id, number, page, firm_id),
  FOREIGN KEY (document_id, number, firm_id) REFERENCES processing_run (document_id, number, firm_id) ON DELETE CASCADE
);
CALL protect_firm_table('processing_page', 'SELECT, INSERT, UPDATE, DELETE');

-- What kind of paper a version is taken for, and what became of that.
CREATE TABLE processing_paper (
  document_id uuid        NOT NULL,
  number      int         NOT NULL,
  firm_id     uuid        NOT NULL,
  form        text,
  taken_for   text,
  confidence  double precision NOT NULL,
  evidence    text[]      NOT NULL,
  -- REVIEW: somebody should look; SURE: nobody needs to; ACCEPTED and REJECTED: somebody did.
  state       text        NOT NULL CHECK (state IN ('UNKNOWN', 'REVIEW', 'SURE', 'ACCEPTED', 'REJECTED')),
  read_at     timestamptz NOT NULL,
  reviewed_by text,
  reviewed_at timestamptz,
  PRIMARY KEY (document_id, number, firm_id),
  FOREIGN KEY (document_id, number, firm_id) REFERENCES processing_run (document_id, number, firm_id) ON DELETE CASCADE
);
CREATE INDEX processing_paper_review ON processing_paper (firm_id, read_at, document_id) WHERE state = 'REVIEW';
CALL protect_firm_table('processing_paper', 'SELECT, INSERT, UPDATE, DELETE');

-- The values read off a paper. Of numbers that name a person or an account only the last four digits.
CREATE TABLE processing_field (
  document_id  uuid        NOT NULL,
  number       int         NOT NULL,
  name         text        NOT NULL,
  firm_id      uuid        NOT NULL,
  value        text,
  confidence   double precision NOT NULL,
  page         int,
  box_left     real,
  box_top      real,
  box_width    real,
  box_height   real,
  notes        text[]      NOT NULL DEFAULT '{}',
  -- What was read before somebody corrected it.
  original     text,
  corrected_by text,
  corrected_at timestamptz,
  PRIMARY KEY (document_id, number, name, firm_id),
  FOREIGN KEY (document_id, number, firm_id) REFERENCES processing_paper (document_id, number, firm_id) ON DELETE CASCADE
);
CALL protect_firm_table('processing_field', 'SELECT, INSERT, UPDATE, DELETE');
