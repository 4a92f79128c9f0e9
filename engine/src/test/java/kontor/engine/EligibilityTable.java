package kontor.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.annex.Eligibility;
import kontor.engine.annex.Judgement;
import kontor.engine.annex.Judgement.Finding;
import kontor.engine.annex.Judgement.Verdict;
import kontor.engine.terms.Money;
import org.junit.jupiter.api.Test;

/// What an annex on operations says of a payment (F05), in the examples of the domain: wheat 1001,
/// insulin 3004.31, machine tools 8456-8466, 360 days, papers from a threshold on.
class EligibilityTable {

  private static final String TRADE =
      """
      class GOODS tenor 360
      class TRADE_SERVICES tenor 360
      class PENSION
      class FAMILY_REMITTANCE minimum BRL/10.00 maximum BRL/60000.00
      goods 10 ALLOWED
      goods 1001 NEEDS_LICENCE
      goods 3004 DENIED
      goods 3004.31 ALLOWED
      goods 8456-8466 NEEDS_LICENCE rule MACHINE-TOOLS
      goods 8457.10 DENIED
      """;

  @Test
  void aClassThatIsNotListedMayNotBePaid() {
    check(
        TRADE,
        """
        PENSION | BRL/1.00 | | FITS by PENSION
        SERVICES | BRL/1.00 | | CLASS_NOT_LISTED by class
        GUARANTEE | BRL/1.00 | goods 1001 | CLASS_NOT_LISTED by class
        none | BRL/1.00 | | CLASS_NOT_STATED by class
        """);
    check(
        "class ANY maximum BRL/5.00\nclass PENSION maximum BRL/9.00",
        """
        SERVICES | BRL/5.00 | | FITS by ANY
        none | BRL/5.01 | | ABOVE_MAXIMUM by ANY
        # The rule of the class stands in place of the one for all.
        PENSION | BRL/9.00 | | FITS by PENSION
        PENSION | BRL/9.01 | | ABOVE_MAXIMUM by PENSION
        """);
    check(
        "goods 1001 DENIED",
        """
        # An annex without classes asks for none.
        none | BRL/1.00 | | FITS by class
        none | BRL/1.00 | goods 1001 | GOODS_DENIED by 1001
        """);
  }

  @Test
  void theLongestPrefixWins() {
    check(
        TRADE,
        """
        # Rice is a cereal; wheat is one, too, and has a rule of its own.
        GOODS | BRL/1.00 | goods 1006 tenor 1 | FITS by 10
        GOODS | BRL/1.00 | goods 1001 tenor 1 | GOODS_NEED_LICENCE by 1001, missing 1001
        GOODS | BRL/1.00 | goods 1001.99 tenor 1 | GOODS_NEED_LICENCE by 1001, missing 100199
        # Insulin goes through where other medicaments do not.
        GOODS | BRL/1.00 | goods 3004.31 tenor 1 | FITS by 300431
        GOODS | BRL/1.00 | goods 3004.31.90 tenor 1 | FITS by 300431
        GOODS | BRL/1.00 | goods 3004.90 tenor 1 | GOODS_DENIED by 3004
        # A range of headings, its ends, and what lies beside it.
        GOODS | BRL/1.00 | goods 8456 tenor 1 | GOODS_NEED_LICENCE by MACHINE-TOOLS, missing 8456
        GOODS | BRL/1.00 | goods 8466.99 tenor 1 | GOODS_NEED_LICENCE by MACHINE-TOOLS, missing \
        846699
        GOODS | BRL/1.00 | goods 8457.10 tenor 1 | GOODS_DENIED by 845710
        GOODS | BRL/1.00 | goods 8455 tenor 1 | FITS by GOODS
        GOODS | BRL/1.00 | goods 8467 tenor 1 | FITS by GOODS
        # Of goods that no rule covers their class decides.
        GOODS | BRL/1.00 | goods 0901 tenor 1 | FITS by GOODS
        """);
  }

  /// Whoever states too few digits does not get past the rule for some of what he may mean.
  @Test
  void aCodeThatIsTooShortStandsForAllThatBeginWithIt() {
    check(
        TRADE,
        """
        GOODS | BRL/1.00 | goods 10 tenor 1 | GOODS_NEED_LICENCE by 1001, missing 10
        GOODS | BRL/1.00 | goods 84 tenor 1 | GOODS_DENIED by 845710
        GOODS | BRL/1.00 | goods 8457 tenor 1 | GOODS_DENIED by 845710
        # What is allowed within what is denied does not help the whole.
        GOODS | BRL/1.00 | goods 3004 tenor 1 | GOODS_DENIED by 3004
        GOODS | BRL/1.00 | goods 30 tenor 1 | GOODS_DENIED by 3004
        """);
  }

