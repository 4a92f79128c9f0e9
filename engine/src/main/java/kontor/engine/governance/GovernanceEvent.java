package kontor.engine.governance;

/// What came of a {@link Governance}, or of time passing over what was decided before.
public sealed interface GovernanceEvent
    permits AgreementEvent, CalendarEvent, CurrencyEvent, DirectoryEvent, RateEvent {}
