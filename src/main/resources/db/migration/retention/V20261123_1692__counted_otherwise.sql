-- What was counted with other rules than those in force, which is mostly nothing.
CREATE INDEX document_kept_rules ON document_kept (firm_id, rules);
