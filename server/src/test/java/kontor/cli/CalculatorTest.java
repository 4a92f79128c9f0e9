package kontor.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The calculators of the command line: numbers to the last digit, and what they refuse.
class CalculatorTest {

  private String out = "";
  private String err = "";

  @Test
  void fixingsInBothDirections() throws IOException {
    assertEquals(
        0, run("rate fix --a 108.88670 --b 5.02520 --profile FIVE_STEP:5 --json"), err);
    JsonNode json = new ObjectMapper().readTree(out);
    assertEquals("21.66815", json.at("/priceOfBInA/rate").asText());
    assertEquals("0.04615", json.at("/priceOfAInB/rate").asText());
    assertEquals("FIVE_STEP:5", json.at("/priceOfAInB/profile").asText());
    assertEquals(
        "21.66813261163734776725304465493910", json.at("/priceOfBInA/quotient").asText() + "0");
    assertEquals("0.9999851225", json.at("/product").asText());
    assertEquals(
        0, run("rate fix --a 8006.85 --b 5.6605 --profile FIVE_STEP:8 --profile-in-b UP:4"));
    assertEquals(
        "1 B = 1414.51285225 A  (FIVE_STEP:8)\n"
            + "1 A = 0.0008 B  (UP:4)\n"
            + "product 1.131610281800, not corrected\n",
        out);
  }

  /// One direction without a price does not hide the other.
  @Test
  void aDirectionWithoutAPrice() throws IOException {
    String rows =
        """
        --a 16250 --b 1 --profile HALF_UP:2 > 1 B = 16250.00 A  (HALF_UP:2) > the price of one A in\
         B comes to zero with HALF_UP:2; give a profile with more digits by --profile-in-b
        --a 1 --b 900000 --profile HALF_UP:2 > 1 A = 900000.00 B  (HALF_UP:2) > the price of one B\
         in A comes to zero with HALF_UP:2; give a profile with more digits by --profile
        --a 9999999999999999 --b 1 --profile UP:10 --profile-in-b UP:18 > - > profile is 0 to 10
        --a 9999999999999999 --b 1 --profile UP:10 > 1 A = 0.0000000001 B  (UP:10) > the price of\
         one B in A has more than 18 digits with UP:10; give a profile with fewer digits by\
         --profile
        """;
    for (String row : rows.lines().toList()) {
      String[] cells = row.split(" > ");
      int exitCode = run("rate fix " + cells[0]);
      assertTrue(err.contains(cells[2]), row + ": " + err);
      assertEquals(cells[1].equals("-") ? 2 : 1, exitCode, row);
      assertEquals(cells[1].equals("-") ? "" : cells[1] + "\n", out, row);
    }
    assertEquals(1, run("rate fix --a 16250 --b 1 --profile HALF_UP:2 --json"));
    JsonNode json = new ObjectMapper().readTree(out);
    assertEquals("16250.00", json.at("/priceOfBInA/rate").asText());
    assertEquals("comes to zero", json.at("/priceOfAInB/refused").asText());
    assertEquals("", err);
  }

  /// A remedy names an option of this command.
  @Test
  void remediesCanBeFollowed() {
    for (String command :
        new String[] {"rate quote 5 --from QQQ --to SGD --base 1.5",
          "rate quote 5 --from XAU --to SGD --base 1.5",
          "rate quote 0.001 --from EUR --to SGD --base 1.5"}) {
      assertEquals(2, run(command));
      assertFalse(err.contains("--from-digits"), err);
    }
  }

