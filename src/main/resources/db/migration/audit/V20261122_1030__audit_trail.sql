-- The trail. An event is written in the transaction of the change it tells of; nothing here refers to a
-- business table, so nothing deleted there takes its trail along. The canonical text is what will be sealed;
-- the columns beside it are derived from it, for finding. Personal data stands in audit_personal only: the
-- canonical text holds salted commitments to it, which stay valid when the clear text is erased.
CREATE TABLE audit_event (
  id           uuid        NOT NULL,
  occurred_at  timestamptz NOT NULL,
  firm_id      uuid,
  actor_kind   text        NOT NULL,
  actor_id     uuid,
  action       text        NOT NULL,
  object_type  text        NOT NULL,
  object_id    text,
  outcome      text        NOT NULL CHECK (outcome IN ('DONE', 'DENIED', 'FAILED')),
  request_id   text        NOT NULL,
  canonical    text        NOT NULL,
  leaf_hash    bytea       NOT NULL CHECK (length(leaf_hash) = 32),
  PRIMARY KEY (occurred_at, id)
) PARTITION BY RANGE (occurred_at);

CREATE INDEX audit_event_newest ON audit_event (firm_id, occurred_at DESC, id DESC);
CREATE INDEX audit_event_of_object ON audit_event (firm_id, object_type, object_id, occurred_at DESC, id DESC);
CREATE INDEX audit_event_of_actor ON audit_event (firm_id, actor_id, occurred_at DESC, id DESC);
CREATE INDEX audit_event_of_action ON audit_event (firm_id, action, occurred_at DESC, id DESC);

-- Holds what no monthly partition takes, so that a clock far off cannot stop the practice. Watched by a check.
CREATE TABLE audit_event_default PARTITION OF audit_event DEFAULT;

-- What waits to be sealed. Consumed by DELETE … RETURNING, so a late committer is never missed.
CREATE TABLE audit_inbox (
  event_id    uuid        NOT NULL PRIMARY KEY,
  occurred_at timestamptz NOT NULL,
  firm_id     uuid
);

-- The clear text behind the commitments; erasable field by field.
CREATE TABLE audit_personal (
  event_id    uuid  NOT NULL,
  firm_id     uuid,
  field       text  NOT NULL,
  salt        bytea NOT NULL,
  value       text  NOT NULL,
  PRIMARY KEY (event_id, field)
);

CALL protect_firm_table('audit_event', 'SELECT, INSERT', 'SELECT, INSERT');
CALL protect_firm_table('audit_inbox', 'INSERT', 'SELECT, INSERT, DELETE');
CALL protect_firm_table('audit_personal', 'SELECT, INSERT', 'SELECT, INSERT, DELETE');

-- Written once. The owner can undo this trigger, a seal kept elsewhere cannot be undone: that comes with sealing.
CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit trail is written once: % of % is refused.', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON audit_event
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON audit_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON audit_event_default
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();

-- The app login has no DDL: it asks for the partition of a month here. A month that already has rows in the
-- default partition keeps them there.
CREATE FUNCTION make_audit_partition(month date) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  first_day timestamptz := date_trunc('month', month::timestamp) AT TIME ZONE 'UTC';
  next_first timestamptz := (date_trunc('month', month::timestamp) + interval '1 month') AT TIME ZONE 'UTC';
  partition_name text := 'audit_event_' || to_char(month, 'YYYY_MM');
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('make_audit_partition'));
  IF to_regclass(partition_name) IS NOT NULL THEN
    RETURN partition_name;
  END IF;
  IF EXISTS (SELECT FROM audit_event_default WHERE occurred_at >= first_day AND occurred_at < next_first) THEN
    RETURN 'audit_event_default';
  END IF;
  EXECUTE format('CREATE TABLE %I PARTITION OF audit_event FOR VALUES FROM (%L) TO (%L)',
                 partition_name, first_day, next_first);
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', partition_name);
  EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', partition_name);
  EXECUTE format('CREATE POLICY of_the_owner ON %I TO ${owner} USING (true)', partition_name);
  EXECUTE format('CREATE TRIGGER never_truncated BEFORE TRUNCATE ON %I
                  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit()', partition_name);
  RETURN partition_name;
END $$;
REVOKE ALL ON FUNCTION make_audit_partition(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION make_audit_partition(date) TO ${app}, ${platform};

-- Direct access to a partition is nobody's but the owner's.
ALTER TABLE audit_event_default ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_event_default FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_owner ON audit_event_default TO ${owner} USING (true);
