-- What payments cost: fees and penalties, one row each, and the cost of those payments for which it
-- does not follow from their rate alone.

CREATE TABLE charges (
  position      BIGINT  NOT NULL,
  event_index   INTEGER NOT NULL,
  ordinal       INTEGER NOT NULL,
  timestamp_ms  BIGINT  NOT NULL,
  agreement     INTEGER NOT NULL,
  -- version of the annex on fees; null for the extension of a cut-off, which has its price elsewhere
  annex         INTEGER,
  -- FEE, or the cause of a penalty
  cause         TEXT    NOT NULL,
  -- of a fee: number of its rule, and for whose service
  rule          INTEGER,
  agent         TEXT,
  collection    TEXT    NOT NULL,
  -- null for a penalty: no annex says who gets it
  earner        TEXT,
  payer         TEXT    NOT NULL,
  sum_minor     BIGINT  NOT NULL,
  sum_currency  TEXT    NOT NULL,
  sum_digits    INTEGER NOT NULL,
  uetr          TEXT,
  -- the value date or business day that a penalty is about
  day           INTEGER,
  about         TEXT    NOT NULL,
  -- OPEN until its payment is final, then BILLED or VOID
  state         TEXT    NOT NULL,
  -- day of the bill in the zone of the agreement; null unless BILLED
  billed_day    INTEGER,
  PRIMARY KEY (position, event_index, ordinal)
);
CREATE INDEX charges_by_payer ON charges (payer, billed_day);
CREATE INDEX charges_by_earner ON charges (earner, billed_day);
CREATE INDEX charges_by_payment ON charges (uetr) WHERE uetr IS NOT NULL;
CREATE INDEX charges_open ON charges (state) WHERE state = 'OPEN';

CREATE TABLE payment_costs (
  uetr              TEXT    PRIMARY KEY,
  -- of the annex on fees; null where none holds
  bearer            TEXT,
  annex             INTEGER,
  received_minor    BIGINT,
  received_currency TEXT,
  received_digits   INTEGER,
  -- the published fixing that held; null if there was none, and then there is no cost
  mid_unscaled      BIGINT,
  mid_scale         INTEGER,
  mid_effective_from_ms BIGINT,
  mid_source        TEXT,
  -- what was converted would be so much at the mid rate
  at_mid_minor      BIGINT,
  at_mid_currency   TEXT,
  at_mid_digits     INTEGER,
  margin_minor      BIGINT,
  favours           TEXT,
  margin_ppm        BIGINT,
  fees_minor        BIGINT,
  total_ppm         BIGINT
);
