package kontor.server.agreement;

import java.util.ArrayList;
import java.util.List;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexForm;
import kontor.engine.annex.AnnexKind;
import kontor.engine.terms.Digest;
import kontor.engine.terms.ParticipantId;
import kontor.server.agreement.AgreementText.Signature;
import org.jspecify.annotations.Nullable;

/// What is signed of an agreement: the agreement with the annexes that were there when its first
/// party signed, and each later version of an annex by itself.
///
/// A signature names its text by a digest, so which annexes the agreement was signed with follows
/// from the digest: they are those for which it is right.
public final class Signing {

  /// More choices of versions than this are not tried; then the agreement was signed with all.
  private static final int CHOICES_MAX = 1 << 12;

  private Signing() {}

  /// One text that a party signs.
  ///
  /// @param kind null for the agreement
  /// @param version 0 for the agreement
  public record Item(@Nullable AnnexKind kind, int version, Digest digest) {

    /// `the agreement` or `annex rates version 2`.
    public String name() {
      return kind == null
          ? "the agreement"
          : "annex " + Spelling.kind(kind) + " version " + version;
    }

    boolean isOf(Signature signature) {
      return kind == signature.kind() && version == signature.version();
    }
  }

  /// Everything that is or can be signed, the agreement first.
  public static List<Item> items(AgreementText agreement) {
    List<Annex> first = signedWithTheAgreement(agreement);
    List<Item> items = new ArrayList<>();
    items.add(new Item(null, 0, AnnexForm.digest(agreement.frame(), first)));
    for (Annex annex : agreement.annexes()) {
      if (!first.contains(annex)) {
        items.add(new Item(annex.kind(), annex.version(), AnnexForm.digest(annex)));
      }
    }
    return items;
  }

  /// What a party has not signed yet as it stands.
  public static List<Item> open(AgreementText agreement, ParticipantId party) {
    return items(agreement).stream()
        .filter(item -> !isSigned(agreement, item, party))
        .toList();
  }

  /// The parties that signed an item as it stands, in the order of the frame.
  public static List<ParticipantId> signers(AgreementText agreement, Item item) {
    return agreement.frame().parties().stream()
        .map(AgreementFrame.Party::institution)
        .filter(party -> isSigned(agreement, item, party))
        .toList();
  }

  private static boolean isSigned(AgreementText agreement, Item item, ParticipantId party) {
    return agreement.signatures().stream()
        .anyMatch(
            signature ->
                signature.party().equals(party) && item.isOf(signature)
                    && signature.digest().equals(item.digest()));
  }

  private static List<Annex> signedWithTheAgreement(AgreementText agreement) {
    List<Annex> candidates =
        agreement.annexes().stream()
            .filter(annex -> agreement.signatures().stream().noneMatch(s -> s.isOf(annex)))
            .toList();
    for (Signature signature : agreement.signatures()) {
      if (signature.kind() == null) {
        List<Annex> found = find(agreement, candidates, signature.digest());
        if (found != null) {
          return found;
        }
      }
    }
    return candidates;
  }

  private static @Nullable List<Annex> find(
      AgreementText agreement, List<Annex> candidates, Digest digest) {
    List<List<Annex>> choices = new ArrayList<>();
    choices.add(List.of());
    for (AnnexKind kind : AnnexKind.values()) {
      List<Annex> versions = candidates.stream().filter(a -> a.kind() == kind).toList();
      List<List<Annex>> more = new ArrayList<>();
      for (List<Annex> choice : choices) {
        for (int count = versions.size(); count >= 0; count--) {
          List<Annex> longer = new ArrayList<>(choice);
          longer.addAll(versions.subList(0, count));
          more.add(longer);
        }
      }
      if (more.size() > CHOICES_MAX) {
        return null;
      }
      choices = more;
    }
    for (List<Annex> choice : choices) {
      if (AnnexForm.digest(agreement.frame(), choice).equals(digest)) {
        return choice;
      }
    }
    return null;
  }
}
