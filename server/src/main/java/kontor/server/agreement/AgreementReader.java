package kontor.server.agreement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexKind;
import kontor.engine.terms.Currency;
import kontor.server.agreement.AgreementText.Signature;
import org.jspecify.annotations.Nullable;

/// Reads an agreement's text and tells everything that is wrong with it, each with its line, its
/// place and what to do. A mistake is told once: what follows from it is not.
///
/// ```
/// currency XTS 2                          only for moneys that the registry does not know
/// agreement 1 "NAME"                      see FramePart
/// annex KIND version 1 from DAY [until DAY]   see SettlementPart, RatesPart, DaysPart, FeesPart,
///                                         OperationsPart, CyclePart, ParametersPart
/// calendar BR                             see CalendarPart
/// signature BIC agreement DIGEST by "MAKER" and "CHECKER"
/// signature BIC rates 2 DIGEST by "MAKER" and "CHECKER"
/// ```
public final class AgreementReader {

  private static final String WORDS = "currency, agreement, annex, calendar, signature";
  private static final int FAULTS_MAX = 1_000;
  private static final int VERSIONS_MAX = 999;

  private final Names names = new Names();
  private final List<TextFault> faults = new ArrayList<>();
  private final List<AnnexPart> annexes = new ArrayList<>();
  private final List<CalendarPart> calendars = new ArrayList<>();
  private final Signatures signatures = new Signatures();
  private @Nullable FramePart frame;
  private @Nullable Part open;
  /// Whether the last first line was wrong, so that what is below it cannot be read.
  private boolean isOpenUnknown;
  /// Whether a part could not be begun, so that what seems to lack may be there.
  private boolean isPartLost;

  private AgreementReader() {}

  /// @param agreement null if it cannot be told from the text; where it is there with faults, these
  ///     are of its signatures alone
  /// @param faults by line; empty if all is well
  /// @param unsigned signatures that lack beside those that are there; faults of a text that is
  ///     meant to bind, and none of one that is going round
  public record Result(
      @Nullable AgreementText agreement, List<TextFault> faults, List<TextFault> unsigned) {
    public Result {
      faults = List.copyOf(faults);
      unsigned = List.copyOf(unsigned);
    }
  }

  /// @throws IOException if the file cannot be read
  public static Result read(Path file) throws IOException {
    if (Files.size(file) > TextLines.BYTES_MAX) {
      return read(new byte[TextLines.BYTES_MAX + 1]);
    }
    return read(Files.readAllBytes(file));
  }

  public static Result read(byte[] bytes) {
    TextLines text = TextLines.of(bytes);
    if (text.fault() != null) {
      return new Result(null, List.of(text.fault()), List.of());
    }
    return new AgreementReader().read(text.lines());
  }

