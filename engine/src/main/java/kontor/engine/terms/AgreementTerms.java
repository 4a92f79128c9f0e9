package kontor.engine.terms;

import java.util.List;

/// What the parties signed about rates, sums and waiting.
///
/// @param priceInA rounding of the price of one unit of B in A
/// @param priceInB rounding of the price of one unit of A in B
/// @param conversion rounding of a converted sum to minor units
/// @param oneCurrency currencies in which payments may run without conversion
/// @param maximums largest sum of one payment for each currency that has a limit
/// @param queueMs how long a payment may wait for money, milliseconds; 0 means it is refused
public record AgreementTerms(
    RoundingProfile priceInA,
    RoundingProfile priceInB,
    Rounding conversion,
    List<Currency> oneCurrency,
    List<Money> maximums,
    long queueMs) {}
