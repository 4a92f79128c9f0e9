package kontor.iso20022;

import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The message versions that are read; some are also written. A version that is not here is
/// refused, not guessed.
public enum MessageVersion {
  HEAD_001_001_01(Kind.HEADER, "head.001.001.01"),
  HEAD_001_001_02(Kind.HEADER, "head.001.001.02"),
  HEAD_001_001_03(Kind.HEADER, "head.001.001.03"),
  HEAD_001_001_04(Kind.HEADER, "head.001.001.04"),
  PACS_008_001_08(Kind.CUSTOMER_CREDIT_TRANSFER, "pacs.008.001.08"),
  PACS_008_001_12(Kind.CUSTOMER_CREDIT_TRANSFER, "pacs.008.001.12"),
  PACS_008_001_13(Kind.CUSTOMER_CREDIT_TRANSFER, "pacs.008.001.13"),
  PACS_009_001_08(Kind.INSTITUTION_CREDIT_TRANSFER, "pacs.009.001.08"),
  PACS_009_001_12(Kind.INSTITUTION_CREDIT_TRANSFER, "pacs.009.001.12"),
  PACS_002_001_10(Kind.STATUS_REPORT, "pacs.002.001.10"),
  PACS_002_001_15(Kind.STATUS_REPORT, "pacs.002.001.15"),
  CAMT_054_001_08(Kind.CREDIT_NOTIFICATION, "camt.054.001.08"),
  ADMI_002_001_01(Kind.MESSAGE_REJECT, "admi.002.001.01");

  /// What a version is a version of.
  public enum Kind {
    HEADER,
    CUSTOMER_CREDIT_TRANSFER,
    INSTITUTION_CREDIT_TRANSFER,
    STATUS_REPORT,
    CREDIT_NOTIFICATION,
    MESSAGE_REJECT
  }

  static final String NAMESPACE_START = "urn:iso:std:iso:20022:tech:xsd:";

  private final Kind kind;
  private final String identifier;

  MessageVersion(Kind kind, String identifier) {
    this.kind = kind;
    this.identifier = identifier;
  }

  public Kind kind() {
    return kind;
  }

  /// The name with its version, as in `MsgDefIdr` and `OrgnlMsgNmId`: `pacs.008.001.08`.
  public String identifier() {
    return identifier;
  }

  public String namespace() {
    return NAMESPACE_START + identifier;
  }

  public boolean creditTransfer() {
    return kind == Kind.CUSTOMER_CREDIT_TRANSFER || kind == Kind.INSTITUTION_CREDIT_TRANSFER;
  }

  /// The version with this name or null.
  public static @Nullable MessageVersion ofIdentifier(String identifier) {
    for (MessageVersion version : values()) {
      if (version.identifier.equals(identifier)) {
        return version;
      }
    }
    return null;
  }

  /// The version with this namespace or null.
  public static @Nullable MessageVersion ofNamespace(String namespace) {
    return namespace.startsWith(NAMESPACE_START)
        ? ofIdentifier(namespace.substring(NAMESPACE_START.length()))
        : null;
  }

  /// Document versions (headers left out) for a text that says what is taken.
  static String documents(Collection<MessageVersion> versions) {
    return versions.stream()
        .filter(version -> version.kind != Kind.HEADER)
        .sorted()
        .map(MessageVersion::identifier)
        .collect(Collectors.joining(", "));
  }
}
