-- The tables of the read side. Portable SQL: types and statements that SQLite and PostgreSQL
-- both know. Sums are minor units, times milliseconds since 1970-01-01T00:00Z of log time,
-- days are days since 1970-01-01. "position" and "event_index" say which event wrote a row.

CREATE TABLE projection (
  id           INTEGER PRIMARY KEY,
  position     BIGINT  NOT NULL,
  event_index  INTEGER NOT NULL,
  timestamp_ms BIGINT  NOT NULL
);

CREATE TABLE currencies (
  code         TEXT    PRIMARY KEY,
  minor_digits INTEGER NOT NULL,
  -- 0: only seen in an account, agreement or fixing; 1: in the registry
  defined      INTEGER NOT NULL
);

CREATE TABLE participants (
  bic          TEXT    PRIMARY KEY,
  kind         TEXT    NOT NULL,
  institution  TEXT    NOT NULL,
  admission    TEXT    NOT NULL,
  position     BIGINT  NOT NULL,
  event_index  INTEGER NOT NULL,
  timestamp_ms BIGINT  NOT NULL
);

CREATE TABLE agreements (
  id                   INTEGER NOT NULL,
  version              INTEGER NOT NULL,
  effective_from_day   INTEGER NOT NULL,
  effective_until_day  INTEGER NOT NULL,
  model                TEXT    NOT NULL,
  institution_a        TEXT    NOT NULL,
  currency_a           TEXT    NOT NULL,
  institution_b        TEXT    NOT NULL,
  currency_b           TEXT    NOT NULL,
  provider             TEXT,
  price_in_a_mode      TEXT    NOT NULL,
  price_in_a_scale     INTEGER NOT NULL,
  price_in_b_mode      TEXT    NOT NULL,
  price_in_b_scale     INTEGER NOT NULL,
  conversion           TEXT    NOT NULL,
  queue_ms             BIGINT  NOT NULL,
  position             BIGINT  NOT NULL,
  event_index          INTEGER NOT NULL,
  timestamp_ms         BIGINT  NOT NULL,
  PRIMARY KEY (id, version)
);

-- Currencies in which payments may run without conversion.
CREATE TABLE agreement_currencies (
  agreement INTEGER NOT NULL,
  version   INTEGER NOT NULL,
  ordinal   INTEGER NOT NULL,
  currency  TEXT    NOT NULL,
  PRIMARY KEY (agreement, version, ordinal)
);

CREATE TABLE agreement_maximums (
  agreement     INTEGER NOT NULL,
  version       INTEGER NOT NULL,
  ordinal       INTEGER NOT NULL,
  currency      TEXT    NOT NULL,
  maximum_minor BIGINT  NOT NULL,
  PRIMARY KEY (agreement, version, ordinal)
);

-- Balance, holds and line are running totals, kept with the rows that change them. What is held
-- is the sum of holds and of what queued payments have set aside.
CREATE TABLE accounts (
  number        INTEGER PRIMARY KEY,
  servicer      TEXT    NOT NULL,
  currency      TEXT    NOT NULL,
  owner         TEXT    NOT NULL,
  kind          TEXT    NOT NULL,
  balance_minor BIGINT  NOT NULL,
  held_minor    BIGINT  NOT NULL,
  line_minor    BIGINT  NOT NULL,
  UNIQUE (servicer, currency, owner, kind)
);

CREATE TABLE holds (
  hold              TEXT    PRIMARY KEY,
  account           INTEGER NOT NULL,
  amount_minor      BIGINT  NOT NULL,
  expiry_ms         BIGINT  NOT NULL,
  state             TEXT    NOT NULL,
  placed_position   BIGINT  NOT NULL,
  placed_index      INTEGER NOT NULL,
  placed_ms         BIGINT  NOT NULL,
  ended_position    BIGINT,
  ended_index       INTEGER,
  ended_ms          BIGINT
);
CREATE INDEX holds_by_account ON holds (account, placed_position);

