-- What leaves the house. A row is written with the change that caused it and sent by the queue.
CREATE TABLE outbox_message (
  id            uuid        PRIMARY KEY,
  firm_id       uuid,
  channel       text        NOT NULL CHECK (channel IN ('mail')),
  recipient     text        NOT NULL,
  subject       text        NOT NULL,
  body_text     text        NOT NULL,
  state         text        NOT NULL CHECK (state IN ('KEPT', 'QUEUED', 'SENT', 'FAILED')),
  -- how often it was handed in for delivery; part of the Message-ID, so that only a wanted resend looks new
  sending       int         NOT NULL DEFAULT 1 CHECK (sending > 0),
  attempts      int         NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  -- the receiving side said no for good: nothing is wrong with our way out
  refused       boolean     NOT NULL DEFAULT false,
  last_error    text,
  message_id    text,
  created_at    timestamptz NOT NULL,
  last_tried_at timestamptz,
  sent_at       timestamptz,
  UNIQUE (id, firm_id),
  CHECK (state <> 'SENT' OR sent_at IS NOT NULL),
  CHECK (state <> 'FAILED' OR last_error IS NOT NULL)
);
CREATE INDEX outbox_message_of_firm ON outbox_message (firm_id, id DESC);
CREATE INDEX outbox_message_last_tried ON outbox_message (last_tried_at DESC) WHERE last_tried_at IS NOT NULL;
CREATE INDEX outbox_message_last_sent ON outbox_message (sent_at DESC) WHERE sent_at IS NOT NULL;
CREATE INDEX outbox_message_open ON outbox_message (state) WHERE state IN ('QUEUED', 'FAILED');

-- Mail of the installation itself has no firm: no firm sees it, the platform role does.
CALL protect_firm_table('outbox_message', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE');
