-- The firm's bytes: encrypted objects in the object store, each under a data key of its own, which stands here wrapped
-- by a key that is never here. Where the wrapped key goes, the bytes are gone for good, wherever copies lie.
CREATE TABLE vault_kek (
  id         text        PRIMARY KEY,  -- keeper:generation
  made_at    timestamptz NOT NULL,
  retired_at timestamptz
);
GRANT SELECT ON vault_kek TO ${app};
GRANT SELECT, INSERT, UPDATE ON vault_kek TO ${platform};

-- A fingerprint tells nothing of its key, and files arrive in transactions of their firm.
GRANT SELECT ON installation_key TO ${app};

CREATE TABLE vault_object (
  id          uuid        NOT NULL,  -- random, the object's name in the store: a name tells nothing of the bytes
  firm_id     uuid        NOT NULL,
  sha256      bytea       NOT NULL CHECK (length(sha256) = 32),
  size        bigint      NOT NULL CHECK (size >= 0),
  wrapped_key bytea       NOT NULL,
  kek         text        NOT NULL REFERENCES vault_kek,
  received_at timestamptz NOT NULL,
  scrubbed_at timestamptz,
  scrub       text        CHECK (scrub IN ('SOUND', 'DAMAGED', 'MISSING')),
  PRIMARY KEY (id, firm_id),
  UNIQUE (firm_id, sha256),
  CHECK ((scrubbed_at IS NULL) = (scrub IS NULL))
);
CREATE INDEX vault_object_by_kek ON vault_object (kek);
CREATE INDEX vault_object_to_scrub ON vault_object (scrubbed_at NULLS FIRST, id);
CREATE INDEX vault_object_in_trouble ON vault_object (id) WHERE scrub IN ('DAMAGED', 'MISSING');
CALL protect_firm_table('vault_object', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT, UPDATE');

-- Why an object is kept: one row for each thing that refers to its bytes.
CREATE TABLE vault_use (
  object_id uuid NOT NULL,
  firm_id   uuid NOT NULL,
  use_id    uuid NOT NULL,
  PRIMARY KEY (object_id, firm_id, use_id),
  FOREIGN KEY (object_id, firm_id) REFERENCES vault_object (id, firm_id)
);
CALL protect_firm_table('vault_use', 'SELECT, INSERT, DELETE');

-- What was made of an object's bytes, as the picture of a page; under the same key, gone with it.
CREATE TABLE vault_derived (
  id        uuid   NOT NULL,
  firm_id   uuid   NOT NULL,
  object_id uuid   NOT NULL,
  name      text   NOT NULL CHECK (name <> ''),
  size      bigint NOT NULL,
  PRIMARY KEY (id, firm_id),
  UNIQUE (object_id, firm_id, name),
  FOREIGN KEY (object_id, firm_id) REFERENCES vault_object (id, firm_id) ON DELETE CASCADE
);
CALL protect_firm_table('vault_derived', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT');
