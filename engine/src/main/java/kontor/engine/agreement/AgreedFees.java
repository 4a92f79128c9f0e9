package kontor.engine.agreement;

import kontor.engine.annex.AnnexTerms;
import kontor.engine.annex.Penalty;
import kontor.engine.terms.Money;
import org.jspecify.annotations.Nullable;

/// What agreements say of fees and penalties (F32). Agreements of one step say nothing.
public interface AgreedFees {

  /// @param version of the annex
  /// @param terms in today's units
  record InForce(int version, AnnexTerms.Fees terms) {

    /// What a breach costs; null if nothing was agreed for it.
    public @Nullable Money penalty(Penalty.Cause cause) {
      for (Penalty penalty : terms.penalties()) {
        if (penalty.cause() == cause && penalty.sum().minor() > 0) {
          return penalty.sum();
        }
      }
      return null;
    }
  }

  /// The annex that holds on a day; null if none does.
  @Nullable InForce fees(int agreement, int day);
}
