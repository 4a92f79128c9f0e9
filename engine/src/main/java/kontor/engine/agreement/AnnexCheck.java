package kontor.engine.agreement;

import java.util.List;
import java.util.TreeSet;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexNumber;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.annex.AnnexTerms.PairProfile;
import kontor.engine.annex.AnnexTerms.RateSource;
import kontor.engine.annex.AnnexTerms.Rung;
import kontor.engine.calendar.DayGrid;
import kontor.engine.calendar.GridMoment;
import kontor.engine.calendar.JointCalendar;
import kontor.engine.calendar.ZoneOffsets;
import kontor.engine.governance.Objection;
import kontor.engine.participant.Registry;
import kontor.engine.state.Bounds;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.ParticipantKind;
import kontor.engine.terms.SettlementModel;
import org.jspecify.annotations.Nullable;

/// Whether what an annex says can be kept: its moneys are those of the parties, its providers,
/// calendars and zones are known, its numbers are in their range.
final class AnnexCheck {

  private static final int PPM_MAX = 1_000_000;
  private static final int PREVIOUS_DAYS_MAX = 366;

  /// Why a change is refused, and what of it.
  record Objected(Objection objection, String place) {}

  private final Registry registry;
  private final Calendars calendars;
  private final Units units;

  AnnexCheck(Registry registry, Calendars calendars, Units units) {
    this.registry = registry;
    this.calendars = calendars;
    this.units = units;
  }

  /// Whether it is the money of a party today.
  private boolean isMoney(AgreementFrame frame, Currency currency) {
    return frame.parties().stream().anyMatch(party -> units.now(party.money()).equals(currency));
  }

  /// What is wrong with the terms first; null if nothing is.
  ///
  /// @param accountUnits the units of account that the agreement's annexes CYCLE name
  @Nullable Objected check(Annex annex, AgreementFrame frame, List<Currency> accountUnits) {
    String place = new AnnexNumber(annex.kind(), annex.version()).toString();
    return switch (annex.terms()) {
      case AnnexTerms.Settlement terms -> settlement(terms, frame, place);
      case AnnexTerms.Rates terms -> rates(terms, frame, accountUnits, place);
      case AnnexTerms.Days terms -> days(terms, place);
      case AnnexTerms.Fees _, AnnexTerms.Operations _ -> null;
      case AnnexTerms.Clearing terms -> clearing(terms, frame, place);
      case AnnexTerms.Parameters terms -> parameters(terms, place);
    };
  }

  private static @Nullable Objected objected(Objection objection, String place, Object of) {
    return new Objected(objection, place + ", " + of);
  }

  private @Nullable Objected settlement(
      AnnexTerms.Settlement terms, AgreementFrame frame, String place) {
    boolean needed = terms.model() == SettlementModel.PROVIDER;
    if (needed == terms.providers().isEmpty()) {
      return objected(Objection.PROVIDERS_INVALID, place, "model " + terms.model());
    }
    for (ParticipantId provider : terms.providers()) {
      if (!registry.is(provider, ParticipantKind.FX_PROVIDER)) {
        return objected(Objection.PROVIDERS_INVALID, place, "provider " + provider);
      }
    }
    if (new TreeSet<>(terms.providers()).size() < terms.providers().size()) {
      return objected(Objection.REPEATED, place, "providers");
    }
    for (Currency currency : terms.oneCurrency()) {
      if (!isMoney(frame, currency)) {
        return objected(Objection.NOT_MONEY_OF_A_PARTY, place, currency);
      }
    }
    TreeSet<Currency> limited = new TreeSet<>();
    for (Money maximum : terms.maximums()) {
      if (!isMoney(frame, maximum.currency())) {
        return objected(Objection.NOT_MONEY_OF_A_PARTY, place, maximum.currency());
      }
      if (maximum.minor() <= 0 || maximum.minor() > Bounds.AMOUNT_MAX) {
        return objected(Objection.NUMBER_OUT_OF_RANGE, place, "maximum " + maximum);
      }
      if (!limited.add(maximum.currency())) {
        return objected(Objection.REPEATED, place, "maximum " + maximum);
      }
    }
    return terms.queueMs() < 0 || terms.queueMs() > Bounds.QUEUE_MS_MAX
        ? objected(Objection.NUMBER_OUT_OF_RANGE, place, "wait " + terms.queueMs() + " ms")
        : null;
  }

  private @Nullable Objected clearing(
      AnnexTerms.Clearing terms, AgreementFrame frame, String place) {
    String house = "house " + terms.house();
    String unit = "unit " + terms.unit();
    if (!registry.knows(terms.house())) {
      return objected(Objection.PARTICIPANT_UNKNOWN, place, house);
    }
    if (registry.checkIsInstitution(terms.house()) != null) {
      return objected(Objection.NOT_AN_INSTITUTION, place, house);
    }
    if (frame.isParty(terms.house())) {
      return objected(Objection.CLEARING_INVALID, place, house);
    }
    if (!registry.knows(terms.unit())) {
      return objected(Objection.CURRENCY_UNKNOWN, place, unit);
    }
    if (registry.isRetired(terms.unit())) {
      return objected(Objection.CURRENCY_RETIRED, place, unit);
    }
    return isMoney(frame, terms.unit())
        ? objected(Objection.CLEARING_INVALID, place, unit)
        : null;
  }

