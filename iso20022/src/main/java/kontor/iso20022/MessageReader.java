package kontor.iso20022;

import java.util.ArrayList;
import java.util.List;
import kontor.iso20022.definition.DefinitionLoader;
import kontor.iso20022.definition.Fault;
import kontor.iso20022.definition.Validator;
import kontor.iso20022.form.CreditNotificationForm;
import kontor.iso20022.form.CreditTransferForm;
import kontor.iso20022.form.HeaderForm;
import kontor.iso20022.form.IdsForm;
import kontor.iso20022.form.MessageRejectForm;
import kontor.iso20022.form.StatusReportForm;
import kontor.iso20022.xml.MalformedXml;
import kontor.iso20022.xml.Tape;
import kontor.iso20022.xml.XmlScanner;
import org.jspecify.annotations.Nullable;

/// Bytes to records, in one pass over the bytes, checked against the message's definition.
///
/// Taken are a bare `Document`, or `AppHdr` and `Document` inside elements of a channel, as seen
/// in practice: `Envelope`, `RequestPayload`, `Message`, `BusinessMessage`, `BusMsg`, `FpsMsg`,
/// `FedNowIncoming`, `FedNowOutgoing`, `DataPDU`, SWIFTNet `Request` and so on. What a channel
/// puts around is not judged, only its well-formedness; there may be one header and one document.
///
/// Whatever the input, the answer is a [Parsed] and never an exception. Time and memory are
/// bounded by the size of the input; [ReaderLimits] bound that.
public final class MessageReader {
  private static final int QUOTE_LENGTH_MAX = 140;

  private final ReaderLimits limits;
  private final int size;
  private final XmlScanner scanner;
  private final Tape tape;
  private final List<Violation> violations = new ArrayList<>(0);

  private int headerNode = -1;
  private int documentNode = -1;
  private @Nullable String documentNamespace;
  private @Nullable MessageVersion version;
  private @Nullable Validator headerCheck;
  private @Nullable Validator documentCheck;

  private MessageReader(byte[] bytes, ReaderLimits limits) {
    this.limits = limits;
    this.size = bytes.length;
    this.scanner = new XmlScanner(bytes);
    this.tape = new Tape(scanner, bytes.length);
  }

  /// Reads and checks one message.
  public static Parsed read(byte[] bytes, ReaderLimits limits) {
    if (bytes.length > limits.bulkBytesMax()) {
      Violation tooLarge = tooLarge(limits.bulkBytesMax());
      return new Parsed(Identification.NONE, null, null, List.of(tooLarge));
    }
    return new MessageReader(bytes, limits).read();
  }

  private Parsed read() {
    try {
      int token = scanner.next();
      while (token != XmlScanner.FINISHED) {
        if (token == XmlScanner.START) {
          element();
        }
        token = scanner.next();
      }
    } catch (MalformedXml malformed) {
      add("V01", place(), malformed.line(), malformed.text(), XML_REMEDY);
    }
    if (documentNode < 0 && violations.isEmpty()) {
      add("V01", "/", 1, "there is no element Document", XML_REMEDY);
    }
    report(headerCheck, "V03");
    report(documentCheck, "V03");
    BusinessHeader header = headerCheck != null && headerCheck.faults().isEmpty()
        && tape.closed(headerNode)
        ? HeaderForm.read(tape, headerNode) : null;
    boolean readable = documentCheck != null && documentCheck.faults().isEmpty()
        && violations.stream().noneMatch(violation -> violation.rule().equals("V01"));
    Message message = readable && version != null ? message(version) : null;
    Identification identification = identification(message);
    if (size > limits.singleBytesMax() && identification.transactions().size() <= 1) {
      violations.add(tooLarge(limits.singleBytesMax()));
      message = null;
    }
    return new Parsed(identification, header, message, violations);
  }

  private static Violation tooLarge(int bytesMax) {
    return new Violation("V01", "/", 0, "FF01",
        "the message is larger than " + bytesMax + " bytes",
        "Send less in one message.");
  }

  private String place() {
    return tape.size() == 0 ? "/" : tape.path(tape.size() - 1);
  }

  /// An element outside header and document: one of these, or one of the channel's.
  private void element() {
    if (scanner.named(DOCUMENT)) {
      document();
    } else if (scanner.named(HEADER)) {
      header();
    }
  }

  private void document() {
    String namespace = scanner.namespace();
    int node = tape.size();
    int line = scanner.line();
    if (documentNode >= 0) {
      new Validator(scanner, tape, null).read();
      add("V01", "/Document", line, "there is more than one Document",
          "Send each message by itself.");
      return;
    }
    documentNode = node;
    documentNamespace = namespace;
    MessageVersion found = MessageVersion.ofNamespace(namespace);
    version = found != null && found.kind() != MessageVersion.Kind.HEADER ? found : null;
    if (version == null) {
      add("V02", "/Document", line,
          "the namespace " + quote(namespace) + " is of no message that is accepted",
          "Send one of " + MessageVersion.documents(List.of(MessageVersion.values()))
              + ".");
      new Validator(scanner, tape, null).read();
      return;
    }
    documentCheck = new Validator(
        scanner, tape, DefinitionLoader.load(version.identifier()));
    documentCheck.read();
  }

