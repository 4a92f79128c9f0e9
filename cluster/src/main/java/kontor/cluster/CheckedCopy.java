package kontor.cluster;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import kontor.cluster.BackupException.Kind;
import kontor.cluster.BackupManifest.FileEntry;

/// Writes files of a backup or a restore, each on disk before the next is begun, with the digest
/// of what was read. Problems of the target are told apart from those of the source.
final class CheckedCopy {

  private static final int CHUNK_BYTES = 1 << 20;

  private final Path target;
  private final LongConsumer progress;
  private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);

  /// @param progress gets the bytes of each step
  CheckedCopy(Path target, LongConsumer progress) {
    this.target = target;
    this.progress = progress;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new LinkageError("every JDK has SHA-256", e);
    }
  }

  /// The first bytes of a file.
  ///
  /// @param path below the target
  /// @throws EOFException if the source has fewer
  FileEntry file(Path source, String path, long bytes) throws IOException {
    MessageDigest digest = sha256();
    try (FileChannel in = FileChannel.open(source, StandardOpenOption.READ);
        FileChannel out = create(path)) {
      long done = 0;
      while (done < bytes) {
        read(in, source, done, bytes);
        digest.update(chunk.duplicate());
        int length = chunk.remaining();
        write(out, chunk);
        done += length;
        progress.accept(length);
      }
      sync(out);
    }
    return new FileEntry(path, bytes, HexFormat.of().formatHex(digest.digest()));
  }

  FileEntry bytes(byte[] bytes, String path) {
    try (FileChannel out = create(path)) {
      write(out, ByteBuffer.wrap(bytes));
      sync(out);
    } catch (IOException e) {
      throw unwritable(target.resolve(path), e);
    }
    progress.accept(bytes.length);
    return new FileEntry(path, bytes.length, HexFormat.of().formatHex(sha256().digest(bytes)));
  }

  /// Digest of the first bytes of a file, which stays where it is.
  String digest(Path source, long bytes) throws IOException {
    MessageDigest digest = sha256();
    try (FileChannel in = FileChannel.open(source, StandardOpenOption.READ)) {
      for (long done = 0; done < bytes; done += chunk.limit()) {
        read(in, source, done, bytes);
        digest.update(chunk.duplicate());
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private void read(FileChannel in, Path source, long from, long end) throws IOException {
    chunk.clear().limit((int) Math.min(CHUNK_BYTES, end - from));
    if (in.read(chunk, from) <= 0) {
      throw new EOFException(source.toString());
    }
    chunk.flip();
  }

  private FileChannel create(String path) {
    Path file = target.resolve(path);
    try {
      Files.createDirectories(file.getParent());
      return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private void write(FileChannel out, ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  private void sync(FileChannel out) {
    try {
      out.force(true);
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  static BackupException unwritable(Path file, IOException e) {
    String why = String.valueOf(e.getMessage());
    return new BackupException(Kind.ENVIRONMENT, "target cannot be written: " + why, file, e);
  }

  /// Refuses before the first byte what would fail after many.
  static void needSpace(Path dir, long bytes) {
    try {
      long free = Files.getFileStore(dir).getUsableSpace();
      if (free < bytes) {
        throw new BackupException(
            Kind.ENVIRONMENT,
            "target has " + free + " bytes of space left and needs " + bytes,
            dir);
      }
    } catch (IOException e) {
      throw unwritable(dir, e);
    }
  }

  /// Makes the bytes of a file, or the names in a folder, last.
  static void sync(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }
}
