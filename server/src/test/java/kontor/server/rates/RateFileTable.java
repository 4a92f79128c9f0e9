package kontor.server.rates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kontor.engine.terms.Fixings;
import kontor.engine.terms.RoundingProfile;
import kontor.server.rates.RateFile.Legs;
import kontor.server.rates.RateFile.Mark;
import kontor.server.rates.RateFile.Observation;
import org.junit.jupiter.api.Test;

/// Files of rates: what is read, and what is told of those that are wrong.
class RateFileTable {

  private static void check(String text, String expected) {
    check(text, Mark.POINT, expected);
  }

  private static void check(String text, Mark mark, String expected) {
    check(text.getBytes(StandardCharsets.UTF_8), mark, expected);
  }

  private static void check(byte[] bytes, Mark mark, String expected) {
    RateFile file = RateFile.read(bytes, "PTAX", mark);
    List<String> lines = new ArrayList<>();
    if (file.faults().isEmpty()) {
      for (Observation o : file.observations()) {
        lines.add(
            o.line() + " " + o.date() + " 1 " + o.reference() + " = " + o.units() + " "
                + o.currency());
      }
      if (file.skipped() > 0) {
        lines.add("skipped " + file.skipped());
      }
    } else {
      lines.addAll(file.faults());
    }
    assertEquals(expected.strip(), String.join("\n", lines));
  }

  @Test
  void columnsInAnyOrderAndByAnySign() {
    check(
        """
        date,base,quoted,rate
        2022-03-11,USD,BRL,5.02520
        2022-03-11,USD,ARS,108.88670
        """,
        """
        2 2022-03-11 1 USD = 5.02520 BRL
        3 2022-03-11 1 USD = 108.88670 ARS
        """);
    check(
        """

        Rate;Quoted;Base;Source;Date;remark
        5.02520;BRL;USD;PTAX;2022-03-11;"closing; sell"

        108.8;ARS;USD;Wire;2022-03-11;
        108.88670;ARS;USD;;2022-03-11;"say ""so""\"
        """,
        """
        3 2022-03-11 1 USD = 5.02520 BRL
        6 2022-03-11 1 USD = 108.88670 ARS
        skipped 1
        """);
    check("day\tcurrency\treference\tunits\n2022-03-11\tPYG\tUSD\t7000\n",
        "2 2022-03-11 1 USD = 7000 PYG");
  }

  @Test
  void aMarkOfUtf8AndLinesOfOtherSystemsAreNothing() {
    check("\ufeffdate,base,quoted,rate\r\n2022-03-11,USD,BRL,5.02520\r\n",
        "2 2022-03-11 1 USD = 5.02520 BRL");
    check("date,base,quoted,rate\r2022-03-11,USD,BRL,5.02520",
        "2 2022-03-11 1 USD = 5.02520 BRL");
  }

  @Test
  void theDecimalSignIsDeclaredAndNeverGuessed() {
    check(
        """
        date;base;quoted;rate
        2022-03-11;USD;BRL;5,02520
        """,
        Mark.COMMA,
        "2 2022-03-11 1 USD = 5.02520 BRL");
    check(
        """
        date,base,quoted,rate
        2022-03-11,USD,BRL,"5,02520"
        """,
        Mark.COMMA,
        "2 2022-03-11 1 USD = 5.02520 BRL");
    check(
        """
        date;base;quoted;rate
        2022-03-11;USD;BRL;5,02520
        2022-03-11;USD;PYG;6,933.12
        """,
        """
        line 2: "5,02520" has a ",", and the file was declared to part the fraction by "."; declare\
         the other, or leave out what parts thousands
        line 3: "6,933.12" has a ",", and the file was declared to part the fraction by ".";\
         declare the other, or leave out what parts thousands
        """);
    check(
        """
        date;base;quoted;rate
        2022-03-11;USD;PYG;6.933
        """,
        Mark.COMMA,
        """
        line 2: "6.933" has a ".", and the file was declared to part the fraction by ","; declare\
         the other, or leave out what parts thousands
        """);
  }

