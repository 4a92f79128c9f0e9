package kontor.engine.terms;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a payment is for, who bears its charges, and which quote prices it: what the annexes on
/// operations, fees and rates ask of a payment.
///
/// @param operation class of the operation (F05); null if it was not stated
/// @param goods HS codes of what is paid for, digits only
/// @param documents names of the papers that the payment refers to
/// @param tenorDays days from the papers' date to the value date; {@link #TENOR_UNKNOWN} if no
///     date was stated
/// @param bearer who bears the charges (F32); null if it was not stated
/// @param quote number of the quote that prices it (F09); {@link #NO_QUOTE} for none
public record Particulars(
    @Nullable OperationClass operation,
    List<String> goods,
    List<String> documents,
    int tenorDays,
    @Nullable ChargeBearer bearer,
    long quote) {

  public static final int TENOR_UNKNOWN = -1;
  public static final long NO_QUOTE = 0;

  /// Nothing was stated.
  public static final Particulars NONE =
      new Particulars(null, List.of(), List.of(), TENOR_UNKNOWN, null, NO_QUOTE);

  public Particulars {
    goods = List.copyOf(goods);
    documents = List.copyOf(documents);
  }
}
