package kontor.readside;

import java.util.List;
import kontor.engine.terms.Currency;
import kontor.engine.terms.ParticipantId;

/// A book: the accounts that one servicer keeps in one currency.
public record BookRow(ParticipantId servicer, Currency currency, List<AccountRow> accounts) {}
