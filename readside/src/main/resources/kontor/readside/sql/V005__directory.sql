-- The directory: who takes part as what, how far each is, and the lists that were published.

CREATE TABLE directory (
  bic           TEXT PRIMARY KEY,
  kind          TEXT NOT NULL,
  -- the institution that keeps its accounts; the direct bank of an indirect one
  via           TEXT NOT NULL,
  name          TEXT NOT NULL,
  lei           TEXT,
  national_code TEXT,
  standing      TEXT NOT NULL,
  -- when its notice is over; null unless it runs
  notice_ms     BIGINT,
  changed_ms    BIGINT NOT NULL
);

CREATE TABLE directory_steps (
  bic          TEXT    NOT NULL,
  position     BIGINT  NOT NULL,
  event_index  INTEGER NOT NULL,
  timestamp_ms BIGINT  NOT NULL,
  standing     TEXT    NOT NULL,
  reason       TEXT    NOT NULL,
  maker        TEXT,
  checker      TEXT,
  PRIMARY KEY (bic, position, event_index)
);

CREATE TABLE directory_lists (
  day          INTEGER PRIMARY KEY,
  timestamp_ms BIGINT  NOT NULL,
  participants INTEGER NOT NULL,
  -- SHA-256 as the core computed it
  digest       TEXT    NOT NULL,
  list         BYTEA   NOT NULL
);