  private void header() {
    int line = scanner.line();
    MessageVersion found = MessageVersion.ofNamespace(scanner.namespace());
    if (headerNode >= 0) {
      new Validator(scanner, tape, null).read();
      add("V01", "/AppHdr", line, "there is more than one AppHdr",
          "Send each message by itself.");
      return;
    }
    headerNode = tape.size();
    if (found == null || found.kind() != MessageVersion.Kind.HEADER) {
      add("V02", "/AppHdr", line,
          "the namespace " + quote(scanner.namespace()) + " is of no header that is"
              + " accepted",
          "Send head.001.001.02.");
      new Validator(scanner, tape, null).read();
      return;
    }
    headerCheck = new Validator(scanner, tape, DefinitionLoader.load(found.identifier()));
    headerCheck.read();
  }

  private static String quote(String text) {
    return text.length() > QUOTE_LENGTH_MAX ? text.substring(0, QUOTE_LENGTH_MAX) : text;
  }

  private void report(@Nullable Validator check, String rule) {
    if (check == null) {
      return;
    }
    for (Fault fault : check.faults()) {
      add(rule, tape.path(fault.node()) + fault.below(), tape.line(fault.node()),
          fault.text(), fault.remedy());
    }
  }

  private void add(String rule, String path, int line, String text, String remedy) {
    violations.add(new Violation(rule, path, line, "FF01", text, remedy));
  }

  private Message message(MessageVersion known) {
    return switch (known.kind()) {
      case CUSTOMER_CREDIT_TRANSFER -> CreditTransferForm.read(
          tape, documentNode, CreditTransfer.Kind.CUSTOMER);
      case INSTITUTION_CREDIT_TRANSFER -> CreditTransferForm.read(
          tape, documentNode, CreditTransfer.Kind.INSTITUTION);
      case STATUS_REPORT -> StatusReportForm.read(tape, documentNode);
      case CREDIT_NOTIFICATION -> CreditNotificationForm.read(tape, documentNode);
      case MESSAGE_REJECT -> MessageRejectForm.read(tape, documentNode);
      case HEADER -> throw new IllegalStateException("a header is no document");
    };
  }

  // Identification ------------------------------------------------------------------------

  private Identification identification(@Nullable Message message) {
    String namespace = documentNamespace;
    String name = null;
    if (namespace != null) {
      name = namespace.startsWith(MessageVersion.NAMESPACE_START)
          ? namespace.substring(MessageVersion.NAMESPACE_START.length()) : namespace;
    }
    int businessId = headerNode < 0 ? -1 : tape.child(headerNode, "BizMsgIdr");
    String businessMessageId = businessId < 0 ? null : textOrNull(businessId);
    if (message instanceof CreditTransfer transfer) {
      return new Identification(namespace, name, version, businessMessageId,
          transfer.group().messageId(), transfer.group().creationDateTime(),
          transfer.transactions().stream()
              .map(CreditTransfer.Transaction::ids).toList());
    }
    return search(namespace, name, businessMessageId);
  }

  /// Looks for what names a message in one of any kind and state.
  private Identification search(@Nullable String namespace, @Nullable String name,
      @Nullable String businessMessageId) {
    String messageId = null;
    String creation = null;
    List<TransactionIds> transactions = new ArrayList<>();
    int from = Math.max(documentNode, 0);
    int to = documentNode < 0 ? 0 : tape.end(documentNode);
    for (int node = from; node < to; node++) {
      switch (tape.name(node)) {
        case "MsgId" -> messageId = messageId == null ? textOrNull(node) : messageId;
        case "CreDtTm" -> creation = creation == null ? textOrNull(node) : creation;
        case "PmtId" -> transactions.add(IdsForm.read(tape, node));
        default -> { }
      }
    }
    return new Identification(namespace, name, version, businessMessageId, messageId,
        creation, transactions);
  }

  private @Nullable String textOrNull(int node) {
    String text = tape.trimmed(node);
    return text.isEmpty() || text.length() > QUOTE_LENGTH_MAX ? null : text;
  }

  private static final byte[] DOCUMENT = {'D', 'o', 'c', 'u', 'm', 'e', 'n', 't'};
  private static final byte[] HEADER = {'A', 'p', 'p', 'H', 'd', 'r'};

  private static final String XML_REMEDY =
      "Send well-formed XML 1.0 in UTF-8 without a document type.";
}
