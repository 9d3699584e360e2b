-- What seals the trail: trees of RFC 6962 over its leaves, and the signed checkpoints of their roots. None of it
-- refers to a business table, and none of it is the app login's: it is read and written in the platform role,
-- with the firm named by the reader.

-- From a restored backup a log goes on under a new name: under the old one it has said other things already.
CREATE TABLE audit_era (
  era       int         PRIMARY KEY CHECK (era > 0),
  origin    text        NOT NULL UNIQUE,
  since     timestamptz NOT NULL,
  statement text        -- signed note on why there is a new one; null for the first
);

CREATE TABLE audit_log (
  id      int    GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind    text   NOT NULL CHECK (kind IN ('SYSTEM', 'INSTALLATION', 'FIRM')),
  firm_id uuid   UNIQUE CHECK ((firm_id IS NOT NULL) = (kind = 'FIRM')),
  era     int    NOT NULL REFERENCES audit_era,
  origin  text   NOT NULL UNIQUE,
  size    bigint NOT NULL DEFAULT 0,
  hashes  bytea  NOT NULL DEFAULT '',  -- compact range [0, size): roots of its perfect subtrees, 32 bytes each
  stated  bigint NOT NULL DEFAULT 0 CHECK (stated <= size)  -- the size last stated in the system log
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000,
        autovacuum_vacuum_cost_delay = 0);
CREATE UNIQUE INDEX audit_log_only_one ON audit_log (kind) WHERE kind <> 'FIRM';

-- Without references: each leaf would pay for a look at a row that cannot go away.
CREATE TABLE audit_leaf (
  log_id       int         NOT NULL,
  leaf_index   bigint      NOT NULL,
  event_id     uuid        NOT NULL UNIQUE,
  occurred_at  timestamptz NOT NULL,
  leaf_hash    bytea       NOT NULL CHECK (length(leaf_hash) = 32),
  sequenced_at timestamptz NOT NULL,
  PRIMARY KEY (log_id, leaf_index)
);

-- C2SP tlog-tiles, full ones only. The root is the hash that the tile has in the tile above it.
CREATE TABLE audit_tile (
  log_id     int    NOT NULL REFERENCES audit_log,
  level      int    NOT NULL,
  tile_index bigint NOT NULL,
  hashes     bytea  NOT NULL CHECK (length(hashes) = 8192),
  root       bytea  NOT NULL CHECK (length(root) = 32),
  PRIMARY KEY (log_id, level, tile_index)
);
ALTER TABLE audit_tile ALTER COLUMN hashes SET STORAGE EXTERNAL;

-- The leaves of the system log: which log had which root when.
CREATE TABLE audit_root (
  system_index bigint      PRIMARY KEY,
  log_id       int         NOT NULL,
  era          int         NOT NULL,
  size         bigint      NOT NULL,
  root         bytea       NOT NULL CHECK (length(root) = 32),
  at           timestamptz NOT NULL,
  leaf_hash    bytea       NOT NULL CHECK (length(leaf_hash) = 32)
);
CREATE INDEX audit_root_of_log ON audit_root (log_id, size, system_index);

-- Keys that sign, in order of use. The secret halves are files, see installation_key.
CREATE TABLE audit_key (
  number    int         PRIMARY KEY CHECK (number > 0),
  vkey      text        NOT NULL UNIQUE,
  since     timestamptz NOT NULL,
  statement text        CHECK ((number = 1) = (statement IS NULL))  -- note by the key before
);

CREATE TABLE audit_checkpoint (
  size bigint      PRIMARY KEY,
  era  int         NOT NULL REFERENCES audit_era,
  root bytea       NOT NULL CHECK (length(root) = 32),
  at   timestamptz NOT NULL,
  key  int         NOT NULL REFERENCES audit_key,
  note text        NOT NULL
);

-- Which checkpoint reached which place outside the database.
CREATE TABLE audit_anchor (
  sink  text        NOT NULL,
  size  bigint      NOT NULL REFERENCES audit_checkpoint,
  place text        NOT NULL,
  at    timestamptz NOT NULL,
  PRIMARY KEY (sink, size)
);

-- Sealing stands still in an era that has a row here.
CREATE TABLE audit_halt (
  era      int         PRIMARY KEY REFERENCES audit_era,
  at       timestamptz NOT NULL,
  reason   text        NOT NULL,
  anchored text        NOT NULL  -- the checkpoint outside that this database contradicts
);

