package kontor.server.agreement;

import java.util.ArrayList;
import java.util.List;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.annex.AnnexTerms.Parameter;

/// An annex that is signed, versioned and shown, and not evaluated: limits, interest, returns,
/// default, screening, statistics.
///
/// ```
/// annex returns version 1 from 2026-01-01
///   policy "NEW_OPERATION"                a name of your own, and a text
/// ```
final class ParametersPart extends AnnexPart {

  private final List<Parameter> values = new ArrayList<>();

  ParametersPart(int line, Header header, Names names) {
    super(line, header, names);
  }

  @Override
  void statement(String word, Words words) throws Words.Fault {
    once(word);
    String value = words.word("the value of " + word + ", in quotes");
    if (words.hasMore() && isOfAPart(word)) {
      throw unknown(word, "a name of your own, and a text in quotes");
    }
    values.add(new Parameter(word, value));
  }

  @Override
  AnnexTerms terms() {
    return new AnnexTerms.Parameters(header().kind(), values);
  }

  @Override
  void check() {
    if (values.isEmpty()) {
      complain("", "it states nothing", "write below it: NAME \"VALUE\"");
    }
  }

  @Override
  void check(AgreementFrame frame) {
    // Names and texts are the parties' own.
  }
}
