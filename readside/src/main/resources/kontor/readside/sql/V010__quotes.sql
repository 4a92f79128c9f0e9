-- What FX providers posted, and their quotes from the offer to the end (F09).

CREATE TABLE base_rates (
  provider      TEXT    NOT NULL,
  source        TEXT    NOT NULL,
  destination   TEXT    NOT NULL,
  rate_unscaled BIGINT  NOT NULL,
  rate_scale    INTEGER NOT NULL,
  posted_ms     BIGINT  NOT NULL,
  PRIMARY KEY (provider, source, destination)
);

CREATE TABLE provider_tiers (
  provider     TEXT    NOT NULL,
  source       TEXT    NOT NULL,
  from_minor   BIGINT  NOT NULL,
  basis_points INTEGER NOT NULL,
  PRIMARY KEY (provider, source, from_minor)
);

CREATE TABLE client_improvements (
  provider     TEXT    NOT NULL,
  client       TEXT    NOT NULL,
  basis_points INTEGER NOT NULL,
  PRIMARY KEY (provider, client)
);

CREATE TABLE quotes (
  quote             INTEGER PRIMARY KEY,
  agreement         INTEGER NOT NULL,
  client            TEXT    NOT NULL,
  provider          TEXT    NOT NULL,
  rate_unscaled     BIGINT  NOT NULL,
  rate_scale        INTEGER NOT NULL,
  source            TEXT    NOT NULL,
  source_minor      BIGINT  NOT NULL,
  destination       TEXT    NOT NULL,
  destination_minor BIGINT  NOT NULL,
  rate_posted_ms    BIGINT  NOT NULL,
  offered_ms        BIGINT  NOT NULL,
  expires_ms        BIGINT  NOT NULL,
  -- OFFERED, SELECTED, CONSUMED, EXPIRED or WITHDRAWN
  state             TEXT    NOT NULL,
  -- of the payment that was accepted at it
  uetr              TEXT
);
CREATE INDEX quotes_by_client ON quotes (client, quote);
