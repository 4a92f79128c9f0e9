-- Proposals of rates, what the parties said to them, and where each fixing came from (F07, F08).

CREATE TABLE rate_proposals (
  proposal    INTEGER PRIMARY KEY,
  agreement   INTEGER NOT NULL,
  day         INTEGER NOT NULL,
  -- OPEN, CONFIRMED, DECLINED or EXPIRED
  state       TEXT    NOT NULL,
  -- why it was declined
  said        TEXT,
  maker       TEXT    NOT NULL,
  checker     TEXT    NOT NULL,
  form        BYTEA   NOT NULL,
  proposed_ms BIGINT  NOT NULL,
  ended_ms    BIGINT
);
CREATE INDEX rate_proposals_by_state ON rate_proposals (state, proposal);

CREATE TABLE rate_approvals (
  proposal     INTEGER NOT NULL,
  party        TEXT    NOT NULL,
  maker        TEXT    NOT NULL,
  checker      TEXT    NOT NULL,
  timestamp_ms BIGINT  NOT NULL,
  PRIMARY KEY (proposal, party)
);

-- A fixing is known by its direction and the instant from which it holds.
CREATE TABLE fixing_origins (
  agreement         INTEGER NOT NULL,
  base              TEXT    NOT NULL,
  quoted            TEXT    NOT NULL,
  effective_from_ms BIGINT  NOT NULL,
  -- PRIMARY of the agreed source, or the rung of the waterfall
  rung              TEXT    NOT NULL,
  day               INTEGER NOT NULL,
  until_ms          BIGINT  NOT NULL,
  -- null of a fallback
  proposal          INTEGER,
  reason            TEXT    NOT NULL,
  PRIMARY KEY (agreement, base, quoted, effective_from_ms)
);
CREATE INDEX fixing_origins_by_day ON fixing_origins (agreement, day, effective_from_ms);

-- Days of pairs without a confirmed rate, and what the waterfall came to.
CREATE TABLE pair_days (
  agreement    INTEGER NOT NULL,
  day          INTEGER NOT NULL,
  one          TEXT    NOT NULL,
  other        TEXT    NOT NULL,
  -- UNCONFIRMED, or the rung
  standing     TEXT    NOT NULL,
  reason       TEXT    NOT NULL,
  timestamp_ms BIGINT  NOT NULL,
  PRIMARY KEY (agreement, day, one, other)
);