  @Test
  void everyFaultWithItsLine() {
    check(
        """
        date,base,quoted,rate
        11/03/2022,USD,BRL,5.02520
        2022-02-30,USD,BRL,5.02520
        2022-03-11,usd,BRL,5.02520
        2022-03-11,USD,USD,1
        2022-03-11,USD,BRL,0.000
        2022-03-11,USD,BRL,-5
        2022-03-11,USD,BRL,5e3
        2022-03-11,USD,BRL,1234567890123456789
        2022-03-11,USD,BRL
        2022-03-11,USD,BRL,"5.02520
        2022-03-11,USD,BRL,5.02520
        2022-03-11,USD,BRL,5.02520
        """,
        """
        line 2: "11/03/2022" is not a date; write year, month, day: 2026-11-24
        line 3: "2022-02-30" is not a date; write year, month, day: 2026-11-24
        line 4: "usd" is not a currency; write three capital letters
        line 5: base and quoted are both USD; a rate has two currencies
        line 6: a rate is greater than zero
        line 7: "-5" is not a rate; write digits and one "."
        line 8: "5e3" is not a rate; write digits and one "."
        line 9: "1234567890123456789" has more than 18 digits; give fewer
        line 10: has 3 cells and the header 4; a cell with a "," in it stands in quotation marks
        line 11: a quotation mark is not closed
        line 13: the rate of BRL for one USD on 2022-03-11 is in line 12 already; leave one of them
        """);
    check("", "the file is empty; its first line names the columns: date, base, quoted, rate, and"
        + " source if there are several");
    check("date,base,rate\n", "line 1: no column is named quoted; name the columns date, base,"
        + " quoted, rate, and source if there are several");
    check("date,base,quoted,rate,Rate\n", "line 1: two columns say the rate; leave one");
    check("date,base,quoted,rate,source\n2022-03-11,USD,BRL,5,Wire\n",
        "the file has no rate of PTAX; give the name by which it names the source");
    check("date,base,quoted,rate\n", "the file has no rate; fetch it again");
    check("date,base,quoted,rate\n+12022-03-11,USD,BRL,5\n",
        "line 2: \"+12022-03-11\" is not a date; write year, month, day: 2026-11-24");
    for (byte[] wide : new byte[][] {{'d', 0, 'a', 0}, {0, 'd', 0, 'a'}}) {
      check(wide, Mark.POINT, "line 1: the file is UTF-16; save it as UTF-8");
    }
    check(new byte[] {(byte) 0xff, (byte) 0xfe, 'd', 0}, Mark.POINT,
        "line 1: the file is UTF-16; save it as UTF-8");
    check(new byte[] {'d', (byte) 0xe9, ','}, Mark.POINT,
        "the file is not UTF-8 text; save it as UTF-8");
  }

