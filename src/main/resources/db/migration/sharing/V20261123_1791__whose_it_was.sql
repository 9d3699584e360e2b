-- Whose document it was when the link was made: moved to another client, it is not shown any more.
ALTER TABLE share_item ADD COLUMN client_id uuid;
UPDATE share_item i SET client_id = d.client_id
  FROM document d WHERE d.firm_id = i.firm_id AND d.id = i.document_id;
ALTER TABLE share_item
  ALTER COLUMN client_id SET NOT NULL,
  ADD FOREIGN KEY (client_id, firm_id) REFERENCES client (id, firm_id);
