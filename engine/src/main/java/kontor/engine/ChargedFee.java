package kontor.engine;

import kontor.engine.rates.FeePlan;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;

/// One fee of a payment.
///
/// @param rule number of the rule in its annex, from 1
/// @param agent for whose service
/// @param earner who gets it
/// @param payer on whose side it is borne; where it is deducted, that is done already
public record ChargedFee(
    int rule,
    FeePlan.Agent agent,
    FeePlan.Collection collection,
    ParticipantId earner,
    ParticipantId payer,
    Money money) {}