  private @Nullable Objected rates(
      AnnexTerms.Rates terms,
      AgreementFrame frame,
      List<Currency> accountUnits,
      String place) {
    TreeSet<String> directions = new TreeSet<>();
    for (PairProfile pair : terms.profiles()) {
      String of = "pair " + pair.base() + "/" + pair.quoted();
      if (!isPair(frame, accountUnits, pair)) {
        return objected(Objection.NOT_MONEY_OF_A_PARTY, place, of);
      }
      if (pair.base().equals(pair.quoted()) || !directions.add(of)) {
        return objected(Objection.REPEATED, place, of);
      }
    }
    if (!isPpm(terms.deviationPpm()) || !isPpm(terms.secondPpm())) {
      return objected(Objection.NUMBER_OUT_OF_RANGE, place, "deviation");
    }
    if (terms.legAgeMs() < 0) {
      return objected(Objection.NUMBER_OUT_OF_RANGE, place, "age of a leg");
    }
    if (terms.previousDays() < 0 || terms.previousDays() > PREVIOUS_DAYS_MAX) {
      return objected(Objection.NUMBER_OUT_OF_RANGE, place, "days of the fixing before");
    }
    return waterfall(terms, place);
  }

  /// Whether both are moneys of parties, or one is and the other a unit of account.
  private boolean isPair(
      AgreementFrame frame, List<Currency> accountUnits, PairProfile pair) {
    boolean isBaseMoney = isMoney(frame, pair.base());
    boolean isQuotedMoney = isMoney(frame, pair.quoted());
    return (isBaseMoney || isQuotedMoney)
        && (isBaseMoney || accountUnits.contains(pair.base()))
        && (isQuotedMoney || accountUnits.contains(pair.quoted()));
  }

  private static boolean isPpm(int ppm) {
    return ppm >= 0 && ppm <= PPM_MAX;
  }

  /// Each rung once, CLOSED only as the last, and each with what it needs.
  private static @Nullable Objected waterfall(AnnexTerms.Rates terms, String place) {
    TreeSet<Rung> seen = new TreeSet<>();
    for (Rung rung : terms.waterfall()) {
      boolean again = !seen.add(rung) || seen.contains(Rung.CLOSED) && rung != Rung.CLOSED;
      boolean lacks =
          switch (rung) {
            case PREVIOUS -> terms.previousDays() == 0;
            case SECONDARY ->
                terms.sources().stream()
                    .noneMatch(source -> source.role() == RateSource.Role.SECONDARY);
            case MANUAL, CLOSED -> false;
          };
      if (again || lacks) {
        return objected(Objection.WATERFALL_INVALID, place, rung);
      }
    }
    return null;
  }

  private @Nullable Objected days(AnnexTerms.Days terms, String place) {
    Objected countries = countries(terms.countries(), place);
    if (countries != null) {
      return countries;
    }
    TreeSet<GridMoment> moments = new TreeSet<>();
    for (DayGrid.Moment moment : terms.grid().moments()) {
      if (calendars.zone(moment.zone()) == null) {
        return objected(Objection.ZONE_UNKNOWN, place, moment.name() + " in " + moment.zone());
      }
      if (!isSecondOfDay(moment.secondOfDay()) || !isSecondOfDay(moment.halfDaySecond())) {
        return objected(Objection.NUMBER_OUT_OF_RANGE, place, moment.name());
      }
      if (!moments.add(moment.name())) {
        return objected(Objection.REPEATED, place, moment.name());
      }
    }
    return terms.extensionPenalty() != null && terms.extensionPenalty().minor() < 0
        ? objected(Objection.NUMBER_OUT_OF_RANGE, place, "extension")
        : null;
  }

  private static boolean isSecondOfDay(int second) {
    return second >= 0 && second < ZoneOffsets.SECONDS_PER_DAY;
  }

  /// Whether each country has a calendar, and all of them share a day of the week.
  @Nullable Objected countries(List<String> countries, String place) {
    for (String country : countries) {
      if (!calendars.knows(country)) {
        return objected(Objection.COUNTRY_UNKNOWN, place, country);
      }
    }
    JointCalendar joint = calendars.joint(countries);
    return countries.isEmpty() || joint == null || !joint.hasBusinessDays()
        ? objected(Objection.NO_JOINT_BUSINESS_DAY, place, String.join(", ", countries))
        : null;
  }

  private static @Nullable Objected parameters(AnnexTerms.Parameters terms, String place) {
    boolean hasTerms =
        switch (terms.kind()) {
          case SETTLEMENT, RATES, CALENDAR, FEES, OPERATIONS -> true;
          case LIMITS, INTEREST, CYCLE, RETURNS, DEFAULT, SCREENING, STATISTICS -> false;
        };
    if (hasTerms) {
      return new Objected(Objection.TERMS_MISSING, place);
    }
    TreeSet<String> names = new TreeSet<>();
    for (AnnexTerms.Parameter parameter : terms.values()) {
      if (parameter.name().isBlank()) {
        return new Objected(Objection.NAME_MISSING, place);
      }
      if (!names.add(parameter.name())) {
        return objected(Objection.REPEATED, place, parameter.name());
      }
    }
    return null;
  }
}
