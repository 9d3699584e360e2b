-- Who works for a client. A client is open to everybody in the firm who holds the right, or to its team alone.
ALTER TABLE client ADD access text NOT NULL DEFAULT 'FIRM' CHECK (access IN ('FIRM', 'TEAM'));
CREATE INDEX client_of_team_alone ON client (firm_id, id) WHERE access = 'TEAM';

CREATE TABLE client_member (
  firm_id   uuid        NOT NULL,
  client_id uuid        NOT NULL,
  user_id   uuid        NOT NULL,
  part      text        NOT NULL CHECK (part IN ('RESPONSIBLE', 'WORKS', 'ASSISTS')),
  since     timestamptz NOT NULL,
  PRIMARY KEY (client_id, user_id, firm_id),
  FOREIGN KEY (client_id, firm_id) REFERENCES client (id, firm_id),
  FOREIGN KEY (user_id, firm_id) REFERENCES membership (user_id, firm_id)
);
CREATE INDEX client_member_of_user ON client_member (firm_id, user_id, client_id);
CALL protect_firm_table('client_member', 'SELECT, INSERT, UPDATE, DELETE');

-- An ethical wall: somebody of the firm is shut out of a client. A lifted one stays on record.
CREATE TABLE client_wall (
  id          uuid        NOT NULL,
  firm_id     uuid        NOT NULL,
  client_id   uuid        NOT NULL,
  user_id     uuid        NOT NULL,
  reason      text        NOT NULL CHECK (reason <> ''),
  raised_by   text        NOT NULL,
  raised_at   timestamptz NOT NULL,
  lifted_by   text,
  lifted_at   timestamptz,
  lifted_because text,
  PRIMARY KEY (id, firm_id),
  FOREIGN KEY (client_id, firm_id) REFERENCES client (id, firm_id),
  FOREIGN KEY (user_id, firm_id) REFERENCES membership (user_id, firm_id),
  CHECK ((lifted_at IS NULL) = (lifted_by IS NULL) AND (lifted_at IS NULL) = (lifted_because IS NULL))
);
CREATE UNIQUE INDEX client_wall_standing ON client_wall (firm_id, user_id, client_id) WHERE lifted_at IS NULL;
CREATE INDEX client_wall_of_client ON client_wall (firm_id, client_id, id DESC);
CALL protect_firm_table('client_wall', 'SELECT, INSERT, UPDATE');

-- A wall beats everything; then a client of its team alone is closed to everybody else, owners too.
CREATE OR REPLACE FUNCTION closed_to_user() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  of_firm uuid := nullif(current_setting('practiceops.firm', true), '')::uuid;
  of_user uuid := user_of_transaction();
BEGIN
  IF of_user IS NULL THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT w.client_id FROM client_wall w
     WHERE w.firm_id = of_firm AND w.user_id = of_user AND w.lifted_at IS NULL
    UNION ALL
    SELECT c.id FROM client c
     WHERE c.firm_id = of_firm AND c.access = 'TEAM'
       AND NOT EXISTS (SELECT FROM client_member m
                        WHERE m.firm_id = of_firm AND m.client_id = c.id AND m.user_id = of_user);
END $$;

CALL close_with('client', 'id');
CALL close_with('client_member', 'client_id');
CALL close_with('client_wall', 'client_id');
CALL close_with('document', 'client_id');
