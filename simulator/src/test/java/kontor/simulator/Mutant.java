package kontor.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import kontor.engine.Command;
import kontor.engine.Engine;
import kontor.engine.Event;
import kontor.engine.EventSink;
import kontor.engine.LedgerLines;
import kontor.engine.Snapshot;
import kontor.engine.Transfers;
import kontor.engine.terms.Key;
import org.jspecify.annotations.Nullable;

/// A bug of each kind that a replicated ledger can have, planted around a right engine.
enum Mutant {
  LOST_REPLY("the answer to a repeated request is thought to be sent already", LostReply::new),
  DOUBLE_APPLY("after a restart the last entry of the snapshot is applied again",
      DoubleApply::new),
  WRONG_ORDER("two neighbours in the log change places", WrongOrder::new),
  IGNORED_LIMIT("the line of a pair is taken for unlimited", IgnoredLimit::new),
  WALL_CLOCK("what is pending expires by the node's own clock", WallClock::new),
  MAP_ORDER("what expires at once is told in the order of a hash table", MapOrder::new),
  MISSED_FIELD("the snapshot lacks the log time", MissedField::new),
  TORN_LOG("the checksum of the log is not looked at", TornLog::new),
  STALE_READ("questions are answered from the node's own state", StaleRead::new),
  BROKEN_IDEMPOTENCY("an id that comes again is taken for another", BrokenIdempotency::new);

  final String bug;
  final IntFunction<SimulatedNode> newNode;

  Mutant(String bug, IntFunction<SimulatedNode> newNode) {
    this.bug = bug;
    this.newNode = newNode;
  }

  private static final class LostReply extends SimulatedNode {
    private final Set<List<Integer>> sent = new HashSet<>();

    LostReply(int id) {
      super(id);
    }

    @Override
    boolean replies(int client, int request) {
      return sent.add(List.of(client, request));
    }
  }

  private static final class DoubleApply extends SimulatedNode {
    DoubleApply(int id) {
      super(id);
    }

    @Override
    void restored(Engine fresh) {
      if (applied() > 0) {
        LogEntry last = entry(applied());
        fresh.apply(last.index(), last.timestampMs(), last.command(), event -> {});
      }
    }
  }

  private static final class WrongOrder extends SimulatedNode {
    private static final int EVERY = 64;
    private int swapped;

    WrongOrder(int id) {
      super(id);
    }

    @Override
    LogEntry choose(int index) {
      if (index % EVERY == 0 && index < committed()) {
        swapped = index + 1;
        return entry(index + 1);
      }
      return entry(index == swapped ? index - 1 : index);
    }
  }

  private static final class IgnoredLimit extends SimulatedNode {
    IgnoredLimit(int id) {
      super(id);
    }

    @Override
    void apply(LogEntry entry, Command command, long clockMs, EventSink sink) {
      Command given = command;
      if (command instanceof Command.SetLedgerLines set) {
        int count = set.lines().count();
        LedgerLines changed = new LedgerLines(set.lines().bytes().clone(), count);
        for (int i = 0; i < count; i++) {
          if ((changed.at(i).counterpartyHigh() | changed.counterpartyLow()) != 0) {
            changed.setLine(-1, -1);
          }
        }
        given = new Command.SetLedgerLines(changed);
      }
      super.apply(entry, given, clockMs, sink);
    }
  }

  private static final class WallClock extends SimulatedNode {
    WallClock(int id) {
      super(id);
    }

    @Override
    void apply(LogEntry entry, Command command, long clockMs, EventSink sink) {
      engine().apply(entry.index(), clockMs, new Command.PassTime(), sink);
      super.apply(entry, command, clockMs, sink);
    }
  }

  private static final class MapOrder extends SimulatedNode {
    MapOrder(int id) {
      super(id);
    }

    @Override
    List<Event> answer(List<Event> events) {
      return events.stream()
          .map(e -> e instanceof Event.TransfersExpired expired ? byHash(expired) : e)
          .toList();
    }

    private static Event byHash(Event.TransfersExpired expired) {
      List<Key> keys = new ArrayList<>();
      for (int i = 0; i < expired.ids().length; i += 2) {
        keys.add(new Key(expired.ids()[i], expired.ids()[i + 1]));
      }
      keys.sort(Comparator.comparingInt(Key::hashCode));
      return new Event.TransfersExpired(
          keys.stream()
              .flatMapToLong(k -> java.util.stream.LongStream.of(k.high(), k.low()))
              .toArray());
    }
  }

  private static final class MissedField extends SimulatedNode {
    MissedField(int id) {
      super(id);
    }

    /// After two numbers of 32 bits.
    @Override
    byte[] writeSnapshot(Snapshot.Frozen state) {
      byte[] snapshot = super.writeSnapshot(state);
      Arrays.fill(snapshot, 8, 16, (byte) 0);
      return snapshot;
    }
  }

  private static final class TornLog extends SimulatedNode {
    TornLog(int id) {
      super(id);
    }

    @Override
    boolean accepts(LogEntry entry) {
      return true;
    }
  }

  private static final class StaleRead extends SimulatedNode {
    StaleRead(int id) {
      super(id);
    }

    @Override
    @Nullable List<Event> answerAtOnce(Command command) {
      if (!(command instanceof Command.ReadLedger) || applied() == 0) {
        return null;
      }
      List<Event> events = new ArrayList<>();
      engine().apply(applied(), entry(applied()).timestampMs(), command, events::add);
      return events;
    }
  }

  private static final class BrokenIdempotency extends SimulatedNode {
    private final Set<Key> seen = new HashSet<>();

    BrokenIdempotency(int id) {
      super(id);
    }

    @Override
    void apply(LogEntry entry, Command command, long clockMs, EventSink sink) {
      Command given = command;
      if (command instanceof Command.PostTransfers post) {
        int count = post.transfers().count();
        Transfers changed = new Transfers(post.transfers().bytes().clone(), count);
        for (int i = 0; i < count; i++) {
          Key id = new Key(changed.at(i).idHigh(), changed.idLow());
          if (!seen.add(id)) {
            changed.setId(~id.high(), id.low());
          }
        }
        given = new Command.PostTransfers(changed);
      }
      super.apply(entry, given, clockMs, sink);
    }
  }
}
