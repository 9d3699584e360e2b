-- The zone of the transaction's firm, which decides on what day something was uploaded and what day it is.
CREATE FUNCTION firm_zone() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
  RETURN (SELECT zone FROM firm WHERE id = nullif(current_setting('practiceops.firm', true), '')::uuid);
END $$;
REVOKE ALL ON FUNCTION firm_zone() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION firm_zone() TO ${app};

-- What a firm keeps longer than the schedules that come with PracticeOps, or keeps of its own.
CREATE TABLE retention_rule (
  id              uuid        NOT NULL,
  firm_id         uuid        NOT NULL,
  version         int         NOT NULL CHECK (version > 0),
  name            text        NOT NULL CHECK (name <> ''),
  categories      text[]      NOT NULL,
  classifications text[]      NOT NULL,
  tag             text,
  jurisdiction    text,
  unit            text        NOT NULL CHECK (unit IN ('DAYS', 'YEARS')),
  length          int         NOT NULL CHECK (length > 0),
  event           text        NOT NULL CHECK (event IN ('UPLOADED', 'DOCUMENT_YEAR', 'CLIENT_ENDED')),
  source          text        NOT NULL,
  url             text,
  effective_from  date        NOT NULL,
  made_by         text        NOT NULL,
  made_at         timestamptz NOT NULL,
  ended_at        timestamptz,
  PRIMARY KEY (id, firm_id)
);
CALL protect_firm_table('retention_rule', 'SELECT, INSERT, UPDATE');

-- When the work for a client ended. Some rules count from there.
CREATE TABLE client_end (
  client_id   uuid        NOT NULL,
  firm_id     uuid        NOT NULL,
  ended_on    date        NOT NULL,
  recorded_by text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (client_id, firm_id),
  FOREIGN KEY (client_id, firm_id) REFERENCES client (id, firm_id)
);
CALL protect_firm_table('client_end', 'SELECT, INSERT, UPDATE');

-- What one version of one rule gave a document: rows are only added, their dates only raised. A row without a date
-- waits for its event to become known, and keeps the document until then.
CREATE TABLE document_retention (
  document_id  uuid        NOT NULL,
  rule         text        NOT NULL,
  rule_version int         NOT NULL,
  firm_id      uuid        NOT NULL,
  rule_name    text        NOT NULL,
  unit         text        NOT NULL,
  length       int         NOT NULL,
  event        text        NOT NULL,
  counted_from date,
  kept_until   date,
  given_at     timestamptz NOT NULL,
  PRIMARY KEY (document_id, rule, rule_version, firm_id),
  FOREIGN KEY (document_id, firm_id) REFERENCES document (id, firm_id) ON DELETE CASCADE,
  CHECK ((counted_from IS NULL) = (kept_until IS NULL))
);
CALL protect_firm_table('document_retention', 'SELECT, INSERT, UPDATE');

-- The longest of them. No date and not open means that no rule ever applied.
CREATE TABLE document_kept (
  document_id uuid        NOT NULL,
  firm_id     uuid        NOT NULL,
  kept_until  date,
  open        boolean     NOT NULL,
  rules       text        NOT NULL,
  counted_at  timestamptz NOT NULL,
  PRIMARY KEY (document_id, firm_id),
  FOREIGN KEY (document_id, firm_id) REFERENCES document (id, firm_id) ON DELETE CASCADE
);
CREATE INDEX document_kept_until ON document_kept (firm_id, coalesce(kept_until, DATE '0001-01-01'), document_id)
  WHERE NOT open;
CALL protect_firm_table('document_kept', 'SELECT, INSERT, UPDATE');

CREATE FUNCTION refuse_shorter_retention() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.kept_until IS NOT NULL AND (NEW.kept_until IS NULL OR NEW.kept_until < OLD.kept_until) THEN
    RAISE EXCEPTION 'Document % is kept until %; that is never shortened.', OLD.document_id, OLD.kept_until;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER never_shortened BEFORE UPDATE ON document_retention
  FOR EACH ROW EXECUTE FUNCTION refuse_shorter_retention();
CREATE TRIGGER never_shortened BEFORE UPDATE ON document_kept
  FOR EACH ROW EXECUTE FUNCTION refuse_shorter_retention();

-- How far the counting of all documents with the rules now in force has come.
CREATE TABLE retention_sweep (
  firm_id     uuid        NOT NULL PRIMARY KEY,
  rules       text        NOT NULL,
  after_id    uuid,
  counted     bigint      NOT NULL,
  of          bigint      NOT NULL,
  begun_at    timestamptz NOT NULL,
  finished_at timestamptz
);
CALL protect_firm_table('retention_sweep', 'SELECT, INSERT, UPDATE');

-- A case that documents must be kept for, whatever their time. What it covers is fixed when it is placed.
CREATE TABLE legal_hold (
  id               uuid        NOT NULL,
  firm_id          uuid        NOT NULL,
  name             text        NOT NULL CHECK (name <> ''),
  reason           text        NOT NULL CHECK (reason <> ''),
  scope            text        NOT NULL CHECK (scope IN ('DOCUMENTS', 'CLIENT', 'FILTER')),
  client_id        uuid,
  categories       text[]      NOT NULL,
  classifications  text[]      NOT NULL,
  year_from        int,
  year_to          int,
  tag              text,
  future           boolean     NOT NULL,
  placed_by        uuid,
  placed_by_name   text        NOT NULL,
  placed_at        timestamptz NOT NULL,
  released_by      uuid,
  released_by_name text,
  released_at      timestamptz,
  release_reason   text,
  PRIMARY KEY (id, firm_id),
  FOREIGN KEY (client_id, firm_id) REFERENCES client (id, firm_id),
  CHECK (scope <> 'CLIENT' OR client_id IS NOT NULL),
  CHECK (scope <> 'DOCUMENTS' OR NOT future),
  CHECK ((released_at IS NULL) = (released_by_name IS NULL) AND (released_at IS NULL) = (release_reason IS NULL))
);
CREATE INDEX legal_hold_standing ON legal_hold (firm_id, client_id) WHERE released_at IS NULL;
CALL protect_firm_table('legal_hold',
  'SELECT, INSERT, UPDATE (released_by, released_by_name, released_at, release_reason)');

