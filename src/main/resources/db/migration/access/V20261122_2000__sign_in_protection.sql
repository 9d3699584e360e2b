-- What was tried at the door, counted so that every instance knows and a restart forgets nothing. Belongs to the
-- installation: the tries come before anybody knows whom they concern. The text typed is not kept, only its hash.
CREATE TABLE sign_in_bucket (
  key           bytea       PRIMARY KEY CHECK (length(key) = 32),
  kind          text        NOT NULL CHECK (kind IN ('DEVICE', 'NETWORK', 'ACCOUNT', 'PAIR', 'DOOR', 'WATCH')),
  account       bytea       CHECK (length(account) = 32),
  network       text,
  failures      integer     NOT NULL DEFAULT 0,
  pending       integer     NOT NULL DEFAULT 0,
  since         timestamptz NOT NULL,
  last_at       timestamptz NOT NULL,
  blocks        integer     NOT NULL DEFAULT 0,
  blocked_until timestamptz,
  refused       bigint      NOT NULL DEFAULT 0,
  told_at       timestamptz
) WITH (fillfactor = 70);
CREATE INDEX sign_in_bucket_of_account ON sign_in_bucket (account) WHERE account IS NOT NULL;
CREATE INDEX sign_in_bucket_of_network ON sign_in_bucket (network, kind) WHERE network IS NOT NULL;

-- Browsers somebody has signed in with: they are asked by themselves, whatever strangers do to the account.
CREATE TABLE sign_in_device (
  token_hash   bytea       PRIMARY KEY CHECK (length(token_hash) = 32),
  user_id      uuid        NOT NULL REFERENCES user_account,
  account      bytea       NOT NULL CHECK (length(account) = 32),
  network      text        NOT NULL,
  created_at   timestamptz NOT NULL,
  last_used_at timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL
);
CREATE INDEX sign_in_device_of_user ON sign_in_device (user_id, last_used_at);
CREATE INDEX sign_in_device_at_network ON sign_in_device (network, account);

-- Mailed to the owner of an account under attack: makes the browser it is opened in a known one, once.
CREATE TABLE sign_in_device_link (
  token_hash bytea       PRIMARY KEY CHECK (length(token_hash) = 32),
  user_id    uuid        NOT NULL REFERENCES user_account,
  expires_at timestamptz NOT NULL
);

-- Networks that are never blocked by themselves, only noted; beside those of the configuration.
CREATE TABLE trusted_network (
  network  text        PRIMARY KEY,
  note     text        NOT NULL CHECK (note <> ''),
  added_at timestamptz NOT NULL,
  added_by text        NOT NULL
);

GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_bucket, sign_in_device, sign_in_device_link, trusted_network
  TO ${platform};
