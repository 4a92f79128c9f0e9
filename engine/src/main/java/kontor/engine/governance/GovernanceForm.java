package kontor.engine.governance;

import java.util.function.Consumer;
import java.util.function.Function;

/// The canonical form of changes and of their events: the number of the area, then the area's own
/// form. Equal values have equal bytes, so a digest over them can be signed.
public final class GovernanceForm {

  private static final int CALENDAR = 1;
  private static final int AGREEMENT = 2;
  private static final int DIRECTORY = 3;
  private static final int RATES = 4;
  private static final int CURRENCY = 5;

  private GovernanceForm() {}

  public static byte[] bytes(Governance change) {
    return bytes(
        out -> {
          switch (change) {
            case CalendarChange c -> {
              out.int8(CALENDAR);
              CalendarForm.write(out, c);
            }
            case AgreementChange c -> {
              out.int8(AGREEMENT);
              AgreementForm.write(out, c);
            }
            case DirectoryChange c -> {
              out.int8(DIRECTORY);
              DirectoryForm.write(out, c);
            }
            case RateChange c -> {
              out.int8(RATES);
              RateForm.write(out, c);
            }
            case CurrencyChange c -> {
              out.int8(CURRENCY);
              CurrencyForm.write(out, c);
            }
          }
        });
  }

  /// @throws IllegalArgumentException if the bytes are no change that is known here
  public static Governance change(byte[] bytes) {
    return read(
        bytes,
        in -> {
          int area = in.int8();
          return switch (area) {
            case CALENDAR -> CalendarForm.change(in);
            case AGREEMENT -> AgreementForm.change(in);
            case DIRECTORY -> DirectoryForm.change(in);
            case RATES -> RateForm.change(in);
            case CURRENCY -> CurrencyForm.change(in);
            default -> throw new IllegalArgumentException("area unknown: " + area);
          };
        });
  }

  public static byte[] bytes(GovernanceEvent event) {
    return bytes(
        out -> {
          switch (event) {
            case CalendarEvent e -> {
              out.int8(CALENDAR);
              CalendarForm.write(out, e);
            }
            case AgreementEvent e -> {
              out.int8(AGREEMENT);
              AgreementForm.write(out, e);
            }
            case DirectoryEvent e -> {
              out.int8(DIRECTORY);
              DirectoryForm.write(out, e);
            }
            case RateEvent e -> {
              out.int8(RATES);
              RateForm.write(out, e);
            }
            case CurrencyEvent e -> {
              out.int8(CURRENCY);
              CurrencyForm.write(out, e);
            }
          }
        });
  }

  /// @throws IllegalArgumentException if the bytes are no event that is known here
  public static GovernanceEvent event(byte[] bytes) {
    return read(
        bytes,
        in -> {
          int area = in.int8();
          return switch (area) {
            case CALENDAR -> CalendarForm.event(in);
            case AGREEMENT -> AgreementForm.event(in);
            case DIRECTORY -> DirectoryForm.event(in);
            case RATES -> RateForm.event(in);
            case CURRENCY -> CurrencyForm.event(in);
            default -> throw new IllegalArgumentException("area unknown: " + area);
          };
        });
  }

  /// The bytes of whatever is written.
  public static byte[] bytes(Consumer<FormWriter> writing) {
    FormWriter out = new FormWriter();
    writing.accept(out);
    return out.whole();
  }

  /// Reads all of the bytes.
  ///
  /// @throws IllegalArgumentException if they are not what the reader expects, to the last byte
  public static <T> T read(byte[] bytes, Function<FormReader, T> reading) {
    FormReader in = new FormReader(bytes);
    T value = reading.apply(in);
    in.end();
    return value;
  }
}
