-- Agreements with their annexes as they stand, and the register of treaties. Days are counted from
-- 1970-01-01; 2147483647 is an open end, or a day that is not known yet.

CREATE TABLE agreement_frames (
  id            INTEGER PRIMARY KEY,
  name          TEXT    NOT NULL,
  governing_law TEXT    NOT NULL,
  zone          TEXT    NOT NULL,
  from_day      INTEGER NOT NULL,
  until_day     INTEGER NOT NULL,
  run_off_days  INTEGER NOT NULL,
  ratification  TEXT    NOT NULL,
  state         TEXT    NOT NULL,
  -- UTC day of the last signature
  signed_day    INTEGER NOT NULL,
  -- first day in force, by the acts of the parties
  in_force_day  INTEGER NOT NULL,
  -- first day on which it is no longer in force
  end_day       INTEGER NOT NULL,
  position      BIGINT  NOT NULL,
  event_index   INTEGER NOT NULL,
  timestamp_ms  BIGINT  NOT NULL
);

CREATE TABLE agreement_parties (
  agreement   INTEGER NOT NULL,
  ordinal     INTEGER NOT NULL,
  institution TEXT    NOT NULL,
  country     TEXT    NOT NULL,
  currency    TEXT    NOT NULL,
  PRIMARY KEY (agreement, ordinal)
);

-- What each party did with the agreement as a whole, in the order of the log.
CREATE TABLE agreement_acts (
  agreement    INTEGER NOT NULL,
  -- name of the event, such as AgreementSigned
  act          TEXT    NOT NULL,
  party        TEXT    NOT NULL,
  -- of the text that was agreed to or signed
  digest       TEXT,
  -- reason of a suspension
  reason       TEXT,
  -- day from which a notice counts
  day          INTEGER,
  position     BIGINT  NOT NULL,
  event_index  INTEGER NOT NULL,
  timestamp_ms BIGINT  NOT NULL,
  PRIMARY KEY (position, event_index)
);
CREATE INDEX agreement_acts_by_agreement ON agreement_acts (agreement, position, event_index);

CREATE TABLE annexes (
  agreement    INTEGER NOT NULL,
  kind         TEXT    NOT NULL,
  version      INTEGER NOT NULL,
  -- as proposed
  from_day     INTEGER NOT NULL,
  until_day    INTEGER NOT NULL,
  -- from which it holds; null until every party signed
  holds_from   INTEGER,
  -- SHA-256 of the form, which is what the parties sign
  digest       TEXT    NOT NULL,
  form         BYTEA   NOT NULL,
  position     BIGINT  NOT NULL,
  event_index  INTEGER NOT NULL,
  timestamp_ms BIGINT  NOT NULL,
  PRIMARY KEY (agreement, kind, version)
);

CREATE TABLE annex_signatures (
  agreement    INTEGER NOT NULL,
  kind         TEXT    NOT NULL,
  version      INTEGER NOT NULL,
  party        TEXT    NOT NULL,
  position     BIGINT  NOT NULL,
  event_index  INTEGER NOT NULL,
  timestamp_ms BIGINT  NOT NULL,
  PRIMARY KEY (agreement, kind, version, party)
);

-- Which annexes the version number that a payment keeps stands for.
CREATE TABLE editions (
  agreement INTEGER NOT NULL,
  edition   INTEGER NOT NULL,
  kind      TEXT    NOT NULL,
  version   INTEGER NOT NULL,
  from_day  INTEGER NOT NULL,
  PRIMARY KEY (agreement, edition, kind)
);

CREATE TABLE treaties (
  number       INTEGER PRIMARY KEY,
  subject      TEXT    NOT NULL,
  field        TEXT    NOT NULL,
  signed_day   INTEGER NOT NULL,
  from_day     INTEGER NOT NULL,
  until_day    INTEGER NOT NULL,
  document     TEXT,
  state        TEXT    NOT NULL,
  position     BIGINT  NOT NULL,
  event_index  INTEGER NOT NULL,
  timestamp_ms BIGINT  NOT NULL
);

CREATE TABLE treaty_parties (
  treaty  INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  party   TEXT    NOT NULL,
  PRIMARY KEY (treaty, ordinal)
);

-- All that countries agreed: what is only listed, what runs with annexes, and what was entered in
-- one step, by its last version.
CREATE VIEW register_entries AS
SELECT 'TREATY' AS origin, number, subject, field, signed_day, from_day, until_day, document, state
FROM treaties
UNION ALL
SELECT 'AGREEMENT', id, name, 'settlement', signed_day,
  CASE WHEN in_force_day = 2147483647 THEN from_day ELSE in_force_day END,
  CASE WHEN end_day = 2147483647 THEN end_day ELSE end_day - 1 END,
  NULL, state
FROM agreement_frames
UNION ALL
SELECT 'ENTERED', a.id, a.institution_a || ', ' || a.institution_b, 'settlement',
  a.timestamp_ms / 86400000,
  (SELECT MIN(effective_from_day) FROM agreements f WHERE f.id = a.id),
  a.effective_until_day, NULL, 'IN_FORCE'
FROM agreements a
WHERE a.version = (SELECT MAX(version) FROM agreements l WHERE l.id = a.id);

CREATE VIEW register_parties AS
SELECT 'TREATY' AS origin, treaty AS number, ordinal, party FROM treaty_parties
UNION ALL
SELECT 'AGREEMENT', agreement, ordinal, country FROM agreement_parties
UNION ALL
SELECT 'ENTERED', id, 0, SUBSTR(institution_a, 5, 2) FROM agreements WHERE version = 1
UNION ALL
SELECT 'ENTERED', id, 1, SUBSTR(institution_b, 5, 2) FROM agreements WHERE version = 1;