  @Test
  void results() {
    check(
        """
        # Payments of the SML (domain 5.2).
        rate convert 1000000.00 --from ARS --to BRL --rate 0.04615 > 46150.00 BRL
        rate convert 50000.00 --from BRL --to ARS --rate 21.66815 > 1083407.50 ARS
        rate convert 61400000.00 --from BRL --to ARS --rate 21.66815 > 1330424410.00 ARS
        rate convert 61400000.00 --from BRL --to USD --from-per-to 5.02520 > 12218419.17 USD
        rate convert 7042253.52 --from ARS --to USD --from-per-to 108.88670 > 64675.06 USD
        # PAPSS (5.6).
        rate convert 450 --from GHS --to USD --from-per-to 4.5 > 100.00 USD
        rate convert 36000 --from NGN --to USD --from-per-to 360 > 100.00 USD
        # Quotes (5.4).
        rate convert 50000 --from EUR --to SGD --rate 1.5187875 > 75939.38 SGD
        rate convert 50000 --from EUR --to SGD --rate 1.51875 > 75937.50 SGD
        rate convert 100 --from SGD --to MYR --rate 3.5 > 350.00 MYR
        # By way of a reference, rounded once.
        rate convert 500 --from SIT --to ITL --from-per-ref 239.640 --to-per-ref 1936.27 > 4040 ITL
        rate convert 0.45 --from EUR --to PYG --rate 1.1 --mode UP > 1 PYG
        rate convert 0.30 --from EUR --to PYG --rate 1.1 --allow-zero > 0 PYG
        rate convert 1.2345 --from QQQ --to EUR --rate 2 --from-digits 4 --digits 3 > 2.469 EUR
        # Between two tenors (5.8).
        rate interpolate --short 30:4.33 --long 91:4.29 --days 61 > 4.309672131 (61 days, HALF_UP:9)
        rate interpolate --short 30:4.33 --long 91:4.29 --days 61 --profile DOWN:2 > 4.30
        # Providers' rates (5.4).
        rate quote 50000 --from EUR --to SGD --base 1.5 --tiers 50000:100 > 50000.00 EUR -> 75750.00
        rate quote 49999.99 --from EUR --to SGD --base 1.5 --tiers 50000:9 > 49999.99 EUR
        rate quote 75750 --destination --from EUR --to SGD --base 1.5 --tiers 50000:100 > 50000.00
        # New units of money (5.9).
        currency redenominate 2318042.50 --factor 1000000 > 2.32
        currency redenominate 10299600.00 --factor 1000000 > 10.30
        currency redenominate 16000000 --factor 1000000 > 16.00
        currency redenominate 1812500 --factor 100000 > 18.13
        currency redenominate 1812500 --factor 100000 --digits 3 > 18.125
        currency redenominate 6 --factor 1000 --digits 3 > 0.006
        currency redenominate 6 --factor 1000 --unrounded > 0.006
        currency redenominate 4117054.64 --factor 1000000 --unrounded > 4.11705464
        currency redenominate 4117054.64 --factor 1000000 --digits 8 > 4.11705464
        currency redenominate 100 --factor 1000000 --minimum-one > 0.01
        currency redenominate 100 --factor 1000000 > 0.00
        currency redenominate 0 --factor 1000000 --minimum-one > 0.00
        currency redenominate 0 --factor 1000000 --unrounded > 0
        currency redenominate 500 --factor 239.640 > 2.09
        currency redenominate 1000 --factor 239.640 > 4.17
        currency redenominate 24.784 --factor 1 > 24.78
        currency redenominate 24.785 --factor 1 > 24.79
        currency redenominate 500 --from SIT --to EUR > 2.09
        currency redenominate 2318042.50 --from VES --to VED > 2.32
        currency redenominate 1812500 --from VEF --to VES > 18.13
        currency redenominate 750000000000000 --from VEB --to VED > 7.50
        currency redenominate 12500000 --from TRL --to TRY > 12.50
        currency redenominate 12500000 --from BYB --to BYN > 1.25
        currency redenominate 6500 --from GWP --to XOF > 100
        # What an account owes is rounded as the same sum above zero.
        currency redenominate -2318042.50 --factor 1000000 > -2.32
        currency redenominate -24.785 --factor 1 > -24.79 (-24.785, HALF_UP)
        currency redenominate -24.785 --factor 1 --mode HALF_EVEN > -24.78
        currency redenominate -4000 --factor 1000000 > 0.00
        # A quotient without an end is rounded, and says so.
        currency redenominate 1 --factor 4 --unrounded > 0.25 (0.25)
        currency redenominate 2 --factor 3 --unrounded > 0.666666666666666667 \
        (0.6666666666666666666666666666666666, HALF_UP to the digits that a rate has)
        # What the registry knows.
        currency list UYW > UYW 927 4 digits from 2018-08-29
        currency list VEF > VEF 937 2 digits from 2008-01-01 until 2018-08-20, then 1 VES = 100000
        currency list XSU > XSU 994 no minor unit
        currency list VES VED --on 2021-09-30 > VES 928 2 digits from 2018-08-20 until 2021-10-01
        """);
  }

  private void check(String table) {
    assertAll(
        rows(table)
            .map(
                row -> {
                  String[] parts = row.split(" > ");
                  return () -> {
                    assertEquals(0, run(parts[0]), row + ": " + err);
                    String[] expected = parts[1].split(" ");
                    String[] actual = out.strip().split(" +");
                    for (int i = 0; i < expected.length; i++) {
                      assertEquals(expected[i], bare(actual[i], expected[i]), row);
                    }
                  };
                }));
  }

  /// Without the comma that the row does not ask for.
  private static String bare(String actual, String expected) {
    return expected.endsWith(",") ? actual : actual.replaceAll(",$", "");
  }

