-- When somebody was last here, also once their sessions are pruned.
ALTER TABLE user_account ADD COLUMN last_seen_at timestamptz;
UPDATE user_account u SET last_seen_at = (SELECT max(s.last_seen_at) FROM session s WHERE s.user_id = u.id);

-- Somebody came with the token of a session that is over: how often that was written down, and the last time.
ALTER TABLE session
  ADD COLUMN refusals     smallint NOT NULL DEFAULT 0,
  ADD COLUMN refused_at   timestamptz,
  ADD COLUMN refused_from text;
CREATE INDEX session_ended ON session (expires_at);
