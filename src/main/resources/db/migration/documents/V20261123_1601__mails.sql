-- What an e-mail says of itself. None of it is proof of anything: its sender wrote it.
CREATE TABLE mail (
  document_id uuid   NOT NULL,
  number      int    NOT NULL,
  firm_id     uuid   NOT NULL,
  sender      text,
  receivers   text[] NOT NULL,
  copies      text[] NOT NULL,
  subject     text,
  sent_at     timestamptz,
  -- Attachments that were too many or too large, and stay inside alone.
  left_out    int    NOT NULL,
  -- Why it could not be taken apart.
  why         text,
  PRIMARY KEY (document_id, number, firm_id),
  FOREIGN KEY (document_id, number, firm_id)
    REFERENCES document_version (document_id, number, firm_id) ON DELETE CASCADE
);
CALL protect_firm_table('mail', 'SELECT, INSERT, DELETE');
CALL close_with_document('mail');

-- Which attachment became which document, so that none does twice.
CREATE TABLE mail_part (
  document_id uuid NOT NULL,
  number      int  NOT NULL,
  part        int  NOT NULL CHECK (part > 0),
  firm_id     uuid NOT NULL,
  name        text NOT NULL,
  part_id     uuid,
  -- Why it did not become one.
  why         text,
  PRIMARY KEY (document_id, number, part, firm_id),
  FOREIGN KEY (document_id, number, firm_id)
    REFERENCES document_version (document_id, number, firm_id) ON DELETE CASCADE,
  FOREIGN KEY (part_id, firm_id) REFERENCES document (id, firm_id) ON DELETE SET NULL (part_id)
);
CREATE INDEX mail_part_document ON mail_part (firm_id, part_id) WHERE part_id IS NOT NULL;
CALL protect_firm_table('mail_part', 'SELECT, INSERT, UPDATE (part_id), DELETE');
CALL close_with_document('mail_part');
