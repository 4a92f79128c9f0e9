package kontor.engine.annex;

import java.util.List;
import kontor.engine.calendar.DayGrid;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.RoundingProfile;
import kontor.engine.terms.SettlementModel;
import org.jspecify.annotations.Nullable;

/// What an annex says, one record for each kind that is evaluated. Whether it fits its agreement
/// is for the engine to say, with an objection; a record takes what the text says.
public sealed interface AnnexTerms {

  AnnexKind kind();

  /// How payments settle.
  ///
  /// @param providers FX providers under {@link SettlementModel#PROVIDER}, else none; the first
  ///     carries a conversion unless a quote names another
  /// @param oneCurrency currencies in which payments may run without conversion
  /// @param maximums largest sum of one payment for each currency that has a limit
  /// @param queueMs how long a payment may wait for money; 0 means it is refused
  record Settlement(
      SettlementModel model,
      List<ParticipantId> providers,
      List<Currency> oneCurrency,
      List<Money> maximums,
      long queueMs)
      implements AnnexTerms {
    public Settlement {
      providers = List.copyOf(providers);
      oneCurrency = List.copyOf(oneCurrency);
      maximums = List.copyOf(maximums);
    }

    @Override
    public AnnexKind kind() {
      return AnnexKind.SETTLEMENT;
    }
  }

  /// How rates are made, approved and replaced (F07, F08).
  ///
  /// @param profiles rounding of the price of one unit of a currency in another, by direction
  /// @param sums rounding of a converted sum to minor units
  /// @param deviationPpm largest deviation from the fixing before, in millionths; 0 for any
  /// @param secondPpm largest deviation from the second source, in millionths; 0 for any
  /// @param legAgeMs how old a leg may be when a fixing is made from it; 0 for any age
  /// @param breach what comes of a proposal beyond these limits, or for a holiday of one side
  /// @param waterfall what is tried in turn when a fixing is missing
  /// @param previousDays for how many joint days the fixing before may be used
  record Rates(
      List<PairProfile> profiles,
      Rounding sums,
      Approval approval,
      int deviationPpm,
      int secondPpm,
      long legAgeMs,
      Breach breach,
      Unconfirmed unconfirmed,
      List<Rung> waterfall,
      int previousDays,
      List<RateSource> sources)
      implements AnnexTerms {
    @Override
    public AnnexKind kind() {
      return AnnexKind.RATES;
    }

    /// How the price of one unit of `base` in `quoted` is rounded; null if that is not agreed.
    public @Nullable RoundingProfile profile(Currency base, Currency quoted) {
      for (PairProfile pair : profiles) {
        if (pair.base().equals(base) && pair.quoted().equals(quoted)) {
          return pair.profile();
        }
      }
      return null;
    }
  }

  /// Rounding of the price of one unit of `base` in `quoted`. The other direction is another one.
  record PairProfile(Currency base, Currency quoted, RoundingProfile profile) {}

  /// Who confirms a fixing before payments use it. The code is written to the log.
  enum Approval {
    NONE(1),
    EVERY_PARTY(2);

    private final int code;

    Approval(int code) {
      this.code = code;
    }

    public int code() {
      return code;
    }
  }

  /// What comes of a rate beyond an agreed limit. The code is written to the log.
  enum Breach {
    /// Those who must approve are told.
    WARNING(1),
    /// It is not proposed at all.
    OBJECTION(2);

    private final int code;

    Breach(int code) {
      this.code = code;
    }

    public int code() {
      return code;
    }
  }

  /// What becomes of a payment whose rate is not confirmed. The code is written to the log.
  enum Unconfirmed {
    REFUSE(1),
    HOLD(2);

    private final int code;

    Unconfirmed(int code) {
      this.code = code;
    }

    public int code() {
      return code;
    }
  }

  /// One step of the fallback (F08). The code is written to the log.
  enum Rung {
    /// The fixing before, for some joint days.
    PREVIOUS(1),
    /// Another source.
    SECONDARY(2),
    /// A rate that persons of both sides state.
    MANUAL(3),
    /// No rate: the pair is closed.
    CLOSED(4);

    private final int code;

    Rung(int code) {
      this.code = code;
    }

    public int code() {
      return code;
    }
  }

  /// Where legs come from.
  record RateSource(String name, Role role) {
    /// The code is written to the log.
    public enum Role {
      PRIMARY(1),
      SECONDARY(2);

      private final int code;

      Role(int code) {
        this.code = code;
      }

      public int code() {
        return code;
      }
    }
  }

  /// Whose business days count, and the cut-off grid (F03).
  ///
  /// @param countries a joint business day is one of each of them
  /// @param extensionPenalty price of each started half hour of an extension; null if none is given
  record Days(List<String> countries, DayGrid grid, @Nullable Money extensionPenalty)
      implements AnnexTerms {
    public Days {
      countries = List.copyOf(countries);
    }

    @Override
    public AnnexKind kind() {
      return AnnexKind.CALENDAR;
    }
  }

  /// Fees and penalties (F32).
  record Fees(List<FeeRule> rules, List<Penalty> penalties) implements AnnexTerms {
    public Fees {
      rules = List.copyOf(rules);
      penalties = List.copyOf(penalties);
    }

    @Override
    public AnnexKind kind() {
      return AnnexKind.FEES;
    }
  }

  /// What may be paid, and with which papers (F05).
  record Operations(List<ClassRule> classes, List<HsRule> goods, List<DocumentRule> documents)
      implements AnnexTerms {
    public Operations {
      classes = List.copyOf(classes);
      goods = List.copyOf(goods);
      documents = List.copyOf(documents);
    }

    @Override
    public AnnexKind kind() {
      return AnnexKind.OPERATIONS;
    }
  }

  /// Through which house payments run under {@link SettlementModel#CLEARING}, and in which unit
  /// (F22). An annex CYCLE may also be kept as {@link Parameters}.
  record Clearing(ParticipantId house, Currency unit) implements AnnexTerms {
    @Override
    public AnnexKind kind() {
      return AnnexKind.CYCLE;
    }
  }

  /// An annex of a kind that is signed, versioned and shown, and not evaluated.
  record Parameters(AnnexKind kind, List<Parameter> values) implements AnnexTerms {
    public Parameters {
      values = List.copyOf(values);
    }
  }

  record Parameter(String name, String value) {}
}
