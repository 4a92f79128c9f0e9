package kontor.iso20022;

import kontor.iso20022.form.CreditNotificationForm;
import kontor.iso20022.form.CreditTransferOut;
import kontor.iso20022.form.HeaderForm;
import kontor.iso20022.form.MessageRejectForm;
import kontor.iso20022.form.StatusReportForm;
import kontor.iso20022.xml.XmlOut;
import org.jspecify.annotations.Nullable;

/// Records to bytes, always the same bytes for the same record.
///
/// Texts that quote somebody else (reasons, original ids, error places) are broken or cut to the
/// length of their elements. All other components are written as they are, so a record that was
/// filled with care gives a valid message and one that was not does not.
public final class MessageWriter {
  private MessageWriter() {}

  /// The bare `Document`.
  public static byte[] write(Message message, MessageVersion version) {
    return write(null, message, version);
  }

  /// With a header: an element `Envelope` of no namespace that holds `AppHdr` (head.001.001.02)
  /// and `Document`, the most usual form.
  ///
  /// @throws IllegalArgumentException when the version is not one of the message's kind or
  ///     cannot say what the message holds
  public static byte[] write(
      @Nullable BusinessHeader header, Message message, MessageVersion version) {
    if (!fits(message, version)) {
      throw new IllegalArgumentException("version is of another kind of message");
    }
    XmlOut out = new XmlOut();
    if (header != null) {
      out.open("Envelope").open("AppHdr", MessageVersion.HEAD_001_001_02.namespace());
      HeaderForm.write(out, header);
      out.close("AppHdr");
    }
    out.open("Document", version.namespace());
    switch (message) {
      case CreditTransfer transfer -> CreditTransferOut.write(out, transfer, version);
      case StatusReport report -> StatusReportForm.write(out, report);
      case CreditNotification notification ->
          CreditNotificationForm.write(out, notification);
      case MessageReject reject -> MessageRejectForm.write(out, reject);
    }
    out.close("Document");
    if (header != null) {
      out.close("Envelope");
    }
    return out.bytes();
  }

  private static boolean fits(Message message, MessageVersion version) {
    MessageVersion.Kind kind = switch (message) {
      case CreditTransfer transfer -> transfer.kind() == CreditTransfer.Kind.CUSTOMER
          ? MessageVersion.Kind.CUSTOMER_CREDIT_TRANSFER
          : MessageVersion.Kind.INSTITUTION_CREDIT_TRANSFER;
      case StatusReport _ -> MessageVersion.Kind.STATUS_REPORT;
      case CreditNotification _ -> MessageVersion.Kind.CREDIT_NOTIFICATION;
      case MessageReject _ -> MessageVersion.Kind.MESSAGE_REJECT;
    };
    return version.kind() == kind;
  }
}
