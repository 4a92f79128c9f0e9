package kontor.server.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kontor.engine.terms.Digest;
import kontor.iso20022.CreditTransfer;
import kontor.iso20022.Identification;
import kontor.iso20022.MessageReader;
import kontor.iso20022.Parsed;
import kontor.iso20022.Profile;
import kontor.iso20022.Rules;
import kontor.iso20022.TransactionIds;
import kontor.iso20022.Violation;
import org.jspecify.annotations.Nullable;

/// What the edge makes of the bytes of one message, before the core sees anything of it: a pure
/// function of the bytes and the profile.
///
/// A fault of one transaction refuses that transaction; a fault of the group refuses all. The
/// rules stop at the first stage with faults, so what is left is judged again without the faulty
/// ones until nothing is found.
///
/// @param faults of the whole message; if there are any, nothing of it counts
/// @param transactionFaults of single transactions, by place from 0
record Reading(
    Digest digest,
    Parsed parsed,
    List<Fault> faults,
    Map<Integer, List<Fault>> transactionFaults) {

  private static final Pattern TRANSACTION = Pattern.compile("/CdtTrfTxInf(?:\\[(\\d{1,9})\\])?");

  /// How a message is answered.
  enum AnswerKind {
    STATUS_REPORT,
    MESSAGE_REJECT
  }

  static Reading of(byte[] bytes, Profile profile) {
    Digest digest = Identity.digest(bytes);
    Parsed parsed = MessageReader.read(bytes, profile.limits());
    if (!parsed.violations().isEmpty()) {
      return new Reading(digest, parsed, faultsOf(parsed.violations()), Map.of());
    }
    if (!(parsed.message() instanceof CreditTransfer transfer)) {
      return new Reading(digest, parsed, List.of(notTaken(parsed, profile)), Map.of());
    }
    return checkRules(digest, parsed, transfer, profile);
  }

  /// A message that was taken in before: its rules were kept then.
  static Reading withoutRules(Digest digest, byte[] bytes, Profile profile) {
    Parsed parsed = MessageReader.read(bytes, profile.limits());
    return new Reading(digest, parsed, faultsOf(parsed.violations()), Map.of());
  }

  private static Reading checkRules(
      Digest digest, Parsed parsed, CreditTransfer transfer, Profile profile) {
    Map<Integer, List<Fault>> byTransaction = new TreeMap<>();
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < transfer.transactions().size(); i++) {
      left.add(i);
    }
    Parsed rest = parsed;
    while (!left.isEmpty()) {
      List<Violation> violations = Rules.check(rest, profile);
      if (violations.isEmpty()) {
        break;
      }
      for (Violation violation : violations) {
        int place = placeOf(violation.path(), left.size());
        if (place < 0) {
          return new Reading(digest, parsed, faultsOf(violations), Map.of());
        }
        int original = left.get(place);
        byTransaction
            .computeIfAbsent(original, o -> new ArrayList<>())
            .add(atPlace(Fault.of(violation), original));
      }
      left.removeIf(byTransaction::containsKey);
      rest = only(left, parsed, transfer);
    }
    return new Reading(digest, parsed, List.of(), byTransaction);
  }

  /// Which transaction a path speaks of, from 0; -1 if of the whole message.
  private static int placeOf(String path, int transactions) {
    Matcher matcher = TRANSACTION.matcher(path);
    if (!matcher.find()) {
      return -1;
    }
    String number = matcher.group(1);
    int place = number == null ? 0 : Integer.parseInt(number) - 1;
    boolean isCertain = number != null || transactions == 1;
    return isCertain && place >= 0 && place < transactions ? place : -1;
  }

  private static Fault atPlace(Fault fault, int original) {
    Matcher matcher = TRANSACTION.matcher(fault.path());
    return new Fault(
        fault.rule(),
        fault.reasonCode(),
        matcher.replaceFirst("/CdtTrfTxInf[" + (original + 1) + "]"),
        fault.line(),
        fault.text(),
        fault.remedy());
  }

  /// The message as if it had only these transactions; what the group says of all is kept true.
  private static Parsed only(List<Integer> left, Parsed parsed, CreditTransfer transfer) {
    CreditTransfer.GroupHeader group = transfer.group();
    CreditTransfer.GroupHeader smaller =
        new CreditTransfer.GroupHeader(
            group.messageId(), group.creationDateTime(), left.size(), CreditTransfer.Totals.NONE,
            group.settlementDate(), group.settlement(), group.instructing(),
            group.instructed(), group.line());
    Identification whole = parsed.identification();
    boolean isSameLength = whole.transactions().size() == transfer.transactions().size();
    List<TransactionIds> ids =
        isSameLength
            ? left.stream().map(whole.transactions()::get).toList()
            : left.stream().map(i -> transfer.transactions().get(i).ids()).toList();
    return new Parsed(
        new Identification(
            whole.namespace(), whole.messageName(), whole.version(), whole.businessMessageId(),
            whole.messageId(), whole.creationDateTime(), ids),
        parsed.header(),
        new CreditTransfer(
            transfer.kind(), smaller, left.stream().map(transfer.transactions()::get).toList()),
        List.of());
  }

  private static Fault notTaken(Parsed parsed, Profile profile) {
    return new Fault(
        "V02", "FF01", "/Document", 1,
        "a " + parsed.identification().messageName() + " is not taken in here",
        "send a pacs.008 or pacs.009, one of " + accepted(profile));
  }

  private static String accepted(Profile profile) {
    return profile.acceptedVersions().stream()
        .filter(v -> v.creditTransfer())
        .map(v -> v.identifier())
        .sorted()
        .reduce((a, b) -> a + ", " + b)
        .orElse("none");
  }

  private static List<Fault> faultsOf(List<Violation> violations) {
    return violations.stream().map(Fault::of).toList();
  }

  /// V01 and V02 and whatever cannot be named are answered by admi.002, the rest by pacs.002.
  AnswerKind answerKind() {
    if (!parsed.violations().isEmpty()) {
      return parsed.disposition() == Parsed.Disposition.REJECT_PAYMENT
          ? AnswerKind.STATUS_REPORT
          : AnswerKind.MESSAGE_REJECT;
    }
    boolean isUnusable =
        faults.stream().anyMatch(f -> f.rule().equals("V01") || f.rule().equals("V02"));
    return isUnusable || transfer() == null
        ? AnswerKind.MESSAGE_REJECT
        : AnswerKind.STATUS_REPORT;
  }

  @Nullable CreditTransfer transfer() {
    return parsed.message() instanceof CreditTransfer transfer ? transfer : null;
  }
}
