package kontor.server.gateway;

import java.util.LinkedHashMap;
import java.util.Map;
import kontor.engine.terms.Digest;
import org.jspecify.annotations.Nullable;

/// Messages that were read a moment ago, so that who reports on them need not restore and read
/// them again. Only a shortcut: what is not here is read from the evidence, with the same result.
public final class RecentReadings {

  private static final int READINGS_MAX = 2_048;

  /// Larger messages are kept only while their payments are reported on.
  private static final int TRANSACTIONS_MAX = 16;

  private static final int LARGE_MAX = 4;

  private final Map<Digest, Reading> small = new Recent(READINGS_MAX);
  private final Map<Digest, Reading> large = new Recent(LARGE_MAX);

  void put(Reading reading) {
    Map<Digest, Reading> readings =
        reading.parsed().identification().transactions().size() > TRANSACTIONS_MAX
            ? large
            : small;
    synchronized (readings) {
      readings.put(reading.digest(), reading);
    }
  }

  @Nullable Reading get(Digest message) {
    synchronized (small) {
      Reading known = small.get(message);
      if (known != null) {
        return known;
      }
    }
    synchronized (large) {
      return large.get(message);
    }
  }

  /// Forgets what was used longest ago.
  private static final class Recent extends LinkedHashMap<Digest, Reading> {
    private static final long serialVersionUID = 1;

    private final int max;

    Recent(int max) {
      super(16, 0.75f, true);
      this.max = max;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Digest, Reading> eldest) {
      return size() > max;
    }
  }
}
