package kontor.server.gateway;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/// The original bytes of a message as the log keeps them: compressed, in parts that fit.
public final class Evidence {

  /// Bytes of evidence that one command carries at most.
  static final int PART_BYTES_MAX = 512 * 1024;

  /// Nothing that was taken in is larger.
  static final int MESSAGE_BYTES_MAX = 100 << 20;

  private static final int LEVEL = 1;

  /// Making a context costs three times what compressing a message of 4 kB does, so they are kept.
  private static final ArrayBlockingQueue<ZstdCompressCtx> CONTEXTS = new ArrayBlockingQueue<>(16);

  private Evidence() {}

  static byte[] compress(byte[] message) {
    ZstdCompressCtx free = CONTEXTS.poll();
    ZstdCompressCtx context = free == null ? new ZstdCompressCtx().setLevel(LEVEL) : free;
    byte[] compressed = context.compress(message);
    if (!CONTEXTS.offer(context)) {
      context.close();
    }
    return compressed;
  }

  /// The message again from all its parts; null while a part is missing.
  public static byte @Nullable [] restore(byte[] compressed) {
    long size = Zstd.getFrameContentSize(compressed);
    if (size < 0 || size > MESSAGE_BYTES_MAX) {
      return null;
    }
    try {
      return Zstd.decompress(compressed, (int) size);
    } catch (ZstdException e) {
      // The frame is cut: the rest of it is in a later part.
      return null;
    }
  }

  static int parts(byte[] compressed) {
    return Math.max(1, (compressed.length + PART_BYTES_MAX - 1) / PART_BYTES_MAX);
  }

  static byte[] part(byte[] compressed, int part) {
    int start = part * PART_BYTES_MAX;
    if (start >= compressed.length) {
      return new byte[0];
    }
    return start == 0 && compressed.length <= PART_BYTES_MAX
        ? compressed
        : Arrays.copyOfRange(
            compressed, start, Math.min(compressed.length, start + PART_BYTES_MAX));
  }
}
