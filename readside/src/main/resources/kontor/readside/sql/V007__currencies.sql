-- Currencies over time, and new units for old ones. An account whose money got a new unit ends
-- with the sums it had, and another goes on with the new ones; each names the other's number.

ALTER TABLE accounts ADD COLUMN successor BIGINT;
ALTER TABLE accounts ADD COLUMN predecessor BIGINT;

CREATE TABLE denominations (
  code            TEXT    NOT NULL,
  numeric_code    INTEGER NOT NULL,
  -- -1 where there is no minor unit
  minor_digits    INTEGER NOT NULL,
  from_day        INTEGER NOT NULL,
  until_day       INTEGER NOT NULL,
  next_code       TEXT,
  factor_unscaled BIGINT,
  factor_scale    INTEGER,
  PRIMARY KEY (code, from_day)
);

CREATE TABLE redenominations (
  position        BIGINT  NOT NULL,
  event_index     INTEGER NOT NULL,
  timestamp_ms    BIGINT  NOT NULL,
  from_code       TEXT    NOT NULL,
  to_code         TEXT    NOT NULL,
  factor_unscaled BIGINT  NOT NULL,
  factor_scale    INTEGER NOT NULL,
  rounding        TEXT    NOT NULL,
  prices          TEXT    NOT NULL,
  zone            TEXT    NOT NULL,
  day             INTEGER NOT NULL,
  window_days     INTEGER NOT NULL,
  old_code        TEXT    NOT NULL,
  at_ms           BIGINT  NOT NULL,
  window_end_ms   BIGINT  NOT NULL,
  -- SCHEDULED, CANCELLED, DONE or FAILED
  state           TEXT    NOT NULL,
  -- why it failed
  reason          TEXT,
  holds           INTEGER NOT NULL,
  payments        INTEGER NOT NULL,
  ended_position  BIGINT,
  ended_index     INTEGER,
  ended_ms        BIGINT,
  PRIMARY KEY (position, event_index)
);
CREATE INDEX redenominations_by_code ON redenominations (from_code, state);

-- What became of each book. Sums as text: there may be more than 64 bits of them.
CREATE TABLE redenominated_books (
  position       BIGINT  NOT NULL,
  event_index    INTEGER NOT NULL,
  servicer       TEXT    NOT NULL,
  accounts       INTEGER NOT NULL,
  credits_before TEXT    NOT NULL,
  credits_after  TEXT    NOT NULL,
  rounding_minor BIGINT  NOT NULL,
  PRIMARY KEY (position, event_index, servicer)
);
