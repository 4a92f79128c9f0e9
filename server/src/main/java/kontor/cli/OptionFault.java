package kontor.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What is wrong with a command line: which option, what was given, what is expected.
final class OptionFault {

  private static final int SUGGESTIONS_MAX = 3;

  private OptionFault() {}

  /// Days are read strictly: the years 10000 and -1 are a slip of the hand, and nothing is counted
  /// there.
  static void registerStrictTypes(CommandLine line) {
    line.registerConverter(LocalDate.class, OptionFault::day);
  }

  private static LocalDate day(String text) {
    if (!text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") || text.startsWith("0000")) {
      throw new TypeConversionException("not a day");
    }
    return LocalDate.parse(text);
  }

  static String text(ParameterException e) {
    return switch (e) {
      case MissingParameterException missing when !missing.getMissing().isEmpty() ->
          "give " + needed(missing.getMissing()).stream()
              .map(OptionFault::wanted)
              .collect(Collectors.joining(", "));
      case UnmatchedArgumentException unmatched when !unmatched.getUnmatched().isEmpty() ->
          unmatched(unmatched);
      case OverwrittenOptionException twice ->
          name(twice.getOverwritten()) + " is given twice; give it once";
      default -> value(e);
    };
  }

  /// Of a group of options those that it must have.
  private static List<ArgSpec> needed(List<ArgSpec> missing) {
    List<ArgSpec> required = missing.stream().filter(ArgSpec::required).toList();
    return required.isEmpty() ? missing : required;
  }

  /// `--b UNITS (Units of B for one unit of the reference)`.
  private static String wanted(ArgSpec argument) {
    String description =
        argument.description().length == 0 ? "" : argument.description()[0].replaceAll("\\.$", "");
    String label = argument.arity().max() == 0 ? "" : argument.paramLabel();
    String what = argument instanceof OptionSpec ? (name(argument) + " " + label).strip() : label;
    return what + (description.isEmpty() ? "" : " (" + description + ")");
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static String unmatched(UnmatchedArgumentException e) {
    String first = e.getUnmatched().getFirst();
    CommandLine line = e.getCommandLine();
    String command = line.getCommandSpec().qualifiedName(" ");
    List<String> suggestions = e.getSuggestions();
    String what =
        first.startsWith("-")
            ? first + " is no option of " + command
            : line.getSubcommands().isEmpty()
                ? "\"" + first + "\" is too much for " + command
                : "\"" + first + "\" is no command of " + command;
    return suggestions.isEmpty()
        ? what
        : what + "; did you mean "
            + suggestions.stream().limit(SUGGESTIONS_MAX).collect(Collectors.joining(" or "))
            + "?";
  }

  private static String value(ParameterException e) {
    ArgSpec argument = e.getArgSpec();
    String expected = argument == null ? null : expected(type(argument));
    if (argument == null || expected == null || e.getValue() == null) {
      return String.valueOf(e.getMessage()).replaceFirst("^Error: ", "");
    }
    return name(argument) + " is " + expected + ", not \"" + e.getValue() + "\"";
  }

  private static Class<?> type(ArgSpec argument) {
    return argument.isMultiValue() ? argument.auxiliaryTypes()[0] : argument.type();
  }

  private static @Nullable String expected(Class<?> type) {
    if (type == LocalDate.class) {
      return "a day such as 2026-03-15, up to 9999-12-31";
    }
    if (type == Instant.class) {
      return "an instant such as 2026-03-15T09:30:00Z";
    }
    if (type == OffsetDateTime.class) {
      return "a time with its distance to UTC such as 2026-03-15T09:30:00-03:00";
    }
    if (type == URI.class) {
      return "an address such as http://127.0.0.1:7420";
    }
    if (type == Path.class) {
      return "the path of a file";
    }
    if (type == int.class || type == Integer.class) {
      return "a whole number up to " + Integer.MAX_VALUE;
    }
    if (type == long.class || type == Long.class) {
      return "a whole number up to " + Long.MAX_VALUE;
    }
    return type == boolean.class ? "given without a value" : null;
  }
}
