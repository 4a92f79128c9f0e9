package kontor.engine.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import kontor.engine.Event;
import kontor.engine.agreement.AnnexCheck.Objected;
import kontor.engine.agreement.Timeline.Segment;
import kontor.engine.annex.AgreementFrame.Ratification;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.AgreementState;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexForm;
import kontor.engine.annex.AnnexKind;
import kontor.engine.annex.AnnexNumber;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.calendar.JointCalendar;
import kontor.engine.calendar.ZoneOffsets;
import kontor.engine.governance.AgreementChange;
import kontor.engine.governance.AgreementEvent;
import kontor.engine.governance.GovernanceForm;
import kontor.engine.governance.Objection;
import kontor.engine.participant.Registry;
import kontor.engine.state.Bounds;
import kontor.engine.state.Invariants;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;
import kontor.engine.state.Step;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Digest;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.SettlementModel;
import org.jspecify.annotations.Nullable;

/// The life of agreements with annexes (F01): drafted, agreed, signed, ratified, in force,
/// suspended and resumed, ended by notice or by its last day, run off.
///
/// | state | what the parties may do | what time does |
/// | --- | --- | --- |
/// | DRAFT | propose annexes, agree to the text | its end: TERMINATED |
/// | AGREED | sign | the same |
/// | SIGNED | ratify, change annexes | the same |
/// | RATIFIED | change annexes | its first day: IN_FORCE |
/// | IN_FORCE | change annexes, suspend | its end: TERMINATING |
/// | SUSPENDED | change annexes, suspend, resume | its end: TERMINATING |
/// | TERMINATING | nothing | the run-off is over: TERMINATED |
///
/// Notice may be given in each of them but the last. Days begin and end in the frame's zone, by
/// the table that the log has when it comes to that.
final class AgreementLife implements AgreedDays {

  private static final long DAY_MS = ZoneOffsets.SECONDS_PER_DAY * 1000L;