  /// Best for the payer first: by the sum, then by the time of the rate.
  @Test
  void quotesAreRankedAndExpire() throws IOException {
    String command =
        "rate quote 50000 --from EUR --to SGD --created 2026-03-01T10:00:00Z --json"
            + " --provider FXAASGSG --base 1.5 --posted 2026-03-01T09:00:00Z"
            + " --provider FXBBSGSG --base 1.5000 --posted 2026-03-01T08:00:00Z"
            + " --provider FXCCSGSG --base 1.5000 --tiers 25000:50,50000:100 --client-bps 25";
    assertEquals(0, run(command + " --use-at 2026-03-01T10:09:59.999Z"), err);
    JsonNode json = new ObjectMapper().readTree(out);
    assertEquals("FXCCSGSG", json.at("/quotes/0/provider").asText());
    assertEquals("1.5187875", json.at("/quotes/0/rate").asText());
    assertEquals("75939.38", json.at("/quotes/0/destination").asText());
    assertEquals("FXBBSGSG", json.at("/quotes/1/provider").asText());
    assertEquals("FXAASGSG", json.at("/quotes/2/provider").asText());
    assertEquals("2026-03-01T10:10:00Z", json.at("/expiresAt").asText());
    assertTrue(json.at("/usable").asBoolean());
    assertEquals(1, run(command + " --use-at 2026-03-01T10:10:00Z"));
    assertTrue(out.contains("\"usable\":false"), out);
    assertEquals(2, run(command + " --use-at 2026-03-01T09:59:59Z"));
  }

