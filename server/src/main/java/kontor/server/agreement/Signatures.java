package kontor.server.agreement;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.AnnexKind;
import kontor.engine.terms.Digest;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.ParticipantId;
import kontor.server.agreement.AgreementText.Signature;
import org.jspecify.annotations.Nullable;

/// The lines in which parties sign: `signature BIC agreement DIGEST by "MAKER" and "CHECKER"`, or
/// with the kind and version of an annex.
final class Signatures {

  private final List<Signature> all = new ArrayList<>();
  private final List<Integer> lines = new ArrayList<>();

  List<Signature> all() {
    return all;
  }

  void read(int number, Words words) throws Words.Fault {
    ParticipantId party = Spelling.bic(words);
    AnnexKind kind = null;
    int version = 0;
    if (!words.takes("agreement")) {
      kind = Spelling.kind(words);
      version = words.wholeNumber("the number of the version", 1, 999);
    }
    Digest digest = words.read("a digest", Signatures::digest);
    words.expect("by");
    String maker = words.word("who signs, in quotes");
    words.expect("and");
    FourEyes by = new FourEyes(maker, words.word("who has checked it, in quotes"));
    words.end();
    if (!by.areTwo()) {
      throw new Words.Fault("a signature needs two persons: who signs and who checks",
          "name two, each with up to " + FourEyes.NAME_CHARS_MAX + " characters");
    }
    for (int i = 0; i < all.size(); i++) {
      Signature other = all.get(i);
      boolean isSame = other.kind() == kind && other.version() == version;
      if (isSame && other.party().equals(party)) {
        throw new Words.Fault(
            party + " signs the same text twice, first in line " + lines.get(i),
            "keep one of the two lines");
      }
    }
    all.add(new Signature(party, kind, version, digest, by));
    lines.add(number);
  }

  private static Digest digest(String word) {
    if (!word.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "write the 64 digits that kontor agreement sign prints");
    }
    return Digest.of(HexFormat.of().parseHex(word));
  }

  /// Whether what is signed is this text, and by every party.
  ///
  /// @param faults takes signatures of others, and of another text
  /// @return the parties that have not signed what another has
  List<TextFault> check(AgreementText agreement, List<TextFault> faults) {
    AgreementFrame frame = agreement.frame();
    List<Signing.Item> items = Signing.items(agreement);
    for (int i = 0; i < all.size(); i++) {
      Signature signature = all.get(i);
      if (!frame.isParty(signature.party())) {
        faults.add(
            new TextFault(lines.get(i), "signature", signature.party() + " is not a party",
                "allowed: " + parties(frame)));
      } else if (items.stream().noneMatch(item -> item.isOf(signature))) {
        faults.add(
            new TextFault(lines.get(i), "signature",
                "there is no annex " + Spelling.kind(kindOf(signature)) + " version "
                    + signature.version() + " to sign",
                "take the line out, or add the annex"));
      }
    }
    items.forEach(item -> checkText(item, frame, faults));
    return faults.isEmpty() ? unsigned(items, frame) : List.of();
  }

  private static AnnexKind kindOf(Signature signature) {
    AnnexKind kind = signature.kind();
    if (kind == null) {
      throw new AssertionError("the agreement can always be signed");
    }
    return kind;
  }

  private static String parties(AgreementFrame frame) {
    return frame.parties().stream()
        .map(party -> party.institution().bic())
        .collect(Collectors.joining(", "));
  }

  /// A stranger's signature is told as such, whatever he signed.
  private void checkText(Signing.Item item, AgreementFrame frame, List<TextFault> faults) {
    List<String> parties = new ArrayList<>();
    int line = 0;
    for (int i = 0; i < all.size(); i++) {
      boolean isOther = !item.digest().equals(all.get(i).digest());
      if (item.isOf(all.get(i)) && isOther && frame.isParty(all.get(i).party())) {
        parties.add(all.get(i).party().bic());
        line = line == 0 ? lines.get(i) : line;
      }
    }
    if (!parties.isEmpty()) {
      faults.add(
          new TextFault(line, "signature",
              item.name() + " is no longer what " + String.join(", ", parties) + " signed",
              "restore the text, or sign it anew as it is: kontor agreement sign"));
    }
  }

  private List<TextFault> unsigned(List<Signing.Item> items, AgreementFrame frame) {
    List<TextFault> unsigned = new ArrayList<>();
    for (AgreementFrame.Party party : frame.parties()) {
      List<String> lacking = new ArrayList<>();
      int line = 0;
      for (Signing.Item item : items) {
        int first = lineOf(item, null);
        if (first > 0 && lineOf(item, party.institution()) == 0) {
          lacking.add(item.name());
          line = line == 0 ? first : line;
        }
      }
      if (!lacking.isEmpty()) {
        unsigned.add(
            new TextFault(line, "signature",
                party.institution() + " has not signed " + String.join(", ", lacking),
                "let it sign: kontor agreement sign FILE --as " + party.institution()));
      }
    }
    return unsigned;
  }

  /// Line of the first signature of an item, by anyone or by one party; 0 if there is none.
  private int lineOf(Signing.Item item, @Nullable ParticipantId party) {
    for (int i = 0; i < all.size(); i++) {
      boolean isHis = party == null || all.get(i).party().equals(party);
      if (isHis && item.isOf(all.get(i))) {
        return lines.get(i);
      }
    }
    return 0;
  }
}