  private record Due(long atMs, int agreement) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = Long.compare(atMs, other.atMs);
      return byTime != 0 ? byTime : Integer.compare(agreement, other.agreement);
    }
  }

  /// One change as it is made: by whom, and in which step of the log.
  private record Act(@Nullable FourEyes by, Step step) {

    void emit(AgreementEvent event) {
      step.emit(new Event.Governed(by, event));
    }

    void refuse(Objection objection, String place) {
      step.emit(new Event.GovernanceRefused(objection, place));
    }
  }

  private final Registry registry;
  private final Calendars calendars;
  private final Units units;
  private final AnnexCheck annexCheck;
  private final TreeMap<Integer, Contract> contracts = new TreeMap<>();
  private final TreeMap<Pair, List<Integer>> byPair = new TreeMap<>();
  /// The next thing that time does to each agreement.
  private final TreeSet<Due> dues = new TreeSet<>();

  AgreementLife(Registry registry, Calendars calendars, Units units) {
    this.registry = registry;
    this.calendars = calendars;
    this.units = units;
    annexCheck = new AnnexCheck(registry, calendars, units);
  }

  /// A money has a new unit now.
  void redenominate() {
    contracts.values().forEach(Contract::forgetAnswers);
  }

  /// The first agreement that is not over before `day` and in which both moneys meet; 0 if none is.
  int firstBetween(Currency one, Currency other, int day) {
    for (Contract contract : contracts.values()) {
      List<Currency> moneys = new ArrayList<>(contract.moneys(units));
      moneys.addAll(contract.agreedUnits(day, units));
      if (contract.endDay > day && moneys.contains(one) && moneys.contains(other)) {
        return contract.frame.id();
      }
    }
    return 0;
  }

  int size() {
    return contracts.size();
  }

  boolean knows(int id) {
    return contracts.containsKey(id);
  }

  @Nullable Contract contract(int id) {
    return contracts.get(id);
  }

  /// Numbers of the agreements to which both are parties, lowest first.
  List<Integer> between(ParticipantId one, ParticipantId other) {
    return byPair.getOrDefault(Pair.of(one, other), List.of());
  }

  /// @param isFull whether there may be no more agreements
  void apply(AgreementChange.OfLife change, boolean isFull, FourEyes by, Step step) {
    Act act = new Act(by, step);
    Contract contract = contracts.get(change.agreement());
    String place = "agreement " + change.agreement();
    if (change instanceof AgreementChange.DraftAgreement draft) {
      draft(draft.frame(), isFull, act);
      return;
    }
    if (contract == null) {
      act.refuse(Objection.AGREEMENT_UNKNOWN, place);
      return;
    }
    if (change instanceof AgreementChange.OfParty taken
        && !contract.frame.isParty(taken.party())) {
      act.refuse(Objection.NOT_A_PARTY, place + ", " + taken.party());
      return;
    }
    switch (change) {
      case AgreementChange.DraftAgreement _ -> throw new AssertionError("drafted before");
      case AgreementChange.ProposeAnnex c -> propose(contract, c.annex(), act);
      case AgreementChange.AgreeText c -> agree(contract, c, act);
      case AgreementChange.SignAgreement c -> sign(contract, c, act);
      case AgreementChange.Ratify c -> ratify(contract, c.party(), act);
      case AgreementChange.SignAnnex c -> signAnnex(contract, c, act);
      case AgreementChange.WithdrawAnnex c -> withdraw(contract, c, act);
      case AgreementChange.Suspend c -> suspend(contract, c, act);
      case AgreementChange.Resume c -> resume(contract, c.party(), act);
      case AgreementChange.Terminate c -> terminate(contract, c, act);
    }
  }

  private void draft(AgreementFrame frame, boolean isFull, Act act) {
    String place = "agreement " + frame.id();
    Contract known = contracts.get(frame.id());
    if (known != null) {
      act.refuse(
          known.frame.equals(frame)
              ? Objection.ALREADY_EXISTS
              : Objection.CONFLICTS_WITH_EARLIER,
          place);
      return;
    }
    Objected objected = isFull ? new Objected(Objection.TABLE_FULL, place) : check(frame, place);
    if (objected != null) {
      act.refuse(objected.objection(), objected.place());
      return;
    }
    add(new Contract(frame));
    act.emit(new AgreementEvent.AgreementDrafted(frame));
  }

  private @Nullable Objected check(AgreementFrame frame, String place) {
    if (frame.id() <= 0) {
      return new Objected(Objection.NUMBER_OUT_OF_RANGE, place);
    }
    if (frame.name().isBlank() || frame.governingLaw().isBlank()) {
      return new Objected(Objection.NAME_MISSING, place);
    }
    if (frame.name().length() > Bounds.NAME_CHARS_MAX
        || frame.governingLaw().length() > Bounds.NAME_CHARS_MAX) {
      return new Objected(Objection.TEXT_TOO_LONG, place);
    }
    Objected parties = checkParties(frame, place);
    if (parties != null) {
      return parties;
    }
    if (calendars.zone(frame.zone()) == null) {
      return new Objected(Objection.ZONE_UNKNOWN, place + ", " + frame.zone());
    }
    boolean valid =
        frame.fromDay() <= frame.untilDay()
            && Math.abs((long) frame.fromDay()) <= JointCalendar.DAY_MAX
            && (frame.untilDay() <= JointCalendar.DAY_MAX
                || frame.untilDay() == Agreement.OPEN_END)
            && frame.runOffDays() >= 0
            && frame.runOffDays() <= Bounds.RUN_OFF_DAYS_MAX;
    return valid ? null : new Objected(Objection.PERIOD_INVALID, place);
  }

  private @Nullable Objected checkParties(AgreementFrame frame, String place) {
    TreeSet<ParticipantId> institutions = new TreeSet<>();
    for (AgreementFrame.Party party : frame.parties()) {
      String of = place + ", party " + party.institution();
      if (!registry.knows(party.institution())) {
        return new Objected(Objection.PARTICIPANT_UNKNOWN, of);
      }
      if (registry.checkIsInstitution(party.institution()) != null) {
        return new Objected(Objection.NOT_AN_INSTITUTION, of);
      }
      if (!registry.knows(party.money())) {
        return new Objected(Objection.CURRENCY_UNKNOWN, of);
      }
      if (registry.isRetired(party.money())) {
        return new Objected(Objection.CURRENCY_RETIRED, of);
      }
      if (!institutions.add(party.institution())) {
        return new Objected(Objection.PARTIES_INVALID, of);
      }
    }
    if (institutions.size() < 2 || institutions.size() > Bounds.PARTIES_MAX) {
      return new Objected(Objection.PARTIES_INVALID, place);
    }
    return annexCheck.countries(frame.countries(), place);
  }

  private void add(Contract contract) {
    contracts.put(contract.frame.id(), contract);
    List<ParticipantId> parties = contract.institutions();
    for (int i = 0; i < parties.size(); i++) {
      for (int j = i + 1; j < parties.size(); j++) {
        List<Integer> ids =
            byPair.computeIfAbsent(
                Pair.of(parties.get(i), parties.get(j)), pair -> new ArrayList<>());
        ids.add(contract.frame.id());
        ids.sort(null);
      }
    }
    schedule(contract);
  }

  @Override
  public List<Integer> withCalendar() {
    List<Integer> ids = new ArrayList<>();
    for (Contract contract : contracts.values()) {
      if (contract.versions(AnnexKind.CALENDAR).stream().anyMatch(AnnexVersion::isConcluded)) {
        ids.add(contract.frame.id());
      }
    }
    return ids;
  }

  @Override
  public AnnexTerms.@Nullable Days on(int agreement, int day) {
    Contract contract = contracts.get(agreement);
    boolean ends = contract != null && day >= (long) contract.endDay + contract.frame.runOffDays();
    Segment segment = contract == null || ends ? null : contract.on(day);
    for (Annex annex : segment == null ? List.<Annex>of() : segment.annexes()) {
      if (annex.terms() instanceof AnnexTerms.Days days) {
        Money penalty = days.extensionPenalty();
        return penalty == null
            ? days
            : new AnnexTerms.Days(days.countries(), days.grid(), units.price(penalty));
      }
    }
    return null;
  }

  @Override
  public boolean isParty(int agreement, ParticipantId institution) {
    Contract contract = contracts.get(agreement);
    return contract != null && contract.frame.isParty(institution);
  }

  // ---- annexes

  private void propose(Contract contract, Annex annex, Act act) {
    AnnexVersion known = contract.version(annex.kind(), annex.version());
    String place = "agreement " + annex.agreement() + ", " + number(annex);
    Objection objection = checkProposal(contract, annex, known);
    if (objection != null) {
      act.refuse(objection, place);
      return;
    }
    Objected objected = annexCheck.check(annex, contract.frame, contract.accountUnits(units));
    if (objected != null) {
      act.refuse(
          objected.objection(), "agreement " + annex.agreement() + ", " + objected.place());
      return;
    }
    contract.put(AnnexVersion.proposed(annex));
    if (contract.state == AgreementState.DRAFT) {
      contract.agreed.clear();
    }
    act.emit(new AgreementEvent.AnnexProposed(annex));
  }

  private static AnnexNumber number(Annex annex) {
    return new AnnexNumber(annex.kind(), annex.version());
  }

  private static @Nullable Objection checkProposal(
      Contract contract, Annex annex, @Nullable AnnexVersion known) {
    if (known != null && known.annex().equals(annex)) {
      return Objection.ALREADY_EXISTS;
    }
    boolean draft = contract.state == AgreementState.DRAFT;
    if (!draft && !changesAnnexes(contract)) {
      return Objection.STATE_DOES_NOT_ALLOW;
    }
    if (known != null && !draft) {
      return Objection.CONFLICTS_WITH_EARLIER;
    }
    List<AnnexVersion> versions = contract.versions(annex.kind());
    boolean next = known != null || annex.version() == versions.size() + 1;
    boolean waits = !draft && !versions.isEmpty() && !versions.getLast().isConcluded();
    if (!next || waits) {
      return Objection.VERSION_NOT_NEXT;
    }
    if (versions.size() >= Bounds.ANNEX_VERSIONS_MAX && known == null) {
      return Objection.TABLE_FULL;
    }
    if (annex.fromDay() > annex.untilDay() || annex.fromDay() > JointCalendar.DAY_MAX) {
      return Objection.PERIOD_INVALID;
    }
    AgreementFrame frame = contract.frame;
    if (annex.fromDay() < frame.fromDay()
        || annex.fromDay() > frame.untilDay()
        || annex.untilDay() != Agreement.OPEN_END && annex.untilDay() > frame.untilDay()) {
      return Objection.OUTSIDE_AGREEMENT;
    }
    if (overlaps(annex, versions)) {
      return Objection.VERSIONS_OVERLAP;
    }
    return GovernanceForm.bytes(out -> AnnexForm.annex(out, annex)).length
            > Bounds.ANNEX_BYTES_MAX
        ? Objection.TOO_LARGE
        : null;
  }

  private static boolean overlaps(Annex annex, List<AnnexVersion> versions) {
    for (AnnexVersion other : versions) {
      int number = other.annex().version();
      if (number < annex.version() && AnnexVersion.overlap(other, annex)
          || number > annex.version()
              && AnnexVersion.overlap(AnnexVersion.proposed(annex), other.annex())) {
        return true;
      }
    }
    return false;
  }

  /// Whether versions of annexes may be proposed and signed on their own.
  private static boolean changesAnnexes(Contract contract) {
    return switch (contract.state) {
      case SIGNED, RATIFIED, IN_FORCE, SUSPENDED -> true;
      case DRAFT, AGREED, TERMINATING, TERMINATED -> false;
    };
  }

  private void signAnnex(Contract contract, AgreementChange.SignAnnex change, Act act) {
    AnnexVersion version = contract.version(change.kind(), change.version());
    AnnexNumber number = new AnnexNumber(change.kind(), change.version());
    String place = "agreement " + change.agreement() + ", " + number + ", " + change.party();
    Objection objection = checkSignature(contract, version, change);
    if (objection != null || version == null) {
      act.refuse(objection == null ? Objection.ANNEX_UNKNOWN : objection, place);
      return;
    }
    AnnexVersion signed = version.signedBy(change.party());
    boolean last = signed.signatures().size() == contract.frame.parties().size();
    List<AnnexVersion> concluded = last ? List.of(conclude(contract, signed, act)) : List.of();
    List<Segment> formed = contract.formedBy(concluded);
    if (contract.editions() + formed.size() > Bounds.EDITIONS_MAX) {
      act.refuse(Objection.TABLE_FULL, place);
      return;
    }
    contract.put(signed);
    act.emit(
        new AgreementEvent.AnnexSigned(
            change.agreement(), change.kind(), change.version(), change.party(),
            change.digest()));
    conclude(contract, concluded, formed, act);
  }

  private static @Nullable Objection checkSignature(
      Contract contract, @Nullable AnnexVersion version, AgreementChange.SignAnnex change) {
    if (version == null) {
      return Objection.ANNEX_UNKNOWN;
    }
    if (!AnnexForm.digest(version.annex()).equals(change.digest())) {
      return Objection.TEXT_DIFFERS;
    }
    if (version.signatures().contains(change.party())) {
      return Objection.ALREADY_EXISTS;
    }
    return changesAnnexes(contract) ? null : Objection.STATE_DOES_NOT_ALLOW;
  }

  /// A version as it is with the last signature: it holds from its day or, if that has begun, from
  /// the next joint business day.
  private AnnexVersion conclude(Contract contract, AnnexVersion version, Act act) {
    List<String> countries =
        version.annex().terms() instanceof AnnexTerms.Days days
            ? days.countries()
            : contract.countries();
    int day = notBeforeNow(contract.frame, version.annex().fromDay(), countries, act.step());
    return version.concluded(contract.institutions(), day);
  }

  private static void conclude(
      Contract contract, List<AnnexVersion> concluded, List<Segment> formed, Act act) {
    int edition = contract.editions();
    int id = contract.frame.id();
    contract.conclude(concluded);
    for (AnnexVersion version : concluded) {
      act.emit(
          new AgreementEvent.AnnexConcluded(
              id, version.annex().kind(), version.annex().version(), version.fromDay()));
    }
    for (Segment segment : formed) {
      act.emit(
          new AgreementEvent.EditionFormed(
              id, ++edition, segment.fromDay(), segment.edition().annexes()));
    }
  }

  private void withdraw(Contract contract, AgreementChange.WithdrawAnnex change, Act act) {
    AnnexVersion version = contract.version(change.kind(), change.version());
    AnnexNumber number = new AnnexNumber(change.kind(), change.version());
    String place = "agreement " + change.agreement() + ", " + number;
    boolean last = change.version() == contract.versions(change.kind()).size();
    if (version == null) {
      act.refuse(Objection.ANNEX_UNKNOWN, place);
    } else if (version.isConcluded()
        || !last
        || contract.state != AgreementState.DRAFT && !changesAnnexes(contract)) {
      act.refuse(Objection.STATE_DOES_NOT_ALLOW, place);
    } else {
      contract.removeLast(change.kind());
      if (contract.state == AgreementState.DRAFT) {
        contract.agreed.clear();
      }
      act.emit(
          new AgreementEvent.AnnexWithdrawn(
              change.agreement(), change.kind(), change.version(), change.party()));
    }
  }

  // ---- from draft to force

  private void agree(Contract contract, AgreementChange.AgreeText change, Act act) {
    Objected missing = missing(contract);
    Objection objection =
        checkText(contract, contract.agreed, change.party(), change.digest(),
            AgreementState.DRAFT);
    String place = "agreement " + change.agreement();
    if (objection == null && missing != null) {
      act.refuse(missing.objection(), place + ", " + missing.place());
      return;
    }
    if (objection != null) {
      act.refuse(objection, place + ", " + change.party());
      return;
    }
    contract.agreed.add(change.party());
    act.emit(
        new AgreementEvent.TextAgreed(change.agreement(), change.party(), change.digest()));
    if (contract.isComplete(contract.agreed)) {
      reach(contract, AgreementState.AGREED, act);
    }
  }

  /// @param who who has done it
  /// @param in the one state in which it is done
  private static @Nullable Objection checkText(
      Contract contract,
      TreeSet<ParticipantId> who,
      ParticipantId party,
      Digest digest,
      AgreementState in) {
    if (who.contains(party)) {
      // Annexes may have been added since; the party's word is said, whatever the text is now.
      return Objection.ALREADY_EXISTS;
    }
    if (contract.state != in) {
      return Objection.STATE_DOES_NOT_ALLOW;
    }
    return contract.digest().equals(digest) ? null : Objection.TEXT_DIFFERS;
  }

  /// What a text lacks without which nothing could be paid under it.
  private @Nullable Objected missing(Contract contract) {
    List<AnnexVersion> settlements = contract.versions(AnnexKind.SETTLEMENT);
    if (settlements.isEmpty()
        || !(settlements.getFirst().annex().terms() instanceof AnnexTerms.Settlement terms)) {
      return new Objected(Objection.ANNEX_MISSING, "annex SETTLEMENT");
    }
    List<Currency> moneys = contract.moneys(units);
    List<Currency> accountUnits =
        terms.model() == SettlementModel.CLEARING ? contract.accountUnits(units) : List.of();
    boolean converts =
        switch (terms.model()) {
          case RECIPROCAL, PROVIDER -> true;
          // One that lacks the annex refuses its payments.
          case SINGLE, NET -> false;
          case CLEARING -> !accountUnits.isEmpty();
        };
    for (Currency one : converts ? moneys : List.<Currency>of()) {
      for (Currency other : moneys) {
        if (!one.equals(other) && !isPriced(contract, one, other)) {
          return missing(one, other);
        }
      }
      for (Currency unit : accountUnits) {
        if (!isPriced(contract, one, unit) || !isPriced(contract, unit, one)) {
          return missing(one, unit);
        }
      }
    }
    return null;
  }

  private static Objected missing(Currency one, Currency other) {
    return new Objected(
        Objection.ANNEX_MISSING, "annex RATES, pair " + one + "/" + other);
  }

  /// Whether the first annex RATES says how the price of one money in the other is rounded.
  private boolean isPriced(Contract contract, Currency one, Currency other) {
    List<AnnexVersion> known = contract.versions(AnnexKind.RATES);
    return !known.isEmpty()
        && known.getFirst().annex().terms() instanceof AnnexTerms.Rates rates
        && Contract.profile(rates, one, other, units) != null;
  }

  private void sign(Contract contract, AgreementChange.SignAgreement change, Act act) {
    String place = "agreement " + change.agreement() + ", " + change.party();
    Objection objection =
        checkText(contract, contract.signed, change.party(), change.digest(),
            AgreementState.AGREED);
    if (objection != null) {
      act.refuse(objection, place);
      return;
    }
    boolean last = contract.signed.size() + 1 == contract.frame.parties().size();
    List<AnnexVersion> concluded = last ? concludeAll(contract, act) : List.of();
    List<Segment> formed = contract.formedBy(concluded);
    if (formed.size() > Bounds.EDITIONS_MAX) {
      act.refuse(Objection.TABLE_FULL, place);
      return;
    }
    contract.signed.add(change.party());
    act.emit(
        new AgreementEvent.AgreementSigned(
            change.agreement(), change.party(), change.digest()));
    if (last) {
      conclude(contract, concluded, formed, act);
      reach(contract, AgreementState.SIGNED, act);
      if (contract.frame.ratification() == Ratification.NOT_NEEDED) {
        enterIntoForce(contract, act);
      }
    }
  }

  /// All annexes of the text, as they are with the last signature under it.
  private List<AnnexVersion> concludeAll(Contract contract, Act act) {
    List<AnnexVersion> calendar = contract.versions(AnnexKind.CALENDAR);
    List<String> countries =
        !calendar.isEmpty() && calendar.getFirst().annex().terms() instanceof AnnexTerms.Days days
            ? days.countries()
            : contract.frame.countries();
    List<AnnexVersion> concluded = new ArrayList<>();
    for (AnnexKind kind : AnnexKind.values()) {
      for (AnnexVersion version : contract.versions(kind)) {
        int day =
            notBeforeNow(contract.frame, version.annex().fromDay(), countries, act.step());
        concluded.add(version.concluded(contract.institutions(), day));
      }
    }
    return concluded;
  }

  private void ratify(Contract contract, ParticipantId party, Act act) {
    String place = "agreement " + contract.frame.id() + ", " + party;
    if (contract.ratified.contains(party)) {
      act.refuse(Objection.ALREADY_EXISTS, place);
      return;
    }
    if (contract.state != AgreementState.SIGNED) {
      act.refuse(Objection.STATE_DOES_NOT_ALLOW, place);
      return;
    }
    contract.ratified.add(party);
    act.emit(new AgreementEvent.AgreementRatified(contract.frame.id(), party));
    if (contract.isComplete(contract.ratified)) {
      enterIntoForce(contract, act);
    }
  }

  /// Nothing is missing: the first day is known now.
  private void enterIntoForce(Contract contract, Act act) {
    AgreementFrame frame = contract.frame;
    contract.inForceDay =
        notBeforeNow(frame, frame.fromDay(), contract.countries(), act.step());
    reach(contract, AgreementState.RATIFIED, act);
    act.emit(new AgreementEvent.EntryIntoForceSet(frame.id(), contract.inForceDay));
  }

  /// A day if it has not begun; else the next joint business day.
  private int notBeforeNow(AgreementFrame frame, int day, List<String> countries, Step step) {
    if (step.nowMs() < beginMs(frame, day)) {
      return day;
    }
    JointCalendar joint = calendars.joint(countries);
    long farMs = JointCalendar.DAY_MAX * DAY_MS;
    long nowMs = Math.clamp(step.nowMs(), -farMs, farMs);
    int today = zone(frame).dayAt(Math.floorDiv(nowMs, 1000L));
    return joint == null ? Contract.NEVER : joint.addBusinessDays(today, 1);
  }

  private ZoneOffsets zone(AgreementFrame frame) {
    ZoneOffsets zone = calendars.zone(frame.zone());
    if (zone == null) {
      throw new AssertionError("agreement without its zone: " + frame.id());
    }
    return zone;
  }

  /// When a local day begins. Beyond the end of the table its last offset goes on, so that an
  /// agreement ends even if nobody entered a newer one.
  private long beginMs(AgreementFrame frame, long day) {
    return day >= Contract.NEVER ? Long.MAX_VALUE : zone(frame).beginSecond(day) * 1000;
  }

  // ---- suspension and end

  private void suspend(Contract contract, AgreementChange.Suspend change, Act act) {
    String place = "agreement " + change.agreement() + ", " + change.party();
    Objection objection = null;
    if (contract.suspending.contains(change.party())) {
      objection = Objection.ALREADY_EXISTS;
    } else if (contract.state != AgreementState.IN_FORCE
        && contract.state != AgreementState.SUSPENDED) {
      objection = Objection.STATE_DOES_NOT_ALLOW;
    } else if (change.reason().length() > Bounds.NAME_CHARS_MAX) {
      objection = Objection.TEXT_TOO_LONG;
    } else if (change.reason().isBlank()) {
      objection = Objection.NAME_MISSING;
    }
    if (objection != null) {
      act.refuse(objection, place);
      return;
    }
    contract.suspending.add(change.party());
    act.emit(
        new AgreementEvent.SuspensionDeclared(
            change.agreement(), change.party(), change.reason()));
    if (contract.state == AgreementState.IN_FORCE) {
      reach(contract, AgreementState.SUSPENDED, act);
    }
  }

  private void resume(Contract contract, ParticipantId party, Act act) {
    String place = "agreement " + contract.frame.id() + ", " + party;
    if (contract.state != AgreementState.SUSPENDED) {
      act.refuse(Objection.STATE_DOES_NOT_ALLOW, place);
      return;
    }
    if (!contract.suspending.remove(party)) {
      act.refuse(Objection.NOT_SUSPENDED, place);
      return;
    }
    act.emit(new AgreementEvent.SuspensionLifted(contract.frame.id(), party));
    if (contract.suspending.isEmpty()) {
      reach(contract, AgreementState.IN_FORCE, act);
    }
  }

  private void terminate(Contract contract, AgreementChange.Terminate change, Act act) {
    String place = "agreement " + change.agreement() + ", " + change.party();
    Objection objection = null;
    if (contract.isOver()) {
      objection = Objection.STATE_DOES_NOT_ALLOW;
    } else if (change.fromDay() == contract.endDay) {
      objection = Objection.ALREADY_EXISTS;
    } else if (change.fromDay() > contract.endDay) {
      objection = Objection.OUTSIDE_AGREEMENT;
    } else if (beginMs(contract.frame, change.fromDay()) <= act.step().nowMs()) {
      objection = Objection.DAY_HAS_BEGUN;
    } else if (change.fromDay() > JointCalendar.DAY_MAX) {
      objection = Objection.NUMBER_OUT_OF_RANGE;
    }
    if (objection != null) {
      act.refuse(objection, place);
      return;
    }
    contract.endDay = change.fromDay();
    act.emit(
        new AgreementEvent.TerminationNoticed(
            change.agreement(), change.party(), change.fromDay()));
    schedule(contract);
  }

  private void reach(Contract contract, AgreementState state, Act act) {
    contract.state = state;
    if (contract.isOver()) {
      contract.suspending.clear();
    }
    schedule(contract);
    act.emit(new AgreementEvent.AgreementStateChanged(contract.frame.id(), state));
  }

  // ---- time

  private void schedule(Contract contract) {
    dues.remove(new Due(contract.dueMs, contract.frame.id()));
    contract.dueMs = nextMs(contract);
    if (contract.dueMs != Long.MAX_VALUE) {
      dues.add(new Due(contract.dueMs, contract.frame.id()));
    }
  }

  private long nextMs(Contract contract) {
    AgreementFrame frame = contract.frame;
    long endMs = beginMs(frame, contract.endDay);
    return switch (contract.state) {
      case DRAFT, AGREED, SIGNED, IN_FORCE, SUSPENDED -> endMs;
      case RATIFIED -> Math.min(endMs, beginMs(frame, contract.inForceDay));
      case TERMINATING -> beginMs(frame, (long) contract.endDay + frame.runOffDays());
      case TERMINATED -> Long.MAX_VALUE;
    };
  }

  /// A zone has a newer table: days may begin at another time.
  void reschedule() {
    contracts.values().forEach(this::schedule);
  }

  long nextDueMs() {
    return dues.isEmpty() ? Long.MAX_VALUE : dues.getFirst().atMs();
  }

  boolean isDue(long timeMs) {
    return !dues.isEmpty() && dues.getFirst().atMs() <= timeMs;
  }

  /// Does the first thing that is due.
  ///
  /// @return number of an agreement whose run-off is over, so that nothing may wait under it any
  ///     more; 0 if there is none
  int passTime(Step step) {
    Due due = dues.getFirst();
    Contract contract = contracts.get(due.agreement());
    if (contract == null) {
      throw new AssertionError("no such agreement: " + due.agreement());
    }
    Act act = new Act(null, step);
    boolean ends = due.atMs() >= beginMs(contract.frame, contract.endDay);
    switch (contract.state) {
      case DRAFT, AGREED, SIGNED -> reach(contract, AgreementState.TERMINATED, act);
      case RATIFIED ->
          reach(contract, ends ? AgreementState.TERMINATED : AgreementState.IN_FORCE, act);
      case IN_FORCE, SUSPENDED -> reach(contract, AgreementState.TERMINATING, act);
      case TERMINATING -> reach(contract, AgreementState.TERMINATED, act);
      case TERMINATED -> throw new AssertionError("nothing is due: " + due.agreement());
    }
    return contract.state == AgreementState.TERMINATED ? due.agreement() : 0;
  }

  void writeTo(StateWriter writer) {
    writer.putAll(contracts.values(), (to, contract) -> contract.writeTo(to));
  }

  void readFrom(StateReader reader) {
    reader.getAll(Contract::readFrom).forEach(this::add);
  }

  void checkInvariants() {
    int due = 0;
    for (Contract contract : contracts.values()) {
      contract.checkInvariants();
      for (ParticipantId party : contract.institutions()) {
        Invariants.check(
            registry.checkIsInstitution(party) == null,
            "agreement with a party that is no institution",
            "agreement",
            contract.frame.id());
      }
      long atMs = nextMs(contract);
      due += atMs == Long.MAX_VALUE ? 0 : 1;
      Invariants.check(
          atMs == Long.MAX_VALUE || dues.contains(new Due(atMs, contract.frame.id())),
          "agreement is not awaited",
          "agreement",
          contract.frame.id());
    }
    Invariants.check(due == dues.size(), "an agreement is awaited twice", "due", dues.size());
  }
}