CREATE TABLE fixings (
  number            INTEGER PRIMARY KEY,
  agreement         INTEGER NOT NULL,
  base              TEXT    NOT NULL,
  quoted            TEXT    NOT NULL,
  rate_unscaled     BIGINT  NOT NULL,
  rate_scale        INTEGER NOT NULL,
  effective_from_ms BIGINT  NOT NULL,
  source            TEXT    NOT NULL,
  position          BIGINT  NOT NULL,
  event_index       INTEGER NOT NULL,
  timestamp_ms      BIGINT  NOT NULL
);
CREATE INDEX fixings_by_pair ON fixings (agreement, base, quoted, effective_from_ms, number);

CREATE TABLE movements (
  reference    TEXT    PRIMARY KEY,
  account      INTEGER NOT NULL,
  amount_minor BIGINT  NOT NULL,
  direction    TEXT    NOT NULL,
  position     BIGINT  NOT NULL,
  event_index  INTEGER NOT NULL,
  timestamp_ms BIGINT  NOT NULL
);

CREATE TABLE messages (
  number       INTEGER PRIMARY KEY,
  digest       TEXT    NOT NULL UNIQUE,
  sender       TEXT,
  message_key  TEXT    NOT NULL,
  kind         INTEGER NOT NULL,
  parts        INTEGER NOT NULL,
  transactions INTEGER NOT NULL,
  position     BIGINT  NOT NULL,
  event_index  INTEGER NOT NULL,
  timestamp_ms BIGINT  NOT NULL,
  repeats      INTEGER NOT NULL,
  refusal      TEXT
);

CREATE TABLE message_parts (
  message      INTEGER NOT NULL,
  part         INTEGER NOT NULL,
  evidence     BYTEA   NOT NULL,
  position     BIGINT  NOT NULL,
  event_index  INTEGER NOT NULL,
  timestamp_ms BIGINT  NOT NULL,
  PRIMARY KEY (message, part)
);

CREATE TABLE payments (
  number                 INTEGER PRIMARY KEY,
  uetr                   TEXT    NOT NULL UNIQUE,
  message                INTEGER NOT NULL,
  sequence               INTEGER NOT NULL,
  sender                 TEXT    NOT NULL,
  debtor_agent           TEXT    NOT NULL,
  creditor_agent         TEXT    NOT NULL,
  payer_institution      TEXT,
  payee_institution      TEXT,
  -- What the sender stated. It may name a currency that is not in the registry.
  settlement_minor       BIGINT  NOT NULL,
  settlement_currency    TEXT    NOT NULL,
  settlement_digits      INTEGER NOT NULL,
  instructed_minor       BIGINT,
  instructed_currency    TEXT,
  instructed_digits      INTEGER,
  stated_rate_unscaled   BIGINT,
  stated_rate_scale      INTEGER,
  stated_credit_currency TEXT,
  stated_credit_digits   INTEGER,
  value_day              INTEGER NOT NULL,
  priority               TEXT    NOT NULL,
  expiry_ms              BIGINT  NOT NULL,
  -- What the core fixed when it accepted.
  agreement              INTEGER,
  agreement_version      INTEGER,
  debit_minor            BIGINT,
  debit_currency         TEXT,
  debit_digits           INTEGER,
  credit_minor           BIGINT,
  credit_currency        TEXT,
  credit_digits          INTEGER,
  rate_agreement         INTEGER,
  rate_base              TEXT,
  rate_quoted            TEXT,
  rate_unscaled          BIGINT,
  rate_scale             INTEGER,
  rate_effective_from_ms BIGINT,
  rate_source            TEXT,
  -- What became of it.
  state                  TEXT    NOT NULL,
  refusals               TEXT    NOT NULL,
  awaits                 INTEGER,
  deadline_ms            BIGINT  NOT NULL,
  entered_day            INTEGER NOT NULL,
  entered_position       BIGINT  NOT NULL,
  entered_index          INTEGER NOT NULL,
  entered_ms             BIGINT  NOT NULL,
  queued_position        BIGINT,
  queued_index           INTEGER,
  queued_ms              BIGINT,
  ended_position         BIGINT,
  ended_index            INTEGER,
  ended_ms               BIGINT
);
CREATE INDEX payments_by_state ON payments (state, number);
CREATE INDEX payments_by_day ON payments (entered_day, number);
CREATE INDEX payments_by_message ON payments (message, sequence);

