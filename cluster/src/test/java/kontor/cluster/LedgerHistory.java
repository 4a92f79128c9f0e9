package kontor.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.cluster.codecs.SessionMessageHeaderDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import kontor.engine.Command;
import kontor.engine.Transfers;
import org.agrona.DirectBuffer;

/// What clients were told while members failed, and the check of it against the logs.
///
/// Every batch has ids of its own and is sent once. Acknowledged ones must stand in the log once,
/// at the place and with the outcome that was told; unknown ones at most once; refused ones never.
/// The outcome is derived here a second time, by the simplest ledger there is.
final class LedgerHistory {

  private static final long LINE = 1000;

  /// @param created as told, or as derived
  private record Batch(long position, int count, int created) {}

  private final Map<Long, Batch> acknowledged = new TreeMap<>();
  private final Set<Long> unknown = new HashSet<>();
  private final Set<Long> refused = new HashSet<>();
  private final Set<Long> cutOffProcesses = new HashSet<>();
  private final long idsAProcess;

  LedgerHistory(long idsAProcess) {
    this.idsAProcess = idsAProcess;
  }

  synchronized int acknowledgements() {
    return acknowledged.size();
  }

  synchronized void acknowledged(long firstId, int count, long position, int created) {
    assertNull(acknowledged.put(firstId, new Batch(position, count, created)), "told twice");
  }

  synchronized void unknown(long firstId) {
    unknown.add(firstId);
  }

  synchronized void refused(long firstId) {
    refused.add(firstId);
  }

  /// A process was killed: what it had under way, or had no time to say, is unknown.
  synchronized void cutOff(long idOfProcess) {
    cutOffProcesses.add(idOfProcess / idsAProcess);
  }

  synchronized String check(List<Path> folders) throws IOException {
    Set<String> digests = new HashSet<>();
    for (Path folder : folders) {
      VerifyReport report = LogVerifier.verify(folder);
      assertNull(report.fault(), folder.toString());
      assertNotNull(report.engine());
      digests.add(report.engine().digest().toString());
    }
    assertEquals(1, digests.size(), "states of the members differ");
    Map<Long, Batch> stored = derive(folders.getFirst());
    acknowledged.forEach(
        (id, told) -> assertEquals(told, stored.get(id), "acknowledged and lost or other: " + id));
    int applied = 0;
    for (long id : stored.keySet()) {
      if (!acknowledged.containsKey(id)) {
        applied++;
        assertFalse(refused.contains(id), "refused and yet in the log: " + id);
        assertTrue(
            unknown.contains(id) || cutOffProcesses.contains(id / idsAProcess),
            "nobody sent: " + id);
      }
    }
    return "%d acknowledged, %d unknown, %d refused; %d of the unknown are in the log"
        .formatted(acknowledged.size(), unknown.size(), refused.size(), applied);
  }

  /// Batches by first id, as a member's log has them.
  private static Map<Long, Batch> derive(Path folder) throws IOException {
    Map<Long, Batch> batches = new HashMap<>();
    Map<Long, Long> balances = new HashMap<>();
    Set<Long> ids = new HashSet<>();
    for (Entry entry : transfers(folder)) {
      int created = 0;
      for (int i = 0; i < entry.transfers.count(); i++) {
        Transfers t = entry.transfers.at(i);
        long balance = balances.getOrDefault(t.debitLow(), 0L);
        if (ids.contains(t.idLow()) || balance + LINE < t.amountLow()) {
          continue;
        }
        ids.add(t.idLow());
        balances.merge(t.debitLow(), -t.amountLow(), Long::sum);
        balances.merge(t.creditLow(), t.amountLow(), Long::sum);
        created++;
      }
      Batch batch = new Batch(entry.position, entry.transfers.count(), created);
      assertNull(batches.put(entry.transfers.at(0).idLow(), batch), "in the log twice");
    }
    assertEquals(0, balances.values().stream().mapToLong(Long::longValue).sum());
    return batches;
  }

  private record Entry(long position, Transfers transfers) {}

  private static List<Entry> transfers(Path folder) throws IOException {
    Recording log = Nodes.log(folder);
    List<Entry> entries = new ArrayList<>();
    try (MessageCursor cursor = new MessageCursor(log, log.startPosition())) {
      while (cursor.next(log.stopPosition())) {
        DirectBuffer buffer = cursor.buffer();
        int start = cursor.offset();
        if (ClusterMessages.templateId(buffer, start)
            == SessionMessageHeaderDecoder.TEMPLATE_ID) {
          int before =
              ClusterMessages.HEADER_BYTES
                  + ClusterMessages.blockLength(buffer, start)
                  + LogApplier.ENVELOPE_BYTES;
          Command command =
              new CommandCodec().decode(buffer, start + before, cursor.length() - before);
          if (command instanceof Command.PostTransfers post) {
            entries.add(new Entry(cursor.position(), post.transfers()));
          }
        }
      }
    }
    return entries;
  }
}