-- Months whose payloads went. A row without an end is work to go on with.
CREATE TABLE audit_truncation (
  month    date        PRIMARY KEY,
  began    timestamptz NOT NULL,
  events   bigint      NOT NULL,
  finished timestamptz
);

CREATE TABLE audit_verification (
  id         uuid        PRIMARY KEY,
  started    timestamptz NOT NULL,
  finished   timestamptz NOT NULL,
  entries    bigint      NOT NULL,
  outcome    text        NOT NULL CHECK (outcome IN ('PROVEN', 'DIVERGED', 'UNKNOWN')),
  finding    text        -- the first divergence, or why nothing is known
);
CREATE INDEX audit_verification_newest ON audit_verification (started DESC);

-- What protects the trail in this database, each time it was found to differ from the time before.
CREATE TABLE audit_rails (
  number     int         PRIMARY KEY,
  at         timestamptz NOT NULL,
  migration  text        NOT NULL,
  partitions text[]      NOT NULL,
  rails      text[]      NOT NULL
);

-- Who leads. The lock of the transaction keeps sealers apart; this row keeps the work with one of them.
CREATE TABLE audit_sealer (
  only_one boolean     PRIMARY KEY DEFAULT true CHECK (only_one),
  name     text        NOT NULL,
  until    timestamptz NOT NULL
) WITH (fillfactor = 20, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);

GRANT SELECT, INSERT ON audit_era, audit_log, audit_leaf, audit_tile, audit_root, audit_key, audit_checkpoint,
  audit_anchor, audit_halt, audit_truncation, audit_verification, audit_rails, audit_sealer TO ${platform};
GRANT UPDATE (era, origin, size, hashes, stated) ON audit_log TO ${platform};
GRANT UPDATE (finished) ON audit_truncation TO ${platform};
GRANT UPDATE (name, until) ON audit_sealer TO ${platform};

-- Written once, for the owner too.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['audit_era', 'audit_tile', 'audit_root', 'audit_key', 'audit_checkpoint', 'audit_anchor',
                              'audit_halt', 'audit_verification', 'audit_rails'] LOOP
    EXECUTE format('CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON %I
                    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit()', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['audit_era', 'audit_log', 'audit_leaf', 'audit_tile', 'audit_root', 'audit_key',
                              'audit_checkpoint', 'audit_anchor', 'audit_halt', 'audit_truncation',
                              'audit_verification', 'audit_rails'] LOOP
    EXECUTE format('CREATE TRIGGER never_truncated BEFORE TRUNCATE ON %I
                    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit()', name);
  END LOOP;
END $$;

CREATE FUNCTION refuse_shrinking_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.id = OLD.id AND NEW.kind = OLD.kind AND NEW.firm_id IS NOT DISTINCT FROM OLD.firm_id
       AND NEW.size >= OLD.size AND NEW.stated >= OLD.stated AND NEW.era >= OLD.era
       AND (NEW.origin = OLD.origin OR NEW.era > OLD.era) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'A log of the audit trail only grows: this % is refused.', TG_OP
    USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON audit_log
  FOR EACH ROW EXECUTE FUNCTION refuse_shrinking_of_audit();

-- A leaf row may go when its payload went by retention and its hash stays in a tile.
CREATE FUNCTION refuse_change_of_leaf() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF EXISTS (SELECT FROM audit_truncation
                WHERE month = date_trunc('month', OLD.occurred_at AT TIME ZONE 'UTC')::date AND finished IS NULL)
       AND EXISTS (SELECT FROM audit_tile
                    WHERE log_id = OLD.log_id AND level = 0 AND tile_index = OLD.leaf_index / 256) THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'The audit trail is written once: % of % is refused.', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON audit_leaf
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_leaf();

CREATE FUNCTION refuse_reopening_of_truncation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.finished IS NULL AND NEW.month = OLD.month AND NEW.began = OLD.began AND NEW.events = OLD.events THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'The audit trail is written once: % of % is refused.', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON audit_truncation
  FOR EACH ROW EXECUTE FUNCTION refuse_reopening_of_truncation();

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['audit_era', 'audit_log', 'audit_leaf', 'audit_tile', 'audit_root', 'audit_key',
                              'audit_checkpoint', 'audit_anchor', 'audit_halt', 'audit_truncation',
                              'audit_verification', 'audit_rails'] LOOP
    CALL always_written_once(name::regclass);
  END LOOP;
END $$;
