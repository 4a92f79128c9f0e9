package kontor.engine.governance;

/// A change of what binds the parties. Two persons stand for each (F36).
public sealed interface Governance
    permits AgreementChange, CalendarChange, CurrencyChange, DirectoryChange, RateChange {}