CREATE FUNCTION refuse_change_of_released_hold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.released_at IS NOT NULL THEN
    RAISE EXCEPTION 'Hold % is released; place another.', OLD.id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER released_stays_released BEFORE UPDATE ON legal_hold
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_released_hold();

-- A document once caught stays caught, wherever it is filed later; with it all its versions.
CREATE TABLE legal_hold_document (
  hold_id     uuid        NOT NULL,
  document_id uuid        NOT NULL,
  firm_id     uuid        NOT NULL,
  caught_at   timestamptz NOT NULL,
  later       boolean     NOT NULL,
  PRIMARY KEY (hold_id, document_id, firm_id),
  FOREIGN KEY (hold_id, firm_id) REFERENCES legal_hold (id, firm_id),
  FOREIGN KEY (document_id, firm_id) REFERENCES document (id, firm_id) ON DELETE CASCADE
);
CREATE INDEX legal_hold_of_document ON legal_hold_document (firm_id, document_id);
CALL protect_firm_table('legal_hold_document', 'SELECT, INSERT');

-- Documents somebody proposed to dispose of, and what somebody else decided. An erasure is one over all of a client's
-- documents that waits until nothing keeps them.
CREATE TABLE disposal_order (
  id               uuid        NOT NULL,
  firm_id          uuid        NOT NULL,
  kind             text        NOT NULL CHECK (kind IN ('DISPOSAL', 'ERASURE')),
  client_id        uuid,
  reason           text        NOT NULL CHECK (reason <> ''),
  state            text        NOT NULL CHECK (state IN ('WAITING', 'PROPOSED', 'APPROVED', 'DECLINED', 'DONE')),
  proposed_by      uuid        NOT NULL,
  proposed_by_name text        NOT NULL,
  proposed_at      timestamptz NOT NULL,
  decided_by       uuid        CHECK (decided_by <> proposed_by),
  decided_by_name  text,
  decided_at       timestamptz,
  decision_reason  text,
  finished_at      timestamptz,
  certificate      text,                 -- JSON, byte for byte what its hash is of
  certificate_hash text,
  PRIMARY KEY (id, firm_id),
  FOREIGN KEY (client_id, firm_id) REFERENCES client (id, firm_id),
  CHECK ((kind = 'ERASURE') = (client_id IS NOT NULL)),
  CHECK (kind = 'ERASURE' OR state <> 'WAITING'),
  CHECK ((state IN ('APPROVED', 'DECLINED', 'DONE')) = (decided_by IS NOT NULL)),
  CHECK ((state = 'DONE') = (finished_at IS NOT NULL) AND (state = 'DONE') = (certificate IS NOT NULL)
         AND (state = 'DONE') = (certificate_hash IS NOT NULL))
);
CREATE INDEX disposal_order_open ON disposal_order (firm_id, state) WHERE state IN ('WAITING', 'PROPOSED', 'APPROVED');
CREATE UNIQUE INDEX erasure_once ON disposal_order (firm_id, client_id)
  WHERE kind = 'ERASURE' AND state IN ('WAITING', 'PROPOSED', 'APPROVED');
CALL protect_firm_table('disposal_order', 'SELECT, INSERT, UPDATE');

-- No reference to the document: it goes, this stays.
CREATE TABLE disposal_item (
  order_id    uuid        NOT NULL,
  document_id uuid        NOT NULL,
  firm_id     uuid        NOT NULL,
  client_id   uuid        NOT NULL,
  category    text        NOT NULL,
  year        int,
  kept_until  date,
  rule        text,
  state       text        NOT NULL CHECK (state IN ('PENDING', 'DISPOSED', 'REFUSED', 'DECLINED')),
  why         text,
  sha256      text[],
  disposed_at timestamptz,
  entry       uuid,
  PRIMARY KEY (order_id, document_id, firm_id),
  FOREIGN KEY (order_id, firm_id) REFERENCES disposal_order (id, firm_id),
  CHECK ((state = 'DISPOSED') = (disposed_at IS NOT NULL) AND (state = 'DISPOSED') = (sha256 IS NOT NULL))
);
CREATE UNIQUE INDEX disposal_item_pending ON disposal_item (firm_id, document_id) WHERE state = 'PENDING';
CALL protect_firm_table('disposal_item', 'SELECT, INSERT, UPDATE');

-- A certificate and what it certifies do not change afterwards.
CREATE FUNCTION refuse_change_of_finished_disposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state IN ('DONE', 'DECLINED') THEN
    RAISE EXCEPTION 'Disposal order % is %.', OLD.id, lower(OLD.state);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER finished_stays_finished BEFORE UPDATE ON disposal_order
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_finished_disposal();

CREATE FUNCTION refuse_change_of_settled_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'PENDING' THEN
    RAISE EXCEPTION 'Item % of a disposal order is %.', OLD.document_id, lower(OLD.state);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER settled_stays_settled BEFORE UPDATE ON disposal_item
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_settled_item();
