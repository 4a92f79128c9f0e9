package kontor.server.agreement;

import java.util.ArrayList;
import java.util.List;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.annex.AnnexTerms.Parameter;
import kontor.engine.terms.Currency;
import kontor.engine.terms.ParticipantId;
import org.jspecify.annotations.Nullable;

/// Through which house payments clear under the model CLEARING, and in which unit of account; or
/// names and texts of the parties' own, which are kept and not evaluated.
///
/// ```
/// annex cycle version 1 from 2026-01-01
///   house CHAAXM00                        an institution that is no party
///   unit XUS                              the money of no party
/// ```
final class CyclePart extends AnnexPart {

  static final String WORDS = "house, unit";

  private @Nullable ParticipantId house;
  private @Nullable Currency unit;
  private final List<Parameter> values = new ArrayList<>();

  CyclePart(int line, Header header, Names names) {
    super(line, header, names);
  }

  @Override
  void statement(String word, Words words) throws Words.Fault {
    once(word);
    // A text in quotes is the parties' own, whatever its name.
    if (word.equals("house") && !words.isQuoted()) {
      house = Spelling.bic(words);
    } else if (word.equals("unit") && !words.isQuoted()) {
      unit = names().currency(words);
    } else {
      values.add(new Parameter(word, words.word("the value of " + word + ", in quotes")));
    }
  }

  /// The unit of account; null if it names none.
  @Nullable Currency unit() {
    return unit;
  }

  /// Whether a house is named and its unit of account forgotten.
  boolean lacksUnit() {
    return house != null && unit == null;
  }

  /// Whether payments can clear by it.
  boolean clears() {
    return house != null && unit != null;
  }

  @Override
  AnnexTerms terms() {
    return house != null && unit != null
        ? new AnnexTerms.Clearing(house, unit)
        : new AnnexTerms.Parameters(header().kind(), values);
  }

  @Override
  void check() {
    if (house == null && unit == null) {
      if (values.isEmpty()) {
        complain("", "it states nothing", "write below it: house BIC and unit CODE");
      }
    } else if (unit == null) {
      complain("house", "a house is named, and no unit of account", "write below it: unit CODE");
    } else if (house == null) {
      complain("unit", "a unit of account is named, and no house", "write below it: house BIC");
    } else if (!values.isEmpty()) {
      complain(values.getFirst().name(), "beside a house and its unit nothing else is kept here",
          "take the line out, or write it into another annex");
    }
  }

  @Override
  void check(AgreementFrame frame) {
    if (house != null && frame.isParty(house)) {
      complain("house", house + " is a party, so it cannot be the house too",
          "name an institution that is no party");
    }
    if (unit != null && frame.isMoney(unit)) {
      complain("unit", unit + " is the money of a party", "name a unit of account of its own");
    }
  }
}
