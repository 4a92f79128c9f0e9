package kontor.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jfr.consumer.RecordingStream;
import kontor.engine.RecordedEvent;
import org.agrona.IoUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A power cut may take the end of the journal and leave holes in it; the log has it all.
class JournalFilesTest {

  private static final Path ROOT = Nodes.folder();
  private static final int COMMANDS = 40;

  /// As after a kill: the folder of a running node, copied.
  private static final Path KILLED = ROOT.resolve("killed");

  private static List<RecordedEvent> events = List.of();
  private static long marked;
  private static long end;

  @BeforeAll
  static void write() throws IOException {
    Path dir = ROOT.resolve("node");
    try (SettlementNode node = SettlementNode.start(Nodes.config(dir))) {
      Nodes.send(node, Nodes.accounts(100));
      Nodes.send(node, Nodes.transfers(1, 8000, 100));
      node.takeSnapshot();
      for (int i = 1; i < COMMANDS; i++) {
        Nodes.send(node, Nodes.transfers(10_000L * i, 100 * i, 100));
      }
      long position = Nodes.send(node, Nodes.currency(0)).position();
      events = Nodes.eventsUpTo(node.journal(), position);
      Nodes.copy(dir, KILLED);
    }
    Recording journal = journal(dir);
    end = journal.stopPosition();
    marked = Long.parseLong(Files.readString(KILLED.resolve(JournalFiles.MARK_FILE)).strip());
    assertTrue(marked > 0 && end - marked > 10_000, marked + " to " + end);
  }

  @AfterAll
  static void remove() {
    IoUtil.delete(ROOT.toFile(), true);
  }

  private enum Damage {
    NOTHING {
      @Override
      void apply(FileChannel file) {}
    },
    ALL_IS_MISSING {
      @Override
      void apply(FileChannel file) throws IOException {
        zero(file, marked, end - marked);
      }
    },
    A_HOLE_AT_THE_BEGINNING {
      @Override
      void apply(FileChannel file) throws IOException {
        zero(file, marked, 64);
      }
    },
    A_PAGE_IN_THE_MIDDLE_IS_MISSING {
      @Override
      void apply(FileChannel file) throws IOException {
        zero(file, (marked + end) / 2 & -4096, 4096);
      }
    },
    THE_LAST_PAGES_ARE_MISSING {
      @Override
      void apply(FileChannel file) throws IOException {
        zero(file, end - 6000, 6000);
      }
    },
    A_BIT_IS_WRONG {
      @Override
      void apply(FileChannel file) throws IOException {
        long place = (marked + end) / 2;
        ByteBuffer one = ByteBuffer.allocate(1);
        file.read(one, place);
        file.write(one.put(0, (byte) (one.get(0) ^ 1)).flip(), place);
      }
    },
    RUBBISH_FOLLOWS {
      @Override
      void apply(FileChannel file) throws IOException {
        file.write(ByteBuffer.wrap("rubbish".getBytes(UTF_8)), end);
      }
    },
    THE_FILE_IS_SHORT {
      @Override
      void apply(FileChannel file) throws IOException {
        file.truncate((marked + end) / 2);
      }
    };

    abstract void apply(FileChannel file) throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  void theLogGivesBackWhatAPowerCutTook(Damage damage) throws IOException {
    Path dir = ROOT.resolve(damage.name());
    Nodes.copy(KILLED, dir);
    damage(dir, damage);
    try (SettlementNode node = SettlementNode.start(Nodes.config(dir))) {
      long last = events.getLast().position();
      Nodes.awaitApplied(node, last);
      assertEquals(shown(events), shown(Nodes.eventsUpTo(node.journal(), last)));
      long more = Nodes.send(node, Nodes.currency(1)).position();
      assertEquals(events.size() + 1, Nodes.eventsUpTo(node.journal(), more).size());
    }
    assertNull(LogVerifier.verify(dir).fault());
    try (SettlementNode again = SettlementNode.start(Nodes.config(dir))) {
      Nodes.send(again, Nodes.currency(2));
    }
    assertNull(LogVerifier.verify(dir).fault());
    IoUtil.delete(dir.toFile(), true);
  }

