package kontor.engine.agreement;

import java.util.ArrayList;
import java.util.List;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexForm;
import kontor.engine.annex.AnnexNumber;
import kontor.engine.governance.FormReader;
import kontor.engine.governance.FormWriter;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.ParticipantId;

/// A version of an annex, and how far it is signed.
///
/// @param signatures the parties that signed it, in their order
/// @param fromDay first value date; {@link #PENDING} until every party signed
record AnnexVersion(Annex annex, List<ParticipantId> signatures, int fromDay) {

  static final int PENDING = Integer.MIN_VALUE;

  AnnexVersion {
    signatures = List.copyOf(signatures);
  }

  static AnnexVersion proposed(Annex annex) {
    return new AnnexVersion(annex, List.of(), PENDING);
  }

  AnnexNumber number() {
    return new AnnexNumber(annex.kind(), annex.version());
  }

  boolean isConcluded() {
    return fromDay != PENDING;
  }

  AnnexVersion signedBy(ParticipantId party) {
    List<ParticipantId> all = new ArrayList<>(signatures);
    all.add(party);
    return new AnnexVersion(annex, all, fromDay);
  }

  AnnexVersion concluded(List<ParticipantId> parties, int day) {
    return new AnnexVersion(annex, parties, day);
  }

  /// Whether two versions of one kind say something of the same day: the later one begins before
  /// the earlier one begins or, if that has an end of its own, before that end is over.
  static boolean overlap(AnnexVersion earlier, Annex later) {
    int from = earlier.isConcluded() ? earlier.fromDay() : earlier.annex().fromDay();
    int until = earlier.annex().untilDay();
    boolean neverHolds = from > until;
    return !neverHolds
        && (later.fromDay() <= from || until != Agreement.OPEN_END && later.fromDay() <= until);
  }

  static void write(FormWriter out, AnnexVersion version) {
    AnnexForm.annex(out, version.annex());
    out.list(version.signatures(), FormWriter::participant);
    out.int32(version.fromDay());
  }

  static AnnexVersion read(FormReader in) {
    return new AnnexVersion(
        AnnexForm.annex(in), in.list(FormReader::participant), in.int32());
  }
}
