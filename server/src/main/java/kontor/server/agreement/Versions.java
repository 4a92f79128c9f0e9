package kontor.server.agreement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.AnnexKind;
import kontor.engine.terms.Agreement;
import kontor.server.agreement.AnnexPart.Header;

/// The versions of each annex: 1, 2, 3 ... without gaps, each beginning after the one before, and
/// never two for one day.
final class Versions {

  private Versions() {}

  static void check(List<AnnexPart> annexes) {
    for (AnnexKind kind : AnnexKind.values()) {
      List<AnnexPart> versions = new ArrayList<>();
      annexes.stream().filter(a -> a.header().kind() == kind).forEach(versions::add);
      versions.sort(Comparator.comparingInt(a -> a.header().version()));
      for (int i = 0; i < versions.size(); i++) {
        AnnexPart version = versions.get(i);
        int number = version.header().version();
        int before = i == 0 ? 0 : versions.get(i - 1).header().version();
        if (number == before) {
          version.complain("", "this version stands twice", "number them 1, 2, 3 ...");
        } else if (number != before + 1) {
          version.complain("",
              before == 0
                  ? "there is no version 1 of this annex"
                  : "version " + (before + 1) + " is missing before it",
              "number versions 1, 2, 3 ... without gaps");
        } else if (i > 0) {
          checkTurn(versions.get(i - 1).header(), version);
        }
      }
    }
  }

  private static void checkTurn(Header before, AnnexPart version) {
    Header header = version.header();
    if (header.fromDay() <= before.fromDay()) {
      version.complain("",
          "it begins on " + Spelling.day(header.fromDay()) + ", not after version "
              + before.version() + ", which begins on " + Spelling.day(before.fromDay()),
          "let it begin later, or number the versions in the order of their days");
    } else if (before.untilDay() != Agreement.OPEN_END
        && header.fromDay() <= before.untilDay()) {
      version.complain("",
          "it overlaps version " + before.version() + ", which holds until "
              + Spelling.day(before.untilDay()),
          "begin it on " + Spelling.day(before.untilDay() + 1)
              + " or later, or take that end out");
    }
  }

  static void check(List<AnnexPart> annexes, AgreementFrame frame) {
    for (AnnexPart annex : annexes) {
      Header header = annex.header();
      if (!annex.faults().isEmpty()) {
        continue;
      }
      if (header.fromDay() < frame.fromDay()) {
        annex.complain("",
            "it begins on " + Spelling.day(header.fromDay())
                + ", before the agreement does on " + Spelling.day(frame.fromDay()),
            "begin it on that day or later");
      } else if (header.fromDay() > frame.untilDay()) {
        annex.complain("",
            "it begins on " + Spelling.day(header.fromDay())
                + ", after the agreement's last day, " + Spelling.day(frame.untilDay()),
            "begin it earlier, or give the agreement more time");
      } else if (header.untilDay() != Agreement.OPEN_END
          && header.untilDay() > frame.untilDay()) {
        annex.complain("",
            "it holds until " + Spelling.day(header.untilDay())
                + ", longer than the agreement, which ends on "
                + Spelling.day(frame.untilDay()),
            "let it end on that day, or take its end out");
      }
    }
  }
}
