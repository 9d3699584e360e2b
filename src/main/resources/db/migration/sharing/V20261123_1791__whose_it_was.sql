-- The client it was of when the link was made: moved to another, it is not shown any more. Not called client_id: who
-- sees the row is decided by the document, so that a link of which one document is closed is closed whole.
ALTER TABLE share_item ADD COLUMN made_of uuid;
UPDATE share_item i SET made_of = d.client_id
  FROM document d WHERE d.firm_id = i.firm_id AND d.id = i.document_id;
ALTER TABLE share_item
  ALTER COLUMN made_of SET NOT NULL,
  ADD FOREIGN KEY (made_of, firm_id) REFERENCES client (id, firm_id);
