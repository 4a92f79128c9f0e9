package kontor.readside;

/// How much of all settled payment legs was in one currency.
///
/// @param legs count of legs in it; a payment has two
/// @param sharePermille thousandths of all legs, rounded so that all currencies make 1000
public record CurrencyShareRow(String currency, long legs, int sharePermille) {}
