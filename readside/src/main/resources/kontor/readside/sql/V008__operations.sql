-- What the annex on operations says of payments, by the rule that decided.

CREATE TABLE judgements (
  uetr         TEXT    NOT NULL PRIMARY KEY,
  position     BIGINT  NOT NULL,
  event_index  INTEGER NOT NULL,
  timestamp_ms BIGINT  NOT NULL,
  agreement    INTEGER NOT NULL,
  -- value date, as it was when the payment was judged
  day          INTEGER NOT NULL,
  -- NULL where the payment states no class
  operation    TEXT,
  finding      TEXT    NOT NULL,
  rule         TEXT    NOT NULL
);

-- What would have to be there, in the order in which it was told.
CREATE TABLE judgement_missing (
  uetr    TEXT    NOT NULL,
  ordinal INTEGER NOT NULL,
  name    TEXT    NOT NULL,
  PRIMARY KEY (uetr, ordinal)
);

-- What was accepted for a value date is added up when it is asked for.
CREATE INDEX judgements_by_day ON judgements (agreement, day);
