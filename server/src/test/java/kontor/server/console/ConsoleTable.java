package kontor.server.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kontor.engine.Refusal;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.AgreementState;
import kontor.engine.annex.AnnexKind;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.annex.Penalty;
import kontor.engine.calendar.GridMoment;
import kontor.engine.calendar.JointCalendar;
import kontor.engine.calendar.Weekday;
import kontor.engine.calendar.ZoneOffsets;
import kontor.engine.directory.MemberKind;
import kontor.engine.directory.Standing;
import kontor.engine.governance.Objection;
import kontor.engine.governance.RateEvent;
import kontor.engine.rates.Cost;
import kontor.engine.rates.FeePlan;
import kontor.engine.rates.RedenominationPlan;
import kontor.engine.terms.ChargeBearer;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantKind;
import kontor.engine.terms.SettlementModel;
import kontor.readside.ChargeRow;
import kontor.readside.PairDayRow;
import kontor.readside.RateOriginRow;
import kontor.readside.RateProposalRow;
import kontor.readside.RedenominationRow;
import kontor.readside.RegisterRow;
import kontor.server.gateway.Project;
import org.junit.jupiter.api.Test;

/// Words and figures of the pages.
class ConsoleTable {

  @Test
  void everyLanguageHasWordsForEverything() {
    Texts english = Texts.of(Language.ENGLISH);
    for (Language language : Language.values()) {
      Texts texts = Texts.of(language);
      assertEquals(english.keys(), texts.keys(), language.code());
      texts.keys().forEach(key -> assertFalse(texts.say(key).isBlank(), key));
      for (Refusal refusal : Refusal.values()) {
        assertFalse(texts.say(refusal).isBlank());
      }
      for (Objection objection : Objection.values()) {
        assertFalse(texts.say(objection).isBlank());
      }
      for (Check check : Check.values()) {
        assertFalse(texts.say(check).isBlank());
      }
      for (Enum<?>[] words :
          List.<Enum<?>[]>of(
              ChargeBearer.values(), FeePlan.Agent.values(), FeePlan.Collection.values(),
              Penalty.Cause.values(), ChargeRow.ChargeState.values(), Cost.Favours.values())) {
        for (Enum<?> word : words) {
          assertFalse(texts.say(word).isBlank());
        }
      }
    }
  }

  /// What the areas of agreements show: a word for each of a kind, also where lists carry the name.
  @Test
  void everyLanguageHasWordsForEveryKind() {
    List<Enum<?>> kinds = new ArrayList<>();
    kinds.addAll(List.of(AgreementState.values()));
    kinds.addAll(List.of(SettlementModel.values()));
    kinds.addAll(List.of(AnnexKind.values()));
    kinds.addAll(List.of(AgreementFrame.Ratification.values()));
    kinds.addAll(List.of(RegisterRow.Origin.values()));
    kinds.addAll(List.of(RateProposalRow.State.values()));
    kinds.addAll(List.of(RedenominationRow.State.values()));
    kinds.addAll(List.of(AnnexTerms.Rung.values()));
    kinds.addAll(List.of(RateEvent.Check.values()));
    kinds.addAll(List.of(JointCalendar.Kind.values()));
    kinds.addAll(List.of(ZoneOffsets.Local.values()));
    kinds.addAll(List.of(GridMoment.values()));
    kinds.addAll(List.of(Weekday.values()));
    kinds.addAll(List.of(MemberKind.values()));
    kinds.addAll(List.of(Standing.values()));
    kinds.addAll(List.of(CurrencyPage.Use.values()));
    kinds.addAll(List.of(RedenominationPlan.OldCode.values()));
    kinds.addAll(List.of(RedenominationPlan.Prices.values()));
    kinds.addAll(List.of(ChangeForm.Step.values()));
    for (Language language : Language.values()) {
      Texts texts = Texts.of(language);
      kinds.forEach(kind -> assertFalse(texts.say(kind).isBlank()));
      for (AgreementState state : AgreementState.values()) {
        assertFalse(texts.say("agreement.next." + state.name()).isBlank());
      }
      for (ParticipantKind kind : ParticipantKind.values()) {
        assertFalse(texts.say("MemberKind." + kind.name()).isBlank());
      }
      assertFalse(texts.say("Rung." + RateOriginRow.PRIMARY).isBlank());
      assertFalse(texts.say("Rung." + PairDayRow.UNCONFIRMED).isBlank());
    }
  }

  /// A key that a template names and no file has would only be found by a reader.
  @Test
  void everyKeyOfTheTemplatesHasWords() throws IOException {
    Set<String> keys = Texts.of(Language.ENGLISH).keys();
    Pattern said = Pattern.compile("say\\(\"([A-Za-z.]+)\"\\)");
    List<String> missing = new ArrayList<>();
    try (Stream<Path> templates = Files.list(Project.ROOT.resolve("server/src/main/jte"))) {
      for (Path template : templates.sorted().toList()) {
        Matcher found = said.matcher(Files.readString(template));
        while (found.find()) {
          if (!keys.contains(found.group(1))) {
            missing.add(template.getFileName() + ": " + found.group(1));
          }
        }
      }
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void sumsHaveTheDigitsOfTheirCurrencyAndNoFalseDecimalMark() {
    check(
        """
        0 2                   | 0.00
        5 2                   | 0.05
        -5 2                  | −0.05
        108340750 2           | 1_083_407.50
        999 0                 | 999
        1000 0                | 1_000
        -1041601 0            | −1_041_601
        1234567890 3          | 1_234_567.890
        -9223372036854775808 2 | −92_233_720_368_547_758.08
        """,
        row -> {
          String[] cells = row.split(" ");
          Currency currency = new Currency("XTS", Integer.parseInt(cells[1]));
          return Texts.of(Language.ENGLISH)
              .amount(new Money(Long.parseLong(cells[0]), currency))
              .replace('\u202f', '_');
        });
    assertEquals(
        "0,05", Texts.of(Language.SPANISH).amount(new Money(5, new Currency("ARS", 2))));
  }

  @Test
  void theBrowsersWishChoosesTheLanguage() {
    check(
        """
        es                        | es
        es-AR,es;q=0.9,en;q=0.8   | es
        fr,ru;q=0.7,en;q=0.3      | ru
        en;q=0.5, ru;q=0.9        | ru
        de-DE                     | en
        ,;q=,es;q=x               | en
        ES-mx                     | es
        """,
        header -> Language.preferred(header).code());
    assertEquals(Language.ENGLISH, Language.preferred(""));
  }

  @Test
  void aMessageInOneLineIsBrokenAtItsTags() {
    assertEquals(
        """
        <?xml version="1.0"?>
        <A>
          <B>text</B>
          <C/>
          <D>
            <E></E>
          </D>
        </A>""",
        MessageText.indented(
            "<?xml version=\"1.0\"?><A><B>text</B><C/><D><E></E></D></A>"));
    assertEquals("<A>\n<B></A>", MessageText.indented("<A>\n<B></A>"));
    assertEquals("no < tag", MessageText.indented("no < tag"));
    assertEquals("", MessageText.indented(""));
  }

  private static void check(String table, UnaryOperator<String> figure) {
    table
        .lines()
        .map(line -> line.split("\\|"))
        .forEach(
            cells -> assertEquals(cells[1].strip(), figure.apply(cells[0].strip()), cells[0]));
  }
}
