package kontor.iso20022.rule;

import java.util.ArrayList;
import java.util.List;
import kontor.iso20022.BusinessHeader;
import kontor.iso20022.CreditTransfer;
import kontor.iso20022.CreditTransfer.Transaction;
import kontor.iso20022.MessageVersion;
import kontor.iso20022.Profile;
import kontor.iso20022.Violation;
import org.jspecify.annotations.Nullable;

/// A credit transfer under examination, and what was found. Findings are bounded, for an answer
/// with more of them helps nobody.
public final class Subject {
  public static final int FINDINGS_MAX = 100;

  final CreditTransfer message;
  final @Nullable BusinessHeader header;
  final MessageVersion version;
  final Profile profile;
  private final List<Violation> findings = new ArrayList<>(0);

  public Subject(CreditTransfer message, @Nullable BusinessHeader header,
      MessageVersion version, Profile profile) {
    this.message = message;
    this.header = header;
    this.version = version;
    this.profile = profile;
  }

  public List<Violation> findings() {
    return findings;
  }

  /// What is broken: rule, reason code, what is wrong and what to do.
  record Broken(String rule, String code, String text, String remedy) {}

  void group(String below, Broken broken) {
    add(root() + "/GrpHdr" + below, message.group().line(), broken);
  }

  void header(String below, Broken broken) {
    add("/AppHdr" + below, 0, broken);
  }

  void transaction(int index, String below, Broken broken) {
    Transaction transaction = message.transactions().get(index);
    String number = message.transactions().size() > 1 ? "[" + (index + 1) + "]" : "";
    add(root() + "/CdtTrfTxInf" + number + below, transaction.line(), broken);
  }

  private String root() {
    return message.kind() == CreditTransfer.Kind.CUSTOMER
        ? "/Document/FIToFICstmrCdtTrf" : "/Document/FICdtTrf";
  }

  private void add(String path, int line, Broken broken) {
    if (findings.size() < FINDINGS_MAX) {
      findings.add(new Violation(broken.rule(), path, line, broken.code(), broken.text(),
          broken.remedy()));
    }
  }
}
