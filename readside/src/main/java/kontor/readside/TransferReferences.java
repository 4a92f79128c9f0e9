package kontor.readside;

import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import kontor.engine.terms.Key;
import org.jspecify.annotations.Nullable;

/// Texts that belong to transfers of the bulk ledger: the references of the messages behind them.
///
/// They stand in a file of their own and never in the log, for they may name persons, and what is
/// in the log stays. So they can be erased and no amount changes. And so nothing makes them again:
/// a read side that is rebuilt keeps this file, another member of the cluster does not have it,
/// and whoever wants a copy copies the file.
public final class TransferReferences implements AutoCloseable {

  private final Session session;
  private final ReentrantLock lock = new ReentrantLock();

  /// What is known of a transfer beside its record; null where nothing is.
  public record References(
      @Nullable String uetr,
      @Nullable String endToEndId,
      @Nullable String messageId,
      @Nullable String text) {}

  private TransferReferences(Session session) {
    this.session = session;
  }

  /// Opens the file; makes it if it is not there.
  public static TransferReferences open(Path file) {
    Session session = Session.toWrite(file);
    try {
      // Nothing makes these rows again, so an answer waits for the disk.
      session.outsideTransaction("PRAGMA synchronous = FULL");
      // What is erased is overwritten, not only unlinked.
      session.outsideTransaction("PRAGMA secure_delete = ON");
      for (String statement : Sql.statements("references/schema")) {
        session.execute(statement);
      }
      session.commit();
      return new TransferReferences(session);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /// Replaces what is there.
  public void put(Key transfer, References references) {
    change(
        "references/put",
        transfer.high(),
        transfer.low(),
        references.uetr(),
        references.endToEndId(),
        references.messageId(),
        references.text());
  }

  public @Nullable References get(Key transfer) {
    lock.lock();
    try {
      return session.one(
          "references/get",
          row ->
              new References(
                  textOrNull(row, "uetr"),
                  textOrNull(row, "end_to_end_id"),
                  textOrNull(row, "message_id"),
                  textOrNull(row, "free_text")),
          transfer.high(),
          transfer.low());
    } finally {
      session.rollback();
      lock.unlock();
    }
  }

  private static @Nullable String textOrNull(Row row, String column) {
    return row.isNull(column) ? null : row.text(column);
  }

  /// Erases what is there, also from the write-ahead log of the file; to erase nothing is fine.
  public void erase(Key transfer) {
    change("references/erase", transfer.high(), transfer.low());
    lock.lock();
    try {
      session.outsideTransaction("PRAGMA wal_checkpoint(TRUNCATE)");
    } finally {
      lock.unlock();
    }
  }

  private void change(String statement, @Nullable Object... values) {
    lock.lock();
    try {
      session.run(statement, values);
      session.commit();
    } catch (RuntimeException e) {
      session.rollback();
      throw e;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
