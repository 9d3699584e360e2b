-- Who holds what was looked at by somebody else, and what came of it. The platform role takes part because a decision
-- changes logins and keys in the same transaction.
CREATE TABLE access_review (
  id                uuid        NOT NULL,
  firm_id           uuid        NOT NULL,
  name              text        NOT NULL CHECK (name <> ''),
  scope             text        NOT NULL CHECK (scope IN ('PEOPLE', 'ROLES', 'KEYS')),
  roles             text[]      NOT NULL,
  reviewer_id       uuid        NOT NULL,
  deputy_id         uuid        CHECK (deputy_id <> reviewer_id),
  due_on            date        NOT NULL,
  due_at            timestamptz NOT NULL, -- the end of that day in the firm's zone
  opened_at         timestamptz NOT NULL, -- the instant of the snapshot
  opened_by         text        NOT NULL,
  early_reminder_at timestamptz,
  late_reminder_at  timestamptz,
  closed_at         timestamptz,
  report            text,                 -- JSON, byte for byte what its hash is of
  report_csv        text,
  PRIMARY KEY (id, firm_id),
  CHECK ((closed_at IS NULL) = (report IS NULL) AND (closed_at IS NULL) = (report_csv IS NULL)),
  CHECK ((scope = 'ROLES') = (cardinality(roles) > 0))
);
CREATE INDEX access_review_open ON access_review (due_at) WHERE closed_at IS NULL;
CALL protect_firm_table('access_review', 'SELECT', 'SELECT, INSERT, UPDATE');

CREATE TABLE access_review_item (
  id             uuid        NOT NULL,
  firm_id        uuid        NOT NULL,
  review_id      uuid        NOT NULL,
  kind           text        NOT NULL CHECK (kind IN ('PERSON', 'KEY')),
  subject_id     uuid        NOT NULL, -- the person or the key
  person_id      uuid        NOT NULL, -- the person, or whom the key acts for
  name           text        NOT NULL,
  roles          text[]      NOT NULL,
  rights         text[]      NOT NULL,
  keys           integer     NOT NULL,
  last_used_at   timestamptz,
  second_factor  boolean,              -- null: not known
  findings       text[]      NOT NULL,
  decision       text        CHECK (decision IN ('KEEP', 'CHANGE_ROLES', 'REMOVE')),
  new_roles      text[],
  reason         text,
  decided_at     timestamptz,
  decided_by     uuid        CHECK (decided_by <> person_id),
  decided_by_name text,
  PRIMARY KEY (id, firm_id),
  FOREIGN KEY (review_id, firm_id) REFERENCES access_review (id, firm_id),
  CHECK ((decision IS NULL) = (decided_at IS NULL) AND (decision IS NULL) = (decided_by IS NULL)),
  CHECK ((new_roles IS NOT NULL) = (decision IS NOT DISTINCT FROM 'CHANGE_ROLES'))
);
CREATE INDEX access_review_item_of_review ON access_review_item (firm_id, review_id);
CALL protect_firm_table('access_review_item', 'SELECT', 'SELECT, INSERT, UPDATE');

-- Evidence does not change afterwards, not even by our own mistake.
CREATE FUNCTION refuse_change_of_closed_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.closed_at IS NOT NULL THEN
    RAISE EXCEPTION 'Access review % is closed.', OLD.id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER closed_stays_closed BEFORE UPDATE OR DELETE ON access_review
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_closed_review();

CREATE FUNCTION refuse_second_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.decision IS NOT NULL
     OR EXISTS (SELECT FROM access_review r
                 WHERE r.id = OLD.review_id AND r.firm_id = OLD.firm_id AND r.closed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'Item % of an access review is decided, or its review closed.', OLD.id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER decided_once BEFORE UPDATE OR DELETE ON access_review_item
  FOR EACH ROW EXECUTE FUNCTION refuse_second_decision();
