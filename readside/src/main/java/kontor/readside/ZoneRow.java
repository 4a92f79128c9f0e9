package kontor.readside;

/// The table of a time zone that holds for days that have not opened.
///
/// @param coveredUntilSecond end of what it knows, seconds since 1970
/// @param enteredMs log time at which it was entered
public record ZoneRow(
    String zone, String tzdbVersion, long coveredUntilSecond, long enteredMs) {}