  /// What lies before the last state does not come again.
  @Test
  void damageBeforeTheMarkStopsTheStart() throws IOException {
    Path dir = ROOT.resolve("before");
    Nodes.copy(KILLED, dir);
    try (FileChannel file = open(dir)) {
      zero(file, marked - 64, 64);
    }
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class, () -> SettlementNode.start(Nodes.config(dir)).close());
    assertTrue(refused.toString().contains("journal is damaged"), refused.toString());
  }

  /// A folder without a mark was forced with every write, or comes from a backup.
  @Test
  void aFolderOfBeforeIsRead() throws IOException {
    Path dir = ROOT.resolve("old");
    Nodes.copy(KILLED, dir);
    Files.delete(dir.resolve(JournalFiles.MARK_FILE));
    try (SettlementNode node = SettlementNode.start(Nodes.config(dir))) {
      long last = events.getLast().position();
      assertEquals(shown(events), shown(Nodes.eventsUpTo(node.journal(), last)));
    }
    assertTrue(Files.exists(dir.resolve(JournalFiles.MARK_FILE)));
    assertNull(LogVerifier.verify(dir).fault());
  }

  /// The thread that records syncs the log for each command sent alone, and the journal never.
  @Test
  void anAnswerWaitsForTheSyncOfTheLogAlone() throws IOException {
    Path dir = ROOT.resolve("syncs");
    ConcurrentHashMap<String, Integer> syncs = new ConcurrentHashMap<>();
    try (RecordingStream stream = new RecordingStream()) {
      stream.enable("jdk.FileForce").withoutThreshold();
      stream.onEvent("jdk.FileForce", event -> count(event, dir, syncs));
      stream.startAsync();
      try (SettlementNode node = SettlementNode.start(Nodes.config(dir))) {
        for (int i = 0; i < COMMANDS; i++) {
          Nodes.send(node, Nodes.currency(i));
        }
      }
      stream.stop();
    }
    Recording journal = journal(dir);
    String journalFile = journal.segmentFile(0).getFileName().toString();
    assertNull(syncs.get(journalFile));
    int ofLog = syncs.values().stream().mapToInt(n -> n).max().orElse(0);
    assertTrue(ofLog >= COMMANDS, syncs.toString());
  }

  private static void count(
      jdk.jfr.consumer.RecordedEvent event, Path dir, ConcurrentHashMap<String, Integer> syncs) {
    String path = event.getString("path");
    if (path != null
        && path.startsWith(dir.toString())
        && path.endsWith(".rec")
        && event.getThread().getJavaName().equals("kontor-disk")) {
      syncs.merge(Path.of(path).getFileName().toString(), 1, Integer::sum);
    }
  }

  private static List<String> shown(List<RecordedEvent> events) {
    List<String> shown = new ArrayList<>();
    for (RecordedEvent event : events) {
      FieldWriter bytes = new FieldWriter(4096);
      EventCodec.encode(event.event(), bytes);
      StringBuilder text = new StringBuilder();
      text.append(event.position()).append(' ').append(event.index()).append(' ');
      for (int i = 0; i < bytes.position(); i++) {
        text.append(Integer.toHexString(bytes.buffer().getByte(i) & 0xff)).append('.');
      }
      shown.add(text.toString());
    }
    return shown;
  }

  private static void damage(Path dir, Damage damage) throws IOException {
    try (FileChannel file = open(dir)) {
      damage.apply(file);
    }
  }

  private static FileChannel open(Path dir) throws IOException {
    return FileChannel.open(
        journal(dir).segmentFile(0), StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static Recording journal(Path dir) throws IOException {
    Recording journal = ArchiveCatalog.read(dir.resolve(DataFolder.ARCHIVE)).journal();
    if (journal == null) {
      throw new IllegalStateException("no journal in " + dir);
    }
    return journal;
  }

  private static void zero(FileChannel file, long from, long bytes) throws IOException {
    file.write(ByteBuffer.allocate((int) bytes), from);
  }
}