  @Test
  void whatIsRefused() {
    refuses(
        """
        rate fix --a 0 --b 5.02520 --profile FIVE_STEP:5 > 2 --a is zero
        rate fix --a 1,5 --b 5.02520 --profile FIVE_STEP:5 > 2 --a "1,5" is not a number here
        rate fix --a 1e5 --b 5.02520 --profile FIVE_STEP:5 > 2 is not a number here
        rate fix --a 1. --b 5.02520 --profile FIVE_STEP:5 > 2 is not a number here
        rate fix --a 1.0000000000000000001 --b 5 --profile UP:5 > 2 more than 18 digits
        rate fix --a 9 --b 5 --profile FIVE_STEP > 2 a mode and the digits after the point
        rate fix --a 9 --b 5 --profile SIX_STEP:5 > 2 a rounding mode is HALF_UP, HALF_EVEN
        rate fix --a 9 --b 5 --profile HALF_UP:11 > 2 scale of a rounding profile is 0 to 10
        rate fix --a 9 --b 5 --profile HALF_UP:5 --profile-in-b X > 2 a rounding profile is a mode
        rate fix --a 9 --profile HALF_UP:5 > 2 give --b UNITS (Units of B for one unit of
        rate convert 1,000,000.00 --from ARS --to BRL --rate 2 > 2 nothing between thousands
        rate convert -5 --from ARS --to BRL --rate 2 > 2 no sign and nothing
        rate convert 0.001 --from ARS --to BRL --rate 2 > 2 more digits after the point than ARS
        rate convert 5 --from ARS --to BRL > 2 say the rate in one way
        rate convert 5 --from ARS --to BRL --rate 2 --from-per-to 2 > 2 say the rate in one way
        rate convert 5 --from ARS --to BRL --from-per-ref 2 > 2 say the rate in one way
        rate convert 5 --from ARS --to QQQ --rate 2 > 2 currency QQQ is not in the registry
        rate convert 5 --from ARS --to brl --rate 2 > 2 not in the registry
        rate convert 5 --from XAU --to ARS --rate 2 > 2 has no minor unit
        rate convert 5 --from ARS --to BRL --rate 2 --digits 5 > 2 minor digits are 0 to 4
        rate convert 5 --from ARS --to BRL --rate 2 --mode UPWARD > 2 a rounding mode is
        rate convert 5 --from ARS --to BRL --rate 2 --digits -5 > 2 minor digits are 0 to 4: -5
        rate convert 5 --from ARS --to BRL --rate 2 --from-digits -3 > 2 digits are 0 to 4: -3
        rate convert 0.001 --from ARS --to BRL --rate 2 > 2 which has 2; give --from-digits if
        rate convert 5 --from QQQ --to BRL --rate 2 > 2 how many digits it has with --from-digits
        rate convert 5 --from BRL --to QQQ --rate 2 > 2 how many digits it has with --digits
        rate convert 1 --from ARS --to ARS --rate 2 > 2 --from and --to are both ARS
        rate convert 0 --from ARS --to BRL --rate 1 --mode FIVE_STEP > 2 FIVE_STEP is for rates
        rate quote 5 --from EUR --to SGD --base 1.5 --mode FIVE_STEP > 2 FIVE_STEP is for rates
        rate convert 0.01 --from ARS --to BRL --rate 0.04615 > 1 comes to nothing in BRL
        rate convert 999999999999999999 --from PYG --to BRL --rate 9 > 1 the result is too large
        rate convert 99999999999999999 --from ARS --to BRL --rate 9 > 2 is too large
        rate interpolate --short 30:4.33 --long 91:4.29 --days 92 > 2 must lie between
        rate interpolate --short 30:4.33 --long 30:4.29 --days 30 > 2 must lie between
        rate interpolate --short 30 --long 91:4.29 --days 30 > 2 is not a tenor
        rate interpolate --short 0:1 --long 91:4.29 --days 30 > 2 is not a tenor
        rate interpolate --short 1:1 --long 2:1 --days x > 2 --days is a whole number up to
        rate > 2 say what to calculate
        rate quote 5 --from EUR --to SGD > 2 give --base R (Base rate: units of TO for one FROM)
        rate quote 0 --from EUR --to SGD --base 1.5 > 2 a quote is for a sum above zero
        rate quote 5 --from EUR --to EUR --base 1.5 > 2 a quote is for a sum above zero
        rate quote 0.001 --from EUR --to SGD --base 1.5 > 2 than EUR, which has 2; give fewer
        rate quote 5 --from EUR --to SGD --base 1.5 --tiers 5 > 2 is not a tier
        rate quote 5 --from EUR --to SGD --base 1.5 --tiers 9:1,5:2 > 2 tiers go up
        rate quote 5 --from EUR --to SGD --base 1.5 --client-bps -1 > 2 0 to 9999 basis points
        rate quote 5 --from EUR --to SGD --base 1.5 --provider x > 2 a BIC has 8 or 11 characters
        rate quote 0.01 --from EUR --to SGD --base 0.1 > 1 no provider's rate gives a sum
        currency > 2 say what to do
        currency redenominate 5 > 2 give --factor, or both --from and --to
        currency redenominate 5 --factor 10 --from VEB --to VEF > 2 give --factor, or both
        currency redenominate 5 --from VEB > 2 give --factor, or both --from and --to
        currency redenominate 5 --from VED --to VEB > 1 the registry knows no way from VED to VEB
        currency redenominate 5 --from XAF --to XOF > 1 the registry knows no way from XAF to XOF
        currency redenominate 5 --factor 0 > 2 --factor is zero
        currency redenominate 5 --factor 1.000.000 > 2 is not a number here
        currency redenominate 5 --factor 10 --digits 11 > 2 --digits is 0 to 10
        currency redenominate -5 --factor 10 --unrounded > 2 AMOUNT -5 is a debt
        currency redenominate -5 --factor 10 --minimum-one > 2 AMOUNT -5 is a debt
        currency redenominate +5 --factor 10 > 2 is not a number here
        currency redenominate 5 --factor 10 --mode FIVE_STEP > 2 FIVE_STEP is for rates
        currency redenominate 5 --factor 10 --unrounded --digits 3 > 2 --unrounded goes without
        currency redenominate 999999999999999999 --factor 0.01 > 1 the result is too large
        currency list ABC > 1 currency ABC is not in the registry
        currency list --on yesterday > 2 up to 9999-12-31, not "yesterday"
        """);
  }

  private void refuses(String table) {
    assertAll(
        rows(table)
            .map(
                row -> {
                  String[] parts = row.split(" > ");
                  return () -> {
                    assertEquals(parts[1].substring(0, 1), "" + run(parts[0]), row + ": " + err);
                    assertTrue(err.contains(parts[1].substring(2)), row + ": " + err);
                    assertEquals("", out, row);
                  };
                }));
  }

  private static Stream<String> rows(String table) {
    return Stream.of(table.strip().split("\n")).filter(row -> !row.startsWith("#"));
  }

  @Test
  void everyCalculatorHasHelpWithAnExample() {
    for (String command :
        new String[] {"rate fix", "rate convert", "rate quote", "rate interpolate",
          "currency redenominate", "currency list"}) {
      assertEquals(0, run(command + " --help"), err);
      assertTrue(out.contains("Example: ./kontor " + command), out);
    }
  }

  private int run(String commandLine) {
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    int code =
        Main.run(
            commandLine.split(" "),
            new PrintStream(outBytes, true, StandardCharsets.UTF_8),
            new PrintStream(errBytes, true, StandardCharsets.UTF_8));
    out = outBytes.toString(StandardCharsets.UTF_8);
    err = errBytes.toString(StandardCharsets.UTF_8);
    return code;
  }
}
