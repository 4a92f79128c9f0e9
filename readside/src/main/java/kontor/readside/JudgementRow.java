package kontor.readside;

import kontor.engine.annex.Judgement;
import kontor.engine.terms.OperationClass;
import org.jspecify.annotations.Nullable;

/// What the annex on operations says of a payment (F05).
///
/// @param operation as the payment states it; null if it does not
public record JudgementRow(
    Moment at, int agreement, @Nullable OperationClass operation, Judgement judgement) {}