  @Test
  void ofSeveralGoodsTheWorstCounts() {
    check(
        TRADE,
        """
        GOODS | BRL/1.00 | goods 1006,3004.31 tenor 1 | FITS by 10
        GOODS | BRL/1.00 | goods 1006,1001,8460 tenor 1 | GOODS_NEED_LICENCE by 1001, missing \
        1001, 8460
        GOODS | BRL/1.00 | goods 1001,3004.90 tenor 1 | GOODS_DENIED by 3004
        """);
  }

  @Test
  void rulesOnGoodsAskForACode() {
    check(
        TRADE,
        """
        GOODS | BRL/1.00 | tenor 1 | GOODS_NOT_STATED by goods
        TRADE_SERVICES | BRL/1.00 | tenor 1 | FITS by TRADE_SERVICES
        TRADE_SERVICES | BRL/1.00 | tenor 1 goods 3004.90 | GOODS_DENIED by 3004
        """);
    check("class GOODS", "GOODS | BRL/1.00 | | FITS by GOODS");
  }

  /// Such a text is refused when it is read; whoever signs one by other ways has the stricter half.
  @Test
  void ofTwoRulesOfOneLengthTheWorseCounts() {
    check(
        "class GOODS\ngoods 1001 ALLOWED\ngoods 1000-1002 DENIED",
        "GOODS | BRL/1.00 | goods 1001 | GOODS_DENIED by 1000-1002");
  }

  @Test
  void tenorAndLimits() {
    check(
        TRADE,
        """
        GOODS | BRL/1.00 | goods 1006 tenor 0 | FITS by 10
        GOODS | BRL/1.00 | goods 1006 tenor 360 | FITS by 10
        GOODS | BRL/1.00 | goods 1006 tenor 361 | TENOR_TOO_LONG by GOODS
        GOODS | BRL/1.00 | goods 1006 | TENOR_NOT_STATED by GOODS, missing date of a document
        PENSION | BRL/1.00 | tenor 9999 | FITS by PENSION
        FAMILY_REMITTANCE | BRL/9.99 | | BELOW_MINIMUM by FAMILY_REMITTANCE
        FAMILY_REMITTANCE | BRL/10.00 | | FITS by FAMILY_REMITTANCE
        FAMILY_REMITTANCE | BRL/60000.00 | | FITS by FAMILY_REMITTANCE
        FAMILY_REMITTANCE | BRL/60000.01 | | ABOVE_MAXIMUM by FAMILY_REMITTANCE
        # A limit counts in its currency, whichever side that is.
        FAMILY_REMITTANCE | ARS/999.00 BRL/60000.01 | | ABOVE_MAXIMUM by FAMILY_REMITTANCE
        FAMILY_REMITTANCE | ARS/1.00 PYG/1 | | FITS by FAMILY_REMITTANCE
        """);
  }

  /// Up to a threshold an invoice is enough, as it is with the basic papers of PAPSS.
  @Test
  void papersByBandForTheClassAndForAll() {
    check(
        """
        class GOODS tenor 360
        class SERVICES
        documents GOODS BRL ..9999.99 invoice
        documents GOODS BRL 10000.00.. invoice,customs_declaration
        documents ANY BRL 50000.00.. source_of_funds
        documents SERVICES BRL .. none
        """,
        """
        GOODS | BRL/9999.99 | tenor 1 with Invoice | FITS by GOODS
        GOODS | BRL/9999.99 | tenor 1 | DOCUMENTS_MISSING by GOODS-BRL-0, missing invoice
        GOODS | BRL/10000.00 | tenor 1 with invoice | DOCUMENTS_MISSING by GOODS-BRL-10000.00, \
        missing customs declaration
        GOODS | BRL/10000.00 | tenor 1 with customs_declaration,INVOICE | FITS by GOODS
        GOODS | BRL/50000.00 | tenor 1 | DOCUMENTS_MISSING by GOODS-BRL-10000.00, missing \
        invoice, customs declaration, source of funds
        # All that is missing is told at once.
        GOODS | BRL/1.00 | | DOCUMENTS_MISSING by GOODS-BRL-0, missing invoice, date of a document
        # "none" for the class takes nothing back from what is asked of all.
        SERVICES | BRL/50000.00 | | DOCUMENTS_MISSING by ANY-BRL-50000.00, missing source of funds
        SERVICES | BRL/49999.99 | | FITS by SERVICES
        SERVICES | ARS/50000.00 | | FITS by SERVICES
        """);
  }