  private Result read(List<String> lines) {
    // Moneys may be stated anywhere, so they are read first.
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("currency")) {
        readCurrency(i + 1, lines.get(i));
      }
    }
    for (int i = 0; i < lines.size() && faults.size() <= FAULTS_MAX; i++) {
      readLine(i + 1, lines.get(i));
    }
    isPartLost |= parts().anyMatch(Part::hasStrays);
    AgreementText agreement = check();
    List<TextFault> unsigned = List.of();
    if (agreement != null && faults.isEmpty()) {
      unsigned = signatures.check(agreement, faults);
    }
    faults.sort(Comparator.comparingInt(TextFault::line));
    if (faults.size() > FAULTS_MAX) {
      faults.subList(FAULTS_MAX, faults.size()).clear();
      faults.add(
          new TextFault(0, "", "there are more than " + FAULTS_MAX + " faults",
              "mend these first"));
    }
    return new Result(agreement, faults, unsigned);
  }

  private void fault(int line, Words.Fault fault) {
    if (!fault.isTold()) {
      faults.add(new TextFault(line, "", fault.text(), fault.remedy()));
    }
  }

  private void readCurrency(int number, String line) {
    try {
      Words words = Words.of(line);
      if (words.takes("currency")) {
        names.stateCurrency(words);
      }
    } catch (Words.Fault fault) {
      fault(number, fault);
    }
  }

  private void readLine(int number, String line) {
    boolean isIndented = !line.isEmpty() && looksEmpty(line.charAt(0));
    try {
      Words words = Words.of(line);
      if (words.isEmpty()) {
        return;
      }
      if (isIndented) {
        readIndented(number, words);
      } else {
        Part above = open;
        open = null;
        isOpenUnknown = true;
        begin(number, words, above);
        isOpenUnknown = false;
      }
    } catch (Words.Fault fault) {
      if (isIndented && open != null) {
        open.refuse(number, fault);
      } else if (!isIndented && line.startsWith("currency")) {
        // Told when it was read first.
        isOpenUnknown = false;
      } else {
        isPartLost |= !isIndented;
        isOpenUnknown |= !isIndented;
        fault(number, fault);
      }
    }
  }

  /// Whether people take a line that begins with it for an indented one.
  private static boolean looksEmpty(char first) {
    return Character.isWhitespace(first) || Character.isSpaceChar(first);
  }

  private void readIndented(int number, Words words) throws Words.Fault {
    if (open != null) {
      open.read(number, words);
    } else if (!isOpenUnknown) {
      isOpenUnknown = true;
      throw new Words.Fault("an indented line belongs to a part, and none is above it",
          "begin a part without spaces before it: agreement, annex or calendar");
    }
  }

  /// @param above the part that the line ends; null if there is none, or it is not known
  private void begin(int number, Words words, @Nullable Part above) throws Words.Fault {
    String word = words.word("one of " + WORDS);
    switch (word) {
      case "currency" -> {
        // Read first.
      }
      case "agreement" -> open = beginAgreement(number, words);
      case "annex" -> {
        AnnexPart part = beginAnnex(number, words);
        annexes.add(part);
        open = part;
      }
      case "calendar" -> open = beginCalendar(number, words);
      case "signature" -> signatures.read(number, words);
      default -> {
        if (above == null || !Part.isOfAPart(word)) {
          throw new Words.Fault("\"" + word + "\" begins no part", "allowed: " + WORDS);
        }
        // Nobody begins a part by it, so the one above goes on.
        open = above;
        above.refuse(number, new Words.Fault("\"" + word + "\" stands without spaces before it",
            "indent it like the other lines of its part"));
      }
    }
  }

  private Part beginAgreement(int number, Words words) throws Words.Fault {
    int id = words.wholeNumber("the number of the agreement", 1, Integer.MAX_VALUE);
    String name = words.name("the name of the agreement, in quotes");
    words.end();
    if (frame != null) {
      throw new Words.Fault("a second agreement begins", "write one agreement in a file");
    }
    frame = new FramePart(number, id, name, names);
    return frame;
  }

  private AnnexPart beginAnnex(int number, Words words) throws Words.Fault {
    AnnexKind kind = Spelling.kind(words);
    words.expect("version");
    int version = words.wholeNumber("the number of the version", 1, VERSIONS_MAX);
    words.expect("from");
    int fromDay = Spelling.day(words);
    int untilDay = FramePart.until(words, fromDay);
    words.end();
    return AnnexPart.of(
        number, new AnnexPart.Header(kind, version, fromDay, untilDay), names);
  }

  private Part beginCalendar(int number, Words words) throws Words.Fault {
    String country = names.country(words);
    words.end();
    if (calendars.stream().anyMatch(part -> part.country().equals(country))) {
      throw new Words.Fault("calendar " + country + " stands twice", "keep one of the two");
    }
    CalendarPart part = new CalendarPart(number, country, names);
    calendars.add(part);
    return part;
  }

  /// Checks the parts and what they are together, where all that it looks at was understood.
  ///
  /// @return null if a part is missing or was not understood
  private @Nullable AgreementText check() {
    FramePart part = frame;
    if (part == null && !isPartLost && faults.isEmpty()) {
      faults.add(
          new TextFault(0, "", "no agreement is in the text", "begin it: agreement 1 \"NAME\""));
    }
    if (part != null && !part.isFaulty()) {
      part.check();
    }
    annexes.stream().filter(annex -> !annex.isFaulty()).forEach(AnnexPart::check);
    calendars.stream().filter(one -> !one.isFaulty()).forEach(CalendarPart::check);
    if (!isPartLost) {
      Versions.check(annexes);
    }
    AgreementFrame read =
        part != null && part.faults().isEmpty() && !part.isFaulty() ? part.frame() : null;
    if (part != null && read != null) {
      checkTogether(read, part);
    }
    parts().forEach(one -> faults.addAll(one.faults()));
    boolean isWhole = read != null && faults.isEmpty() && !isPartLost;
    return isWhole && read != null ? whole(read) : null;
  }

  private void checkTogether(AgreementFrame read, FramePart part) {
    Versions.check(annexes, read, part);
    boolean areDaysRight =
        !isPartLost && part.faults().isEmpty()
            && annexes.stream().noneMatch(AnnexPart::hasWrongDays);
    for (AnnexPart annex : annexes) {
      if (!annex.isFaulty()) {
        annex.check(read);
        if (annex instanceof DaysPart days && !isPartLost) {
          days.check(read, calendars);
        }
      }
    }
    checkPairs(read);
    if (!isPartLost) {
      checkKinds(read, part);
      Versions.checkBeginnings(annexes, read);
    }
    if (areDaysRight) {
      checkModels(new ModelCheck(annexes, read));
    }
  }

  /// Checks what a model asks of other annexes, where all that says it was understood.
  private void checkModels(ModelCheck models) {
    boolean isModelLost = false;
    boolean isGridLost = false;
    boolean isHouseLost = false;
    boolean areProfilesWrong = false;
    for (AnnexPart annex : annexes) {
      boolean isWrong = annex.isFaulty() || !annex.faults().isEmpty();
      isModelLost |= annex instanceof SettlementPart settlement && !settlement.hasModel();
      isGridLost |= annex instanceof DaysPart && annex.isFaulty();
      isHouseLost |= annex instanceof CyclePart && isWrong;
      areProfilesWrong |= annex instanceof RatesPart && isWrong;
    }
    if (!isModelLost && !isGridLost) {
      models.checkCycles();
    }
    if (!isModelLost && !isHouseLost) {
      models.checkHouses();
      if (!areProfilesWrong) {
        models.checkUnits();
      }
    }
  }

  /// Which pairs may have a rate depends on the units of account, if these could be read.
  private void checkPairs(AgreementFrame read) {
    List<Currency> accountUnits = new ArrayList<>();
    boolean isUnitLost = isPartLost;
    for (AnnexPart annex : annexes) {
      if (annex instanceof CyclePart cycle) {
        isUnitLost |= cycle.isFaulty() || cycle.lacksUnit();
        if (cycle.unit() != null) {
          accountUnits.add(cycle.unit());
        }
      }
    }
    for (AnnexPart annex : annexes) {
      if (annex instanceof RatesPart rates && !annex.isFaulty() && !isUnitLost) {
        rates.check(read, accountUnits);
      }
    }
  }

  /// Complains of annexes without which nothing could be paid.
  private void checkKinds(AgreementFrame read, FramePart part) {
    String period = " version 1 from " + Spelling.day(read.fromDay());
    if (annexes.stream().noneMatch(SettlementPart.class::isInstance)) {
      part.complain("", "it has no annex settlement, so no payment settles under it",
          "write one: annex settlement" + period);
      return;
    }
    boolean converts = false;
    for (AnnexPart annex : annexes) {
      if (annex instanceof SettlementPart settlement) {
        if (annex.isFaulty() || !annex.faults().isEmpty()) {
          return;
        }
        converts |= settlement.converts();
      }
    }
    if (!converts || RatesPart.pairs(read).isEmpty()) {
      return;
    }
    if (annexes.stream().noneMatch(RatesPart.class::isInstance)) {
      part.complain("", "it has no annex rates, so no sum can be converted",
          "write one: annex rates" + period + ", with a profile for each direction");
    }
    for (AnnexPart annex : annexes) {
      if (annex instanceof RatesPart rates && !annex.isFaulty() && annex.faults().isEmpty()) {
        rates.checkPairs(RatesPart.pairs(read));
      }
    }
  }

  private Stream<Part> parts() {
    return Stream.of(Stream.ofNullable(frame), annexes.stream(), calendars.stream())
        .flatMap(part -> part);
  }

  private AgreementText whole(AgreementFrame read) {
    List<Annex> all = new ArrayList<>();
    annexes.forEach(annex -> all.add(annex.annex(read.id())));
    List<Signature> signed = signatures.all();
    return new AgreementText(
        read, all, calendars.stream().map(CalendarPart::calendar).toList(), signed);
  }
}
