package kontor.engine.annex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.List;
import kontor.engine.governance.AgreementChange;
import kontor.engine.governance.GovernanceForm;
import kontor.engine.terms.Currency;
import kontor.engine.terms.ParticipantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The bytes of an annex CYCLE, which are signed and in logs: they keep their meaning for ever.
class CycleFormTable {

  private static final String PROPOSED = "0202070000000801000000" + "40500000" + "ac510000";

  private static void check(AnnexTerms terms, String bytes) {
    AgreementChange change =
        new AgreementChange.ProposeAnnex(new Annex(7, 1, 20_544, 20_908, terms));
    assertEquals(PROPOSED + bytes, HexFormat.of().formatHex(GovernanceForm.bytes(change)));
    assertEquals(change, GovernanceForm.change(HexFormat.of().parseHex(PROPOSED + bytes)));
  }

  @Test
  void aHouseAndItsUnitAreEvaluatedTermsOfFormOne() {
    check(
        new AnnexTerms.Clearing(ParticipantId.ofBic("CHAACHM0"), new Currency("XUS", 2)),
        "01" + "01" + "38e3b5d407f53600" + "58555302");
  }

  @Test
  void textsOfThePartiesOwnAreKeptAsTheyWere() {
    check(
        new AnnexTerms.Parameters(
            AnnexKind.CYCLE, List.of(new AnnexTerms.Parameter("house", "CHAACHM0"))),
        "00" + "01000000" + "05000000" + "686f757365" + "08000000" + "4348414143484d30");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0100", "0102", "0101", "010138e3b5d407f5360058"})
  void whatIsNoFormIsRefused(String bytes) {
    byte[] form = HexFormat.of().parseHex(PROPOSED + bytes);
    assertThrows(IllegalArgumentException.class, () -> GovernanceForm.change(form));
  }
}
