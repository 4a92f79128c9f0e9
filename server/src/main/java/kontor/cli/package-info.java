/// The command line: one program, sub-commands, exit codes that scripts can rely on.
@NullMarked
package kontor.cli;

import org.jspecify.annotations.NullMarked;
