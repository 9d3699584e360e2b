-- Links for people who do not sign in: to see documents (SHARE), or to hand some in (UPLOAD). Only the hash of a
-- link's token is here. A link is never deleted: what became of it stays to be seen.
CREATE TABLE outside_link (
  id            uuid        NOT NULL,
  firm_id       uuid        NOT NULL,
  kind          text        NOT NULL CHECK (kind IN ('SHARE', 'UPLOAD')),
  token_hash    bytea       NOT NULL CHECK (length(token_hash) = 32),
  recipient     text        NOT NULL CHECK (recipient <> ''),
  note          text,
  password_hash text,
  made_by       uuid,
  made_by_name  text        NOT NULL,
  made_at       timestamptz NOT NULL,
  expires_at    timestamptz NOT NULL,
  revoked_at    timestamptz,
  revoked_by    text,
  PRIMARY KEY (id, firm_id)
);
CREATE UNIQUE INDEX outside_link_token ON outside_link (token_hash);
CREATE INDEX outside_link_newest ON outside_link (firm_id, id DESC);
CALL protect_firm_table('outside_link', 'SELECT, INSERT, UPDATE (revoked_at, revoked_by)');

-- Whose link a token opens. All else is read in that firm's name.
CREATE FUNCTION find_outside_link(hash bytea) RETURNS TABLE (id uuid, firm_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT l.id, l.firm_id FROM outside_link l WHERE l.token_hash = hash;
END $$;
REVOKE ALL ON FUNCTION find_outside_link(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_outside_link(bytea) TO ${app};

-- How documents are shown by a link, and how often it was opened.
CREATE TABLE share_terms (
  link_id      uuid    NOT NULL,
  firm_id      uuid    NOT NULL,
  view_limit   int     CHECK (view_limit > 0),
  views        int     NOT NULL DEFAULT 0,
  may_download boolean NOT NULL,
  watermark    boolean NOT NULL,
  reason       text,
  PRIMARY KEY (link_id, firm_id),
  FOREIGN KEY (link_id, firm_id) REFERENCES outside_link (id, firm_id),
  CHECK (view_limit IS NULL OR views <= view_limit)
);
CALL protect_firm_table('share_terms', 'SELECT, INSERT, UPDATE (views)');

-- Which documents: at one version, or, where it is null, always at the newest.
CREATE TABLE share_item (
  link_id     uuid NOT NULL,
  document_id uuid NOT NULL,
  firm_id     uuid NOT NULL,
  position    int  NOT NULL,
  version     int,
  PRIMARY KEY (link_id, document_id, firm_id),
  FOREIGN KEY (link_id, firm_id) REFERENCES outside_link (id, firm_id),
  FOREIGN KEY (document_id, firm_id) REFERENCES document (id, firm_id) ON DELETE CASCADE
);
CREATE INDEX share_item_of_document ON share_item (firm_id, document_id);
CALL protect_firm_table('share_item', 'SELECT, INSERT');

-- Where handed-in files go, how many are taken, and what is asked for.
CREATE TABLE upload_box (
  link_id      uuid   NOT NULL,
  firm_id      uuid   NOT NULL,
  client_id    uuid   NOT NULL,
  folder       text   NOT NULL,
  category     text   NOT NULL,
  notify       text,
  most_files   int    NOT NULL CHECK (most_files > 0),
  most_bytes   bigint NOT NULL CHECK (most_bytes > 0),
  files        int    NOT NULL DEFAULT 0,
  bytes        bigint NOT NULL DEFAULT 0,
  -- When whoever asked is mailed of what has come; null while nothing is to be told.
  notice_due   timestamptz,
  told_until   timestamptz,
  PRIMARY KEY (link_id, firm_id),
  FOREIGN KEY (link_id, firm_id) REFERENCES outside_link (id, firm_id),
  FOREIGN KEY (client_id, firm_id) REFERENCES client (id, firm_id)
);
CREATE INDEX upload_box_of_client ON upload_box (firm_id, client_id);
CALL protect_firm_table('upload_box', 'SELECT, INSERT, UPDATE (files, bytes, notice_due, told_until)');

CREATE TABLE upload_wish (
  link_id  uuid NOT NULL,
  position int  NOT NULL,
  firm_id  uuid NOT NULL,
  wish     text NOT NULL CHECK (wish <> ''),
  PRIMARY KEY (link_id, position, firm_id),
  FOREIGN KEY (link_id, firm_id) REFERENCES outside_link (id, firm_id)
);
CALL protect_firm_table('upload_wish', 'SELECT, INSERT');

CREATE TABLE upload_arrival (
  link_id     uuid        NOT NULL,
  document_id uuid        NOT NULL,
  firm_id     uuid        NOT NULL,
  position    int,
  at          timestamptz NOT NULL,
  PRIMARY KEY (link_id, document_id, firm_id),
  FOREIGN KEY (link_id, firm_id) REFERENCES outside_link (id, firm_id),
  FOREIGN KEY (link_id, position, firm_id) REFERENCES upload_wish (link_id, position, firm_id),
  FOREIGN KEY (document_id, firm_id) REFERENCES document (id, firm_id) ON DELETE CASCADE
);
CREATE INDEX upload_arrival_of_document ON upload_arrival (firm_id, document_id);
CALL protect_firm_table('upload_arrival', 'SELECT, INSERT');

-- Somebody who opened a link, for a while: the hash of their cookie.
CREATE TABLE outside_visit (
  id         uuid        NOT NULL,
  firm_id    uuid        NOT NULL,
  link_id    uuid        NOT NULL,
  token_hash bytea       NOT NULL CHECK (length(token_hash) = 32),
  begun_at   timestamptz NOT NULL,
  ends_at    timestamptz NOT NULL,
  PRIMARY KEY (id, firm_id),
  FOREIGN KEY (link_id, firm_id) REFERENCES outside_link (id, firm_id)
);
CREATE UNIQUE INDEX outside_visit_token ON outside_visit (firm_id, link_id, token_hash);
CREATE INDEX outside_visit_newest ON outside_visit (firm_id, link_id, begun_at);
CALL protect_firm_table('outside_visit', 'SELECT, INSERT, DELETE');

-- What became of a link: opened, page by page, downloaded, refused. A page is noted once a visit.
CREATE TABLE outside_event (
  id          uuid        NOT NULL,
  firm_id     uuid        NOT NULL,
  link_id     uuid        NOT NULL,
  at          timestamptz NOT NULL,
  what        text        NOT NULL CHECK (what IN ('OPENED', 'PAGE', 'DOWNLOADED', 'HANDED_IN', 'REFUSED')),
  visit_id    uuid,
  document_id uuid,
  version     int,
  page        int,
  network     text,
  why         text,
  PRIMARY KEY (id, firm_id),
  FOREIGN KEY (link_id, firm_id) REFERENCES outside_link (id, firm_id)
);
CREATE INDEX outside_event_of_link ON outside_event (firm_id, link_id, id DESC);
CREATE UNIQUE INDEX outside_event_page ON outside_event (firm_id, visit_id, document_id, version, page)
  WHERE what = 'PAGE';
CALL protect_firm_table('outside_event', 'SELECT, INSERT');

-- Passwords tried at a link: by network, and of all networks together where that is empty.
CREATE TABLE outside_guess (
  link_id       uuid        NOT NULL,
  network       text        NOT NULL,
  firm_id       uuid        NOT NULL,
  failures      int         NOT NULL,
  since         timestamptz NOT NULL,
  blocked_until timestamptz,
  PRIMARY KEY (link_id, network, firm_id),
  FOREIGN KEY (link_id, firm_id) REFERENCES outside_link (id, firm_id)
);
CALL protect_firm_table('outside_guess', 'SELECT, INSERT, UPDATE, DELETE');
