package kontor.server.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.annex.AnnexTerms.Approval;
import kontor.engine.annex.AnnexTerms.Breach;
import kontor.engine.annex.AnnexTerms.PairProfile;
import kontor.engine.annex.AnnexTerms.RateSource;
import kontor.engine.annex.AnnexTerms.Rung;
import kontor.engine.annex.AnnexTerms.Unconfirmed;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.RoundingProfile;

/// How rates are made, approved and replaced (F07, F08).
///
/// ```
/// annex rates version 1 from 2026-01-01
///   profile ARS/BRL FIVE_STEP:5           price of one ARS in BRL, mode and digits
///   sums HALF_UP                          converted sums, to the minor unit
///   approval EVERY_PARTY                  or NONE
///   deviation 5%                          largest, from the fixing before
///   second-deviation 2%                   largest, from the second source
///   leg-age 36h                           how old a leg may be
///   breach WARNING                        or OBJECTION: what comes of a rate beyond these
///   unconfirmed REFUSE                    or HOLD: payments without an approved fixing
///   fallback PREVIOUS 2, SECONDARY, MANUAL, CLOSED
///   source "PTAX, A3500" PRIMARY          or SECONDARY
/// ```
final class RatesPart extends AnnexPart {

  private static final String WORDS =
      "profile, sums, approval, deviation, second-deviation, leg-age, breach, unconfirmed,"
          + " fallback, source";
  private static final List<String> ONCE =
      List.of(
          "sums", "approval", "deviation", "second-deviation", "leg-age", "breach", "unconfirmed",
          "fallback");
  private static final int PREVIOUS_DAYS_MAX = 366;
  private static final long LEG_AGE_MS_MAX = 366 * Spelling.DAY_MS;

  private final List<PairProfile> profiles = new ArrayList<>();
  private Rounding sums = Rounding.HALF_UP;
  private Approval approval = Approval.NONE;
  private int deviationPpm;
  private int secondPpm;
  private long legAgeMs;
  private Breach breach = Breach.WARNING;
  private Unconfirmed unconfirmed = Unconfirmed.REFUSE;
  private final List<Rung> waterfall = new ArrayList<>();
  private int previousDays;
  private final List<RateSource> sources = new ArrayList<>();

  RatesPart(int line, Header header, Names names) {
    super(line, header, names);
  }

  @Override
  void statement(String word, Words words) throws Words.Fault {
    if (ONCE.contains(word)) {
      once(word);
    }
    switch (word) {
      case "profile" -> profile(words);
      case "sums" -> sums = words.oneOf(
          List.of(Rounding.HALF_UP, Rounding.HALF_EVEN, Rounding.UP, Rounding.DOWN));
      case "approval" -> approval = words.oneOf(Approval.class);
      case "deviation" -> deviationPpm = Spelling.percent(words);
      case "second-deviation" -> secondPpm = Spelling.percent(words);
      case "breach" -> breach = words.oneOf(Breach.class);
      case "leg-age" -> legAgeMs = Spelling.duration(words, LEG_AGE_MS_MAX);
      case "unconfirmed" -> unconfirmed = words.oneOf(Unconfirmed.class);
      case "fallback" -> fallback(words);
      case "source" -> source(words);
      default -> throw unknown(word, WORDS);
    }
  }

  private void profile(Words words) throws Words.Fault {
    String pair = words.word("a pair such as ARS/BRL");
    int stroke = pair.indexOf('/');
    if (stroke < 0) {
      throw new Words.Fault("\"" + pair + "\" is not a pair of currencies",
          "write ARS/BRL for the price of one ARS in BRL");
    }
    Currency base = names().currency(pair.substring(0, stroke));
    Currency quoted = names().currency(pair.substring(stroke + 1));
    if (base.equals(quoted)) {
      throw new Words.Fault("a money has no price in itself", "name two moneys");
    }
    once("profile " + base + "/" + quoted);
    profiles.add(
        new PairProfile(base, quoted, words.read("a rounding profile", RoundingProfile::of)));
  }

  /// Each rung is tried once, from left to right, and nothing comes after CLOSED; so the fallback
  /// always ends.
  private void fallback(Words words) throws Words.Fault {
    do {
      Rung rung = words.oneOf(Rung.class);
      if (waterfall.contains(rung)) {
        throw new Words.Fault("the fallback leads back to " + rung,
            "name each rung once, in the order in which they are tried");
      }
      if (waterfall.contains(Rung.CLOSED)) {
        throw new Words.Fault(rung + " stands behind CLOSED, which ends the fallback",
            "put CLOSED last");
      }
      waterfall.add(rung);
      if (rung == Rung.PREVIOUS) {
        previousDays =
            words.wholeNumber(
                "the number of joint days for which PREVIOUS holds", 1, PREVIOUS_DAYS_MAX);
      }
    } while (words.hasMore());
  }

  private void source(Words words) throws Words.Fault {
    String name = words.name("the name of a source, in quotes");
    if (sources.stream().anyMatch(known -> known.name().equals(name))) {
      throw new Words.Fault("the fallback leads back to the source \"" + name + "\"",
          "name each source once, and another one as SECONDARY");
    }
    once("source " + Words.quote(name));
    sources.add(new RateSource(name, words.oneOf(RateSource.Role.class)));
  }

  @Override
  AnnexTerms terms() {
    return new AnnexTerms.Rates(
        profiles, sums, approval, deviationPpm, secondPpm, legAgeMs, breach, unconfirmed,
        waterfall, previousDays, sources);
  }

  @Override
  void check() {
    boolean hasSecondary =
        sources.stream().anyMatch(source -> source.role() == RateSource.Role.SECONDARY);
    if (waterfall.contains(Rung.SECONDARY) && !hasSecondary) {
      complain("fallback", "the fallback names SECONDARY, and there is no such source",
          "write below it: source \"NAME\" SECONDARY, or take SECONDARY out");
    } else if (secondPpm > 0 && !hasSecondary) {
      complain("second-deviation", "there is no second source to compare with",
          "write below it: source \"NAME\" SECONDARY, or take the line out");
    }
  }

  /// Complains of directions in which the parties' moneys are converted and no price is rounded.
  void checkPairs(AgreementFrame frame) {
    List<String> missing = new ArrayList<>();
    for (String pair : pairs(frame)) {
      if (!says("profile " + pair)) {
        missing.add(pair);
      }
    }
    if (!missing.isEmpty()) {
      complain("", "no rounding profile is stated for " + String.join(", ", missing),
          "write a line for each: profile " + missing.getFirst() + " HALF_UP:6");
    }
  }

  /// Every direction between different moneys of the parties.
  static List<String> pairs(AgreementFrame frame) {
    TreeSet<Currency> moneys = new TreeSet<>();
    frame.parties().forEach(party -> moneys.add(party.money()));
    List<String> pairs = new ArrayList<>();
    for (Currency base : moneys) {
      for (Currency quoted : moneys) {
        if (!base.equals(quoted)) {
          pairs.add(base + "/" + quoted);
        }
      }
    }
    return pairs;
  }

  @Override
  void check(AgreementFrame frame) {
    for (PairProfile pair : profiles) {
      String statement = "profile " + pair.base() + "/" + pair.quoted();
      if (frame.isMoney(pair.base())) {
        checkMoney(statement, pair.quoted(), frame);
      } else {
        checkMoney(statement, pair.base(), frame);
      }
    }
  }
}
