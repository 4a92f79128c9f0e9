-- Calendars, holidays, time zones, the business days that began, and what moved because of them.

CREATE TABLE calendars (
  country   TEXT PRIMARY KEY,
  -- names of the days of the week, parted by commas
  rest_days TEXT NOT NULL
);

CREATE TABLE holidays (
  country         TEXT    NOT NULL,
  day             INTEGER NOT NULL,
  length          TEXT    NOT NULL,
  -- null if it was known when the calendar was entered
  declared_on_day INTEGER,
  name            TEXT    NOT NULL,
  PRIMARY KEY (country, day)
);

CREATE TABLE zones (
  zone                 TEXT PRIMARY KEY,
  tzdb_version         TEXT   NOT NULL,
  covered_until_second BIGINT NOT NULL,
  timestamp_ms         BIGINT NOT NULL
);

CREATE TABLE business_days (
  agreement     INTEGER NOT NULL,
  day           INTEGER NOT NULL,
  -- null if it could not open
  kind          TEXT,
  -- what was missing; null when it is open
  missing       TEXT,
  tzdb_versions TEXT    NOT NULL,
  out_of_order  TEXT,
  opened_ms     BIGINT  NOT NULL,
  PRIMARY KEY (agreement, day)
);

CREATE TABLE day_moments (
  agreement  INTEGER NOT NULL,
  day        INTEGER NOT NULL,
  ordinal    INTEGER NOT NULL,
  moment     TEXT    NOT NULL,
  -- as the day opened, and with its extensions
  opened_ms  BIGINT  NOT NULL,
  instant_ms BIGINT  NOT NULL,
  local      TEXT    NOT NULL,
  PRIMARY KEY (agreement, day, ordinal)
);

CREATE TABLE extensions (
  agreement       INTEGER NOT NULL,
  day             INTEGER NOT NULL,
  moment          TEXT    NOT NULL,
  participant     TEXT    NOT NULL,
  minutes         INTEGER NOT NULL,
  requested_ms    BIGINT  NOT NULL,
  -- null until it is approved
  approved_ms     BIGINT,
  cut_off_ms      BIGINT,
  charge_minor    BIGINT,
  charge_currency TEXT,
  charge_digits   INTEGER
);
CREATE INDEX extensions_by_day ON extensions (agreement, day, requested_ms);

CREATE TABLE redatings (
  position     BIGINT  NOT NULL,
  event_index  INTEGER NOT NULL,
  timestamp_ms BIGINT  NOT NULL,
  uetr         TEXT    NOT NULL,
  agreement    INTEGER NOT NULL,
  old_day      INTEGER NOT NULL,
  new_day      INTEGER NOT NULL,
  deadline_ms  BIGINT  NOT NULL,
  PRIMARY KEY (position, event_index)
);
CREATE INDEX redatings_by_payment ON redatings (uetr, position, event_index);