  @Test
  void theWorstOfAllIsTold() {
    check(
        TRADE + "documents GOODS BRL .. invoice",
        """
        GOODS | BRL/1.00 | goods 1001 | GOODS_NEED_LICENCE by 1001, missing 1001
        GOODS | BRL/1.00 | goods 1001 tenor 400 | TENOR_TOO_LONG by GOODS
        GOODS | BRL/1.00 | goods 3004.90 tenor 400 | TENOR_TOO_LONG by GOODS
        GOODS | BRL/1.00 | goods 1006 tenor 1 | DOCUMENTS_MISSING by GOODS-BRL-0, missing invoice
        """);
  }

  @Test
  void whatWasAcceptedThatDayCounts() {
    AnnexTerms.Operations terms =
        OperationWords.terms(
            List.of("class GOODS per-day BRL/10.00", "class ANY per-day BRL/20.00"));
    Eligibility.Accepted accepted =
        (operation, currency) ->
            switch (operation) {
              case GOODS -> 700;
              case PENSION -> 900;
              case SERVICES -> 800;
              // What stated no class.
              case ANY -> 100;
              default -> 0;
            };
    assertEquals(Finding.FITS, finding(terms, "for GOODS", "BRL/3.00", accepted));
    assertEquals(
        Finding.DAY_CEILING_EXCEEDED, finding(terms, "for GOODS", "BRL/3.01", accepted));
    assertEquals(Finding.FITS, finding(terms, "for GOODS", "ARS/3.01", accepted));
    // All classes without a rule of their own share the room of the rule for all.
    assertEquals(Finding.FITS, finding(terms, "for GUARANTEE", "BRL/2.00", accepted));
    assertEquals(
        Finding.DAY_CEILING_EXCEEDED, finding(terms, "for GUARANTEE", "BRL/2.01", accepted));
  }

  @Test
  void verdictsFollowFromFindings() {
    Map<Verdict, List<Finding>> byVerdict = new HashMap<>();
    for (Finding finding : Finding.values()) {
      byVerdict.computeIfAbsent(finding.verdict(), v -> new ArrayList<>()).add(finding);
    }
    assertEquals(List.of(Finding.FITS), byVerdict.get(Verdict.ELIGIBLE));
    assertEquals(List.of(Finding.GOODS_NEED_LICENCE), byVerdict.get(Verdict.NEEDS_LICENCE));
    assertEquals(
        List.of(Finding.DOCUMENTS_MISSING, Finding.TENOR_NOT_STATED),
        byVerdict.get(Verdict.NEEDS_DOCUMENTS));
  }

  private static Finding finding(
      AnnexTerms.Operations terms, String of, String sum, Eligibility.Accepted accepted) {
    return Eligibility.judge(
            terms,
            OperationWords.particulars(options(of)),
            List.of(OperationWords.money(sum)),
            accepted)
        .finding();
  }

  private static Map<String, String> options(String text) {
    Map<String, String> options = new HashMap<>();
    String[] words = text.strip().split(" +");
    for (int i = 0; i + 1 < words.length; i += 2) {
      options.put(words[i], words[i + 1]);
    }
    return options;
  }

  /// A row is `class | sums | what else is stated | finding`.
  private static void check(String annex, String rows) {
    AnnexTerms.Operations terms = OperationWords.terms(annex.lines().toList());
    List<String> actual = new ArrayList<>();
    for (String row : rows.lines().toList()) {
      if (row.startsWith("#")) {
        actual.add(row);
        continue;
      }
      String[] cells = row.split(" *\\| *", -1);
      String operation = cells[0].equals("none") ? "" : "for " + cells[0];
      List<Money> sums =
          Arrays.stream(cells[1].split(" ")).map(OperationWords::money).toList();
      Judgement judgement =
          Eligibility.judge(
              terms,
              OperationWords.particulars(options(operation + " " + cells[2])),
              sums,
              Eligibility.Accepted.NOTHING);
      actual.add(
          row.substring(0, row.lastIndexOf('|') + 1) + " " + OperationWords.text(judgement));
    }
    assertEquals(rows.strip(), String.join("\n", actual).strip());
  }
}
