package kontor.engine;

import org.junit.jupiter.api.Test;

/// The register of treaties: kept as told.
class TreatyTable {

  @Test
  void aTreatyIsRegisteredOnceAndUpdated() {
    LifeScript.check(
        """
        > treaty 1 BR,RU trade_in_grain agriculture 2025-11-03 2026-01-01..2030-12-31 SIGNED text
          registered 1
        > treaty 1 BR,RU trade_in_grain agriculture 2025-11-03 2026-01-01..2030-12-31 SIGNED text
          ALREADY_EXISTS: treaty 1
        > treaty 1 BR,RU trade_in_grain agriculture 2025-11-03 2026-01-01..2030-12-31 IN_FORCE text
          CONFLICTS_WITH_EARLIER: treaty 1
        > update 1 BR,RU trade_in_grain agriculture 2025-11-03 2026-01-01..2030-12-31 IN_FORCE text
          treaty 1 is IN_FORCE
        > restart
        > update 1 BR,RU trade_in_grain agriculture 2025-11-03 2026-01-01..2030-12-31 IN_FORCE text
          ALREADY_EXISTS: treaty 1
        > update 2 BR,RU energy energy 2025-11-03 2026-01-01..2030-12-31 SIGNED
          TREATY_UNKNOWN: treaty 2
        # Not signed yet, without an end and without a document.
        > treaty 2 BR,African_Union energy energy none none..open DRAFT
          registered 2
        > treaty 0 BR,RU energy energy none none..open DRAFT
          NUMBER_OUT_OF_RANGE: treaty 0
        > treaty 3 BR energy energy none none..open DRAFT
          PARTIES_INVALID: treaty 3
        > treaty 3 BR,BR energy energy none none..open DRAFT
          PARTIES_INVALID: treaty 3
        > treaty 3 BR,RU _ energy none none..open DRAFT
          NAME_MISSING: treaty 3
        > treaty 3 BR,RU energy energy none 2030-01-02..2030-01-01 DRAFT
          PERIOD_INVALID: treaty 3
        """);
  }
}
