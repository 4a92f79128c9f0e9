package kontor.iso20022;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import kontor.iso20022.CreditTransfer.ContentDigest;
import kontor.iso20022.CreditTransfer.GroupHeader;
import kontor.iso20022.CreditTransfer.Transaction;
import org.junit.jupiter.api.Test;

/// Samples that are read, written and read again say the same, and what is written is valid.
class RoundTripProperty {
  @Test
  void samplesSurvive() {
    int count = 0;
    for (SharedFiles.Sample sample : SharedFiles.samples()) {
      Parsed first = MessageReader.read(sample.bytes(), ReaderLimits.STANDARD);
      Message message = first.message();
      MessageVersion version = first.identification().version();
      if (message == null || version == null) {
        continue;
      }
      count++;
      byte[] written = MessageWriter.write(message, version);
      JdkVerdict jdk = JdkVerdict.of(written);
      assertTrue(jdk.documentValid(), () -> sample.file() + ": " + jdk.firstFault());
      Message again = MessageReader.read(written, ReaderLimits.STANDARD).message();
      assertTrue(again != null, sample.file());
      assertEquals(plain(message), plain(again), sample.file());
      assertEquals(new String(written, UTF_8),
          new String(MessageWriter.write(again, version), UTF_8), sample.file());
    }
    assertTrue(count > 60, "valid samples: " + count);
  }

  /// Without what belongs to the bytes and not to the message.
  static Message plain(Message message) {
    if (!(message instanceof CreditTransfer transfer)) {
      return message;
    }
    GroupHeader group = transfer.group();
    List<Transaction> transactions = transfer.transactions().stream()
        .map(it -> new Transaction(it.ids(), it.type(), it.settlement(), it.conversion(),
            it.route(), it.debtor(), it.creditor(), it.remittance(),
            ContentDigest.NONE, 0))
        .toList();
    return new CreditTransfer(transfer.kind(), new GroupHeader(group.messageId(),
        group.creationDateTime(), group.numberOfTransactions(), group.totals(),
        group.settlementDate(), group.settlement(), group.instructing(),
        group.instructed(), 0), transactions);
  }
}
