package kontor.readside;

import kontor.engine.rates.Quote;
import kontor.engine.rates.QuoteState;
import kontor.engine.terms.PaymentId;
import org.jspecify.annotations.Nullable;

/// A quote and what became of it (F09).
///
/// @param agreement under which it was asked for
/// @param offeredMs milliseconds since 1970-01-01T00:00Z, log time
/// @param payment that was accepted at it; null if none was
public record QuoteRow(
    Quote quote,
    int agreement,
    QuoteState state,
    long offeredMs,
    @Nullable PaymentId payment) {}
