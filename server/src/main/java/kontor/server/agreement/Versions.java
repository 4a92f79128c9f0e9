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
          version.complainOfDays("this version stands twice", "number them 1, 2, 3 ...");
        } else if (number != before + 1) {
          version.complainOfDays(
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
      version.complainOfDays(
          "it begins on " + Spelling.day(header.fromDay()) + ", not after version "
              + before.version() + ", which begins on " + Spelling.day(before.fromDay()),
          "let it begin later, or number the versions in the order of their days");
    } else if (before.untilDay() != Agreement.OPEN_END
        && header.fromDay() <= before.untilDay()) {
      version.complainOfDays(
          "it overlaps version " + before.version() + ", which holds until "
              + Spelling.day(before.untilDay()),
          "begin it on " + Spelling.day(before.untilDay() + 1)
              + " or later, or take that end out");
    }
  }

  /// Complains of annexes that do not lie within the agreement's time. Where several do not, it is
  /// that time that is wrong, and it is told once.
  static void check(List<AnnexPart> annexes, AgreementFrame frame, FramePart part) {
    List<AnnexPart> early = new ArrayList<>();
    List<AnnexPart> late = new ArrayList<>();
    List<AnnexPart> longer = new ArrayList<>();
    for (AnnexPart annex : annexes) {
      Header header = annex.header();
      if (!annex.faults().isEmpty()) {
        continue;
      }
      if (header.fromDay() < frame.fromDay()) {
        early.add(annex);
      } else if (header.fromDay() > frame.untilDay()) {
        late.add(annex);
      } else if (header.untilDay() != Agreement.OPEN_END
          && header.untilDay() > frame.untilDay()) {
        longer.add(annex);
      }
    }
    tellEarly(early, frame, part);
    tellLate(late, frame, part);
    tellLonger(longer, frame, part);
  }

  /// Complains if payments settle, or are converted, some time after the agreement begins only. An
  /// end before the agreement's is written on purpose, so it is no fault.
  static void checkBeginnings(List<AnnexPart> annexes, AgreementFrame frame) {
    int settles = Integer.MAX_VALUE;
    int converts = Integer.MAX_VALUE;
    AnnexPart settlement = null;
    AnnexPart rates = null;
    for (AnnexPart annex : annexes) {
      if (annex.isFaulty() || !annex.faults().isEmpty()) {
        return;
      }
      int fromDay = annex.header().fromDay();
      if (annex instanceof SettlementPart part) {
        settlement = fromDay < settles ? annex : settlement;
        settles = Math.min(settles, fromDay);
        converts = part.converts() ? Math.min(converts, fromDay) : converts;
      } else if (annex instanceof RatesPart) {
        rates = rates == null || fromDay < rates.header().fromDay() ? annex : rates;
      }
    }
    int rated = rates == null ? Agreement.OPEN_END : rates.header().fromDay();
    boolean isConverted = !RatesPart.pairs(frame).isEmpty();
    if (settlement != null && settles > frame.fromDay() && settles <= frame.untilDay()) {
      tellGap(settlement, "nothing settles", frame.fromDay());
    } else if (rates != null && isConverted && rated > converts && rated <= frame.untilDay()) {
      tellGap(rates, "nothing is converted", converts);
    }
  }

  private static void tellGap(AnnexPart annex, String what, int fromDay) {
    annex.complain("",
        "it begins on " + Spelling.day(annex.header().fromDay()) + ", so " + what + " from "
            + Spelling.day(fromDay) + " till then",
        "begin it on " + Spelling.day(fromDay));
  }

  private static void tellEarly(List<AnnexPart> early, AgreementFrame frame, FramePart part) {
    String begins = Spelling.day(frame.fromDay());
    if (early.size() == 1) {
      AnnexPart annex = early.getFirst();
      annex.complainOfDays(
          "it begins on " + Spelling.day(annex.header().fromDay())
              + ", before the agreement does on " + begins,
          "begin it on that day or later");
    } else if (early.size() > 1) {
      int first = early.stream().mapToInt(annex -> annex.header().fromDay()).min().orElseThrow();
      part.complain("from",
          "it begins on " + begins + ", and " + early.size() + " of its annexes before it, the"
              + " first on " + Spelling.day(first),
          "begin it on that day, or its annexes later");
    }
  }

  private static void tellLate(List<AnnexPart> late, AgreementFrame frame, FramePart part) {
    String ends = Spelling.day(frame.untilDay());
    if (late.size() == 1) {
      AnnexPart annex = late.getFirst();
      annex.complainOfDays(
          "it begins on " + Spelling.day(annex.header().fromDay())
              + ", after the agreement's last day, " + ends,
          "begin it earlier, or give the agreement more time");
    } else if (late.size() > 1) {
      part.complain("from",
          "its last day is " + ends + ", and " + late.size() + " of its annexes begin after it",
          "give it more time, or begin its annexes earlier");
    }
  }

  private static void tellLonger(List<AnnexPart> longer, AgreementFrame frame, FramePart part) {
    String ends = Spelling.day(frame.untilDay());
    if (longer.size() == 1) {
      AnnexPart annex = longer.getFirst();
      annex.complainOfDays(
          "it holds until " + Spelling.day(annex.header().untilDay())
              + ", longer than the agreement, which ends on " + ends,
          "let it end on that day, or take its end out");
    } else if (longer.size() > 1) {
      part.complain("from",
          "its last day is " + ends + ", and " + longer.size() + " of its annexes end after it",
          "give it more time, or take the ends of its annexes out");
    }
  }
}
