package kontor.readside;

import kontor.engine.directory.PublishedList;
import org.jspecify.annotations.Nullable;

/// A participant of the directory as it stands.
///
/// @param line as the published list would have it
/// @param noticeMs log time at which its notice is over; null unless it runs
public record MemberRow(PublishedList.Line line, @Nullable Long noticeMs) {}
