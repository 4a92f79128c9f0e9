package kontor.server.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.function.UnaryOperator;
import kontor.engine.Refusal;
import kontor.engine.annex.Penalty;
import kontor.engine.rates.Cost;
import kontor.engine.rates.FeePlan;
import kontor.engine.terms.ChargeBearer;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.readside.ChargeRow;
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
      for (Check check : Check.values()) {
        assertFalse(texts.say(check).isBlank());
      }
      for (Enum<?>[] words :
          List.<Enum<?>[]>of(
              ChargeBearer.values(), FeePlan.Agent.values(), FeePlan.Collection.values(),
              Penalty.Cause.values(), ChargeRow.State.values(), Cost.Favours.values())) {
        for (Enum<?> word : words) {
          assertFalse(texts.say(word).isBlank());
        }
      }
    }
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
