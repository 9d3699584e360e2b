-- The sealer takes what it needs from the inbox alone. Rows written before have their leaf in audit_event.
ALTER TABLE audit_inbox ADD COLUMN leaf_hash bytea;
UPDATE audit_inbox i SET leaf_hash = e.leaf_hash
  FROM audit_event e WHERE e.occurred_at = i.occurred_at AND e.id = i.event_id;
ALTER TABLE audit_inbox
  ALTER COLUMN leaf_hash SET NOT NULL,
  ADD CONSTRAINT audit_inbox_leaf_is_a_hash CHECK (length(leaf_hash) = 32);

-- A queue: as many rows leave as come. Swept by number of dead rows, not by share, and without pauses.
ALTER TABLE audit_inbox SET (
  autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0,
  autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 20000,
  autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 20000);
