/// What the parties decide, and what became of it: agreements, calendars, the directory, rates,
/// moneys and tariffs. Changes are rare and wide, so they have one canonical form of bytes, which
/// is what the log carries, what a snapshot keeps and what parties sign.
@NullMarked
package kontor.engine.governance;

import org.jspecify.annotations.NullMarked;