  @Test
  void dailyReferenceRatesAsXml() {
    check(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"
            xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
          <gesmes:subject>Reference rates</gesmes:subject>
          <Cube>
            <Cube time='2022-03-11'>
              <Cube currency='USD' rate='1.0990'/>
              <Cube currency='BRL' rate='5.5216'/>
            </Cube>
            <Cube time='2022-03-10'><Cube currency='USD' rate='1.1084'/></Cube>
          </Cube>
        </gesmes:Envelope>
        """,
        """
        7 2022-03-11 1 EUR = 1.0990 USD
        8 2022-03-11 1 EUR = 5.5216 BRL
        10 2022-03-10 1 EUR = 1.1084 USD
        """);
    check("<a><Cube currency='USD' rate='1'/></a>",
        "line 1: no Cube around this one has a time; the date is not known");
    check("<a>\n<Cube time='2022-03-11'><Cube currency='USD'/></Cube></a>",
        "line 2: a Cube has currency and rate together");
    // The second stands in no Cube with a time.
    check(
        "\t<a>\n<Cube time='2022-03-11'><Cube currency='USD' rate='1'/></Cube>\n"
            + "<Cube currency='BRL' rate='5'/></a>",
        "line 3: no Cube around this one has a time; the date is not known");
    check("<a/>",
        "the XML has no Cube; files of daily reference rates have, or send CSV");
    check("<a>\n<Cube time='2022-03-11'>", "line 2: is not well-formed XML; fetch the file again");
  }

  /// No document type, so no entity that grows and none that reaches a file.
  @Test
  void aDocumentTypeIsRefused() {
    check(
        """
        <!DOCTYPE a [<!ENTITY x "1.0"><!ENTITY f SYSTEM "file:///etc/hostname">]>
        <a><Cube time='2022-03-11'><Cube currency='USD' rate='1.0'/></Cube></a>
        """,
        "line 1: has a document type or an entity; files of rates have none");
  }

  /// As the European Central Bank writes them: the file of one day, that of all days, and series.
  @Test
  void theFormsOfTheEuropeanCentralBank() {
    check(
        """
        Date, USD, JPY, BRL, ISK,\s
        25 November 2024, 1.0495, 161.64, 6.0941, N/A,\s
        """,
        """
        2 2024-11-25 1 EUR = 1.0495 USD
        2 2024-11-25 1 EUR = 161.64 JPY
        2 2024-11-25 1 EUR = 6.0941 BRL
        """);
    check(
        """
        Date,USD,CYP,
        2024-11-25,1.0495,N/A,
        2024-11-22,1.0412,,
        2024-11-31,1.0412,,
        """,
        "line 4: \"2024-11-31\" is not a date; write year, month, day: 2026-11-24");
    check(
        """
        Date,USD,CYP,
        2024-11-25,1.0495,N/A,
        2007-12-31,1.4721,0.585274,
        """,
        """
        2 2024-11-25 1 EUR = 1.0495 USD
        3 2007-12-31 1 EUR = 1.4721 USD
        3 2007-12-31 1 EUR = 0.585274 CYP
        """);
    check(
        """
        KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE,OBS_STATUS,TITLE
        EXR.D.USD.EUR.SP00.A,D,USD,EUR,SP00,A,2026-01-02,1.1034,A,"US dollar/Euro, reference"
        EXR.D.USD.EUR.SP00.A,D,USD,EUR,SP00,A,2026-01-05,,M,"US dollar/Euro, reference"
        EXR.D.BRL.EUR.SP00.A,D,BRL,EUR,SP00,A,2026-01-02,6.4210,A,"Brazilian real/Euro"
        """,
        """
        2 2026-01-02 1 EUR = 1.1034 USD
        4 2026-01-02 1 EUR = 6.4210 BRL
        """);
    check(
        """
        FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE,UNIT_MULT
        D,USD,EUR,SP00,A,2026-01-02,1.1034,0
        M,USD,EUR,SP00,A,2026-01,1.1034,0
        D,E01,EUR,EN00,A,2026-01-02,121.9,0
        D,USD,EUR,SP00,A,2026-01-05,1.1034,2
        """,
        """
        line 3: is of a series M.SP00.A and no daily reference rate, which is of D.SP00.A; fetch\
         the daily series
        line 4: is of a series D.EN00.A and no daily reference rate, which is of D.SP00.A; fetch\
         the daily series
        line 5: has a UNIT_MULT that is not 0; fetch the series in single units
        """);
  }

  /// A file that is read in part would give the rates of an older day.
  @Test
  void tooManyRatesAreAFault() {
    byte[] three =
        "date,base,quoted,rate\n2022-03-09,USD,BRL,5\n2022-03-10,USD,BRL,6\n2022-03-11,USD,BRL,7\n"
            .getBytes(StandardCharsets.UTF_8);
    assertEquals(
        List.of("line 4: is beyond the 2 rates that a file may have; send it in parts"),
        RateFile.read(three, new RateFile.Gathered("PTAX", Mark.POINT, 2)).faults());
    RateFile whole = RateFile.read(three, new RateFile.Gathered("PTAX", Mark.POINT, 3));
    assertEquals(List.of(), whole.faults());
    assertEquals(LocalDate.parse("2022-03-11"), whole.dates().last());
  }

  @Test
  void whyThereAreNoLegs() {
    RateFile file =
        RateFile.read(
            """
            date,base,quoted,rate
            2022-03-09,USD,BRL,5.02520
            2022-03-09,USD,ARS,108.88670
            2022-03-11,USD,BRL,5.05100
            """
                .getBytes(StandardCharsets.UTF_8),
            "PTAX",
            Mark.POINT);
    LocalDate day = LocalDate.parse("2022-03-11");
    assertEquals(
        "no two legs of ARS and BRL against one reference on 2022-03-11; the file has them from"
            + " 2022-03-09 to 2022-03-09, give one of its dates",
        file.without(day, "ARS", "BRL"));
    assertEquals(
        "no two legs of BRL and PYG against one reference on 2022-03-11; the file has them on no"
            + " date; its currencies are ARS BRL USD",
        file.without(day, "BRL", "PYG"));
    for (String pair : List.of("BRL/BRL", "BRL", "BRL/ARS/PYG", "brl/ARS", "/")) {
      assertThrows(IllegalArgumentException.class, () -> RateFile.Pair.of(pair), pair);
    }
  }

  @Test
  void legsMeetAtOneReference() {
    RateFile file =
        RateFile.read(
            """
            date,base,quoted,rate
            2022-03-11,USD,BRL,5.02520
            2022-03-11,USD,ARS,108.88670
            2022-03-11,EUR,ARS,119.6
            2022-03-11,EUR,PYG,7700
            2022-03-10,USD,BRL,5.05100
            """
                .getBytes(StandardCharsets.UTF_8),
            "PTAX",
            Mark.POINT);
    LocalDate day = LocalDate.parse("2022-03-11");
    assertEquals("108.88670 5.02520 USD", legs(file, day, "ARS", "BRL"));
    assertEquals("5.02520 108.88670 USD", legs(file, day, "BRL", "ARS"));
    assertEquals("119.6 7700 EUR", legs(file, day, "ARS", "PYG"));
    // One of the two is the reference: one unit of it is one unit of it.
    assertEquals("1 119.6 EUR", legs(file, day, "EUR", "ARS"));
    assertEquals("119.6 1 EUR", legs(file, day, "ARS", "EUR"));
    assertEquals("none", legs(file, day, "BRL", "PYG"));
    assertEquals("none", legs(file, day.minusDays(1), "BRL", "ARS"));
    assertEquals(2, file.dates().size());
  }

  private static String legs(RateFile file, LocalDate day, String a, String b) {
    Legs legs = file.legs(day, a, b);
    return legs == null
        ? "none"
        : legs.a().units() + " " + legs.b().units() + " " + legs.a().reference();
  }

  /// Published on 11 March 2022; by way of the reference nothing is rounded but the price.
  @Test
  void thePriceComesFromTheFileToTheLastDigit() {
    RateFile file =
        RateFile.read(
            "date,base,quoted,rate\n2022-03-11,USD,BRL,5.02520\n2022-03-11,USD,ARS,108.88670\n"
                .getBytes(StandardCharsets.UTF_8),
            "PTAX",
            Mark.POINT);
    Legs legs = file.legs(LocalDate.parse("2022-03-11"), "ARS", "BRL");
    assertNotNull(legs);
    RoundingProfile profile = RoundingProfile.of("FIVE_STEP:5");
    assertEquals(
        "21.66815",
        Objects.toString(Fixings.price(legs.a().units(), legs.b().units(), profile)));
    assertEquals(
        "0.04615",
        Objects.toString(Fixings.price(legs.b().units(), legs.a().units(), profile)));
    assertTrue(file.digest().toString().matches("[0-9a-f]{64}"));
  }
}