CREATE TABLE timeline (
  payment      INTEGER NOT NULL,
  position     BIGINT  NOT NULL,
  event_index  INTEGER NOT NULL,
  timestamp_ms BIGINT  NOT NULL,
  kind         TEXT    NOT NULL,
  refusals     TEXT    NOT NULL,
  awaits       INTEGER,
  -- The message that repeated it or conflicts with it; the one that brought it is in payments.
  message      INTEGER,
  sequence     INTEGER NOT NULL,
  PRIMARY KEY (payment, position, event_index)
);
CREATE INDEX timeline_by_message ON timeline (message) WHERE message IS NOT NULL;

CREATE TABLE entries (
  position      BIGINT  NOT NULL,
  event_index   INTEGER NOT NULL,
  ordinal       INTEGER NOT NULL,
  timestamp_ms  BIGINT  NOT NULL,
  account       INTEGER NOT NULL,
  amount_minor  BIGINT  NOT NULL,
  balance_minor BIGINT  NOT NULL,
  payment       INTEGER,
  PRIMARY KEY (position, event_index, ordinal)
);
CREATE INDEX entries_by_account ON entries (account, position, event_index, ordinal);

CREATE TABLE refused_instructions (
  message      INTEGER NOT NULL,
  sequence     INTEGER NOT NULL,
  uetr         TEXT,
  faults       TEXT    NOT NULL,
  position     BIGINT  NOT NULL,
  event_index  INTEGER NOT NULL,
  timestamp_ms BIGINT  NOT NULL,
  PRIMARY KEY (message, sequence)
);
CREATE INDEX refused_instructions_by_uetr ON refused_instructions (uetr)
WHERE uetr IS NOT NULL;

CREATE TABLE command_refusals (
  position     BIGINT  NOT NULL,
  event_index  INTEGER NOT NULL,
  timestamp_ms BIGINT  NOT NULL,
  refusal      TEXT    NOT NULL,
  PRIMARY KEY (position, event_index)
);

CREATE TABLE outbox (
  bic          TEXT    NOT NULL,
  position     BIGINT  NOT NULL,
  event_index  INTEGER NOT NULL,
  ordinal      INTEGER NOT NULL,
  timestamp_ms BIGINT  NOT NULL,
  kind         TEXT    NOT NULL,
  uetr         TEXT,
  bytes        BYTEA   NOT NULL,
  PRIMARY KEY (bic, position, event_index, ordinal)
);
CREATE INDEX outbox_by_payment ON outbox (uetr) WHERE uetr IS NOT NULL;

-- What each participant has taken. A message is acknowledged if its position is not above.
CREATE TABLE outbox_acknowledgements (
  bic      TEXT   PRIMARY KEY,
  position BIGINT NOT NULL
);

-- Running totals, kept in the transaction that changes what they count.
CREATE TABLE payment_counts (
  day       INTEGER NOT NULL,
  state     TEXT    NOT NULL,
  currency  TEXT    NOT NULL,
  digits    INTEGER NOT NULL,
  payments  BIGINT  NOT NULL,
  sum_minor BIGINT  NOT NULL,
  PRIMARY KEY (day, state, currency, digits)
);

CREATE TABLE turnover (
  day               INTEGER NOT NULL,
  currency          TEXT    NOT NULL,
  digits            INTEGER NOT NULL,
  payer_institution TEXT    NOT NULL,
  payee_institution TEXT    NOT NULL,
  side              TEXT    NOT NULL,
  payments          BIGINT  NOT NULL,
  sum_minor         BIGINT  NOT NULL,
  PRIMARY KEY (day, currency, digits, payer_institution, payee_institution, side)
);

CREATE TABLE ledger_totals (
  kind    TEXT   PRIMARY KEY,
  batches BIGINT NOT NULL,
  asked   BIGINT NOT NULL,
  created BIGINT NOT NULL
);

INSERT INTO projection (id, position, event_index, timestamp_ms) VALUES (1, -1, -1, 0);
