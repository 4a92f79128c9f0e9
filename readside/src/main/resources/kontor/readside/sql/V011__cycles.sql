-- Netting cycles that have closed, and what each moved on loro accounts.

CREATE TABLE cycles (
  agreement INTEGER NOT NULL,
  -- business day of the cycle
  day       INTEGER NOT NULL,
  -- log time
  closed_ms BIGINT  NOT NULL,
  -- how many payments it settled, and how many went to the next one
  settled   INTEGER NOT NULL,
  carried   INTEGER NOT NULL,
  PRIMARY KEY (agreement, day)
);

CREATE TABLE cycle_positions (
  agreement     INTEGER NOT NULL,
  day           INTEGER NOT NULL,
  ordinal       INTEGER NOT NULL,
  -- the loro account: who keeps it, whose it is, in which money
  servicer      TEXT    NOT NULL,
  owner         TEXT    NOT NULL,
  currency      TEXT    NOT NULL,
  digits        INTEGER NOT NULL,
  debits_minor  BIGINT  NOT NULL,
  credits_minor BIGINT  NOT NULL,
  PRIMARY KEY (agreement, day, ordinal)
);
