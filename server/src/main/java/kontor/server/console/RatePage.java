package kontor.server.console;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import kontor.engine.annex.AgreementFrame.Party;
import kontor.engine.annex.AnnexKind;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.annex.AnnexTerms.PairProfile;
import kontor.engine.calendar.ZoneOffsets;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Price;
import kontor.engine.terms.Rate;
import kontor.engine.terms.RateLeg;
import kontor.engine.terms.RoundingProfile;
import kontor.readside.AgreementDetails;
import kontor.readside.AnnexRow;
import kontor.readside.FixingRow;
import kontor.readside.PairDayRow;
import kontor.readside.Queries;
import kontor.readside.RateOriginRow;
import kontor.readside.RateProposalRow;
import kontor.readside.RatedFixingRow;
import kontor.server.governance.Holding;
import org.jspecify.annotations.Nullable;

/// What the page of rates shows of one agreement, perhaps of one pair: what holds now in each
/// direction, what was proposed and by which steps it came to its price, and what was before.
///
/// @param agreements numbers to choose from
/// @param agreement the one that is shown; 0 if there is none
/// @param pairs to choose from, `ARS/BRL`
/// @param published fixings of an agreement without annexes, latest first
record RatePage(
    Wish wish,
    List<Integer> agreements,
    int agreement,
    List<String> pairs,
    List<Direction> now,
    List<Proposal> proposals,
    List<RatedFixingRow> history,
    List<PairDayRow> without,
    List<FixingRow> published,
    ChangeForm form) {

  private static final int ROWS = 200;

  /// Digits of an exact quotient that are shown, cut and not rounded.
  private static final MathContext SHOWN = new MathContext(20, RoundingMode.DOWN);

  /// What the reader asked for, as he wrote it; empty where he did not.
  record Wish(String agreement, String pair) {

    String address() {
      return new Address("/console/rates")
          .with("agreement", agreement)
          .with("pair", pair)
          .open();
    }
  }

  /// @param fixing null if none holds now
  /// @param origin null of one that was just published
  record Direction(
      String base, String quoted, @Nullable Fixing fixing, @Nullable RateOriginRow origin) {}

  /// @param missing parties that have not approved it
  record Proposal(
      RateProposalRow row, List<Derivation> derivations, List<ParticipantId> missing) {}

  /// How a price came about.
  ///
  /// @param quotient of the legs, before it was rounded; empty of a manual rate
  /// @param profile by which it was rounded; null if it was not
  record Derivation(Price price, String quotient, @Nullable RoundingProfile profile) {}

  static RatePage of(Queries queries, Wish wish, ChangeForm form) {
    TreeSet<Integer> agreements = new TreeSet<>();
    queries.livingAgreements().forEach(row -> agreements.add(row.frame().id()));
    queries.agreements().forEach(agreement -> agreements.add(agreement.id()));
    int agreement = agreement(wish, agreements);
    AgreementDetails details = queries.livingAgreement(agreement);
    long nowMs = queries.health().timestampMs();
    List<FixingRow> inForce = new ArrayList<>();
    for (FixingRow row : queries.rates(nowMs)) {
      if (row.fixing().agreement() == agreement) {
        inForce.add(row);
      }
    }
    List<RatedFixingRow> history = queries.ratedFixings(agreement, ROWS);
    List<String> pairs = pairs(details, inForce, history);
    String pair = pairs.contains(wish.pair()) ? wish.pair() : "";
    history = history.stream().filter(row -> isOf(pair, row.base(), row.quoted())).toList();
    return new RatePage(
        new Wish(wish.agreement(), pair),
        List.copyOf(agreements),
        agreement,
        pairs,
        now(queries, details, inForce, pair),
        proposals(queries, details, agreement, pair),
        history,
        queries.pairDays(agreement, ROWS).stream()
            .filter(row -> isOf(pair, row.one(), row.other()))
            .toList(),
        details == null ? published(queries, inForce, pair) : List.of(),
        form);
  }

  private static int agreement(Wish wish, TreeSet<Integer> agreements) {
    if (wish.agreement().matches("\\d{1,9}")) {
      return Integer.parseInt(wish.agreement());
    }
    return agreements.isEmpty() ? 0 : agreements.first();
  }

  private static boolean isOf(String pair, String one, String other) {
    return pair.isEmpty() || pair.equals(pair(one, other));
  }

  /// The two codes in the order of the alphabet: a pair has no direction.
  private static String pair(String one, String other) {
    return one.compareTo(other) < 0 ? one + "/" + other : other + "/" + one;
  }

  private static List<String> pairs(
      @Nullable AgreementDetails details, List<FixingRow> inForce,
      List<RatedFixingRow> history) {
    TreeSet<String> pairs = new TreeSet<>();
    for (AnnexRow row : details == null ? List.<AnnexRow>of() : details.annexes()) {
      if (row.annex().terms() instanceof AnnexTerms.Rates rates) {
        rates.profiles().forEach(p -> pairs.add(pair(p.base().code(), p.quoted().code())));
      }
    }
    inForce.forEach(
        row -> pairs.add(pair(row.fixing().base().code(), row.fixing().quoted().code())));
    history.forEach(row -> pairs.add(pair(row.base(), row.quoted())));
    return List.copyOf(pairs);
  }

  /// Each direction that is agreed or has a rate. A rate whose day is over does not hold.
  private static List<Direction> now(
      Queries queries, @Nullable AgreementDetails details, List<FixingRow> inForce,
      String pair) {
    long nowMs = queries.health().timestampMs();
    List<Direction> now = new ArrayList<>();
    TreeSet<String> told = new TreeSet<>();
    for (FixingRow row : inForce) {
      Fixing fixing = row.fixing();
      String base = fixing.base().code();
      String quoted = fixing.quoted().code();
      RateOriginRow origin = queries.rateOrigin(fixing);
      boolean holds = origin == null || nowMs < origin.untilMs();
      if (isOf(pair, base, quoted) && holds) {
        now.add(new Direction(base, quoted, fixing, origin));
        told.add(base + quoted);
      }
    }
    for (PairProfile profile : profiles(details, ZoneOffsets.dayOf(nowMs))) {
      String base = profile.base().code();
      String quoted = profile.quoted().code();
      if (isOf(pair, base, quoted) && !told.contains(base + quoted)) {
        now.add(new Direction(base, quoted, null, null));
      }
    }
    return now;
  }

  private static List<PairProfile> profiles(@Nullable AgreementDetails details, int day) {
    AnnexTerms.Rates rates = rates(details, day);
    return rates == null ? List.of() : rates.profiles();
  }

  private static AnnexTerms.@Nullable Rates rates(
      @Nullable AgreementDetails details, int day) {
    AnnexRow row = details == null ? null : Holding.of(details, AnnexKind.RATES, day);
    return row != null && row.annex().terms() instanceof AnnexTerms.Rates rates ? rates : null;
  }

  private static List<Proposal> proposals(
      Queries queries, @Nullable AgreementDetails details, int agreement, String pair) {
    List<Proposal> proposals = new ArrayList<>();
    for (RateProposalRow row : queries.rateProposals(null, ROWS)) {
      Price first = row.proposed().prices().getFirst();
      if (row.proposed().when().agreement() == agreement
          && isOf(pair, first.base().code(), first.quoted().code())) {
        proposals.add(
            new Proposal(row, derivations(row, details), missing(row, details)));
      }
    }
    return proposals;
  }

  private static List<Derivation> derivations(
      RateProposalRow row, @Nullable AgreementDetails details) {
    AnnexTerms.Rates rates = rates(details, row.proposed().when().day());
    List<Derivation> derivations = new ArrayList<>();
    for (Price price : row.proposed().prices()) {
      BigDecimal over = units(row, price.quoted());
      BigDecimal under = units(row, price.base());
      if (over == null || under == null) {
        derivations.add(new Derivation(price, "", null));
      } else {
        derivations.add(
            new Derivation(
                price,
                over.divide(under, SHOWN).toPlainString(),
                rates == null ? null : rates.profile(price.base(), price.quoted())));
      }
    }
    return derivations;
  }

  /// Of the first source; null if nobody observed any.
  private static @Nullable BigDecimal units(RateProposalRow row, Currency currency) {
    for (RateLeg leg : row.proposed().legs()) {
      if (leg.currency().equals(currency)) {
        Rate units = leg.units();
        return BigDecimal.valueOf(units.unscaled(), units.scale());
      }
    }
    return null;
  }

  private static List<ParticipantId> missing(
      RateProposalRow row, @Nullable AgreementDetails details) {
    List<ParticipantId> missing = new ArrayList<>();
    if (row.state() == RateProposalRow.State.OPEN && details != null) {
      details.agreement().frame().parties().stream()
          .map(Party::institution)
          .forEach(missing::add);
      row.approvals().forEach(approval -> missing.remove(approval.party()));
    }
    return missing;
  }

  private static List<FixingRow> published(
      Queries queries, List<FixingRow> inForce, String pair) {
    List<FixingRow> published = new ArrayList<>();
    for (FixingRow row : inForce) {
      Fixing fixing = row.fixing();
      String base = fixing.base().code();
      String quoted = fixing.quoted().code();
      if (isOf(pair, base, quoted)) {
        published.addAll(queries.rateHistory(fixing.agreement(), base, quoted, ROWS));
      }
    }
    return published;
  }

  /// The proposal that is chosen for a word of a party, if it is open.
  @Nullable Proposal open() {
    for (Proposal proposal : proposals) {
      if (proposal.row().state() == RateProposalRow.State.OPEN
          && (form.number() == 0 || form.number() == proposal.row().proposed().proposal())) {
        return proposal;
      }
    }
    return null;
  }
}
