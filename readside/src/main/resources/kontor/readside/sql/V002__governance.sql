-- What the parties decided, each as its canonical form, and what was refused.

CREATE TABLE governance (
  position     BIGINT  NOT NULL,
  event_index  INTEGER NOT NULL,
  timestamp_ms BIGINT  NOT NULL,
  -- name of the event, such as HolidayDeclared
  kind         TEXT    NOT NULL,
  -- null for what came with time
  maker        TEXT,
  checker      TEXT,
  form         BYTEA    NOT NULL,
  PRIMARY KEY (position, event_index)
);
CREATE INDEX governance_by_kind ON governance (kind, position, event_index);

CREATE TABLE governance_refusals (
  position     BIGINT  NOT NULL,
  event_index  INTEGER NOT NULL,
  timestamp_ms BIGINT  NOT NULL,
  objection    TEXT    NOT NULL,
  place        TEXT    NOT NULL,
  PRIMARY KEY (position, event_index)
);
