package kontor.iso20022;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Bent samples get the JDK's verdict. `-Dkontor.seed` and `-Dkontor.mutations` choose others.
class MutationProperty {
  private static final int SAMPLE_BYTES_MAX = 9_000;

  @Test
  void bentSamplesAgreeWithTheJdk() {
    long seed = Long.getLong("kontor.seed", 20261124);
    int mutations = Integer.getInteger("kontor.mutations", 20_000);
    List<XmlNode> samples = SharedFiles.samples().stream()
        .filter(SharedFiles.Sample::supported)
        .map(SharedFiles.Sample::bytes)
        .filter(bytes -> bytes.length < SAMPLE_BYTES_MAX)
        .map(XmlNode::parse)
        .toList();
    Mutator mutator = new Mutator(seed, samples);
    List<String> differences = new ArrayList<>();
    int wellFormed = 0;
    int valid = 0;
    int onPurpose = 0;
    for (int i = 0; i < mutations; i++) {
      byte[] bytes = mutator.next();
      Parsed parsed = MessageReader.read(bytes, ReaderLimits.STANDARD);
      wellFormed += parsed.violations().stream()
          .anyMatch(violation -> violation.rule().equals("V01")) ? 0 : 1;
      valid += parsed.message() != null ? 1 : 0;
      Verdicts.Comparison comparison = Verdicts.compare(bytes);
      onPurpose += comparison.onPurpose() ? 1 : 0;
      String difference = comparison.difference();
      if (difference != null) {
        differences.add("seed " + seed + " mutation " + i + ": " + difference
            + (Boolean.getBoolean("kontor.show") ? "\n" + new String(bytes, UTF_8)
                : ""));
      }
    }
    System.out.println("mutations " + mutations + " seed " + seed + ": well-formed "
        + wellFormed + ", valid " + valid + ", refused on purpose " + onPurpose
        + ", differences " + differences.size());
    assertEquals(List.of(), differences.subList(0, Math.min(20, differences.size())));
    assertTrue(wellFormed > mutations / 3 && valid > mutations / 20);
  }
}
