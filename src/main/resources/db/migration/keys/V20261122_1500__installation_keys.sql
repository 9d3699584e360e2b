-- Which secret keys this database was written with. The keys themselves are files outside it; a fingerprint
-- tells an instance that holds another key, or none, before it writes what the others cannot read.
CREATE TABLE installation_key (
  name        text        PRIMARY KEY,
  fingerprint text        NOT NULL,
  made_at     timestamptz NOT NULL
);
GRANT SELECT, INSERT ON installation_key TO ${platform};
