-- Leave to hold two things that access/separation.csv keeps apart; given by an owner, never for oneself.
CREATE TABLE separation_exception (
  id         uuid        NOT NULL,
  firm_id    uuid        NOT NULL,
  user_id    uuid        NOT NULL,
  rule       text        NOT NULL,
  reason     text        NOT NULL CHECK (reason <> ''),
  granted_by uuid        NOT NULL,
  granted_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL CHECK (expires_at > granted_at),
  ended_at   timestamptz,
  PRIMARY KEY (id, firm_id),
  CHECK (granted_by <> user_id)
);
CREATE INDEX separation_exception_of_firm ON separation_exception (firm_id, user_id);
CALL protect_firm_table('separation_exception', 'SELECT', 'SELECT, INSERT, UPDATE');

-- Whoever is let in again is not shut out the next morning for having been away.
ALTER TABLE user_account ADD COLUMN enabled_at timestamptz;
