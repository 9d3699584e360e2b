-- Room at an upload link that bodies have while they are under way: taken before the first byte is read, given back
-- when the request ends. What a killed instance leaves here counts no more after its time.
CREATE TABLE upload_room (
  id      uuid        NOT NULL,
  firm_id uuid        NOT NULL,
  link_id uuid        NOT NULL,
  files   int         NOT NULL CHECK (files >= 0),
  bytes   bigint      NOT NULL CHECK (bytes >= 0),
  until   timestamptz NOT NULL,
  PRIMARY KEY (id, firm_id),
  FOREIGN KEY (link_id, firm_id) REFERENCES outside_link (id, firm_id)
);
CREATE INDEX upload_room_of_link ON upload_room (firm_id, link_id);
CALL protect_firm_table('upload_room', 'SELECT, INSERT, UPDATE (files, bytes), DELETE');
