package kontor.iso20022;

import java.util.List;
import java.util.function.Consumer;
import kontor.iso20022.rule.AgentRules;
import kontor.iso20022.rule.ContentRules;
import kontor.iso20022.rule.HeaderRules;
import kontor.iso20022.rule.MoneyRules;
import kontor.iso20022.rule.PartyRules;
import kontor.iso20022.rule.StructureRules;
import kontor.iso20022.rule.Subject;
import org.jspecify.annotations.Nullable;

/// The rules for credit transfers beyond the schema, in stages: header, structure, money, agents,
/// parties, content. All faults of a stage are reported together; a stage runs only if those
/// before it found nothing.
///
/// These are the rules that need nothing but the message and the [Profile]: V02, V04 to V07, V09,
/// V13 to V21, V27 to V30, V32, V33, V40, V43 to V46, V53 to V56. Left to those who have the
/// state: whether an id was used before (V10 to V12, and V08 with them), the agreement's
/// currencies, limits, band and conversion (V29 and V33 in part, V31, V34), the directory, reach
/// and corridors (V40 and V46 in part, V41, V42), and who signed (V05 in part).
public final class Rules {
  private static final List<Consumer<Subject>> STAGES = List.of(
      HeaderRules::check, StructureRules::check, MoneyRules::check, AgentRules::check,
      PartyRules::check, ContentRules::check);

  private Rules() {}

  /// The faults of the first stage that has any; empty if the message keeps all rules. What was
  /// found while reading comes first: a message that is not good is not judged further.
  public static List<Violation> check(Parsed parsed, Profile profile) {
    return check(parsed, profile, true);
  }

  /// The faults of all stages.
  static List<Violation> checkAll(Parsed parsed, Profile profile) {
    return check(parsed, profile, false);
  }

  private static List<Violation> check(Parsed parsed, Profile profile, boolean oneStage) {
    MessageVersion version = parsed.identification().version();
    if (!parsed.violations().isEmpty() || version == null) {
      return parsed.violations();
    }
    if (!profile.acceptedVersions().contains(version)) {
      return List.of(new Violation("V02", "/Document", 0, "FF01",
          "the version " + version.identifier() + " is not accepted here",
          "Send one of " + MessageVersion.documents(profile.acceptedVersions()) + "."));
    }
    if (!(parsed.message() instanceof CreditTransfer transfer)) {
      return List.of();
    }
    return check(transfer, parsed.header(), version, profile, oneStage);
  }

  private static List<Violation> check(CreditTransfer transfer, @Nullable BusinessHeader header,
      MessageVersion version, Profile profile, boolean oneStage) {
    Subject subject = new Subject(transfer, header, version, profile);
    for (Consumer<Subject> stage : STAGES) {
      stage.accept(subject);
      if (oneStage && !subject.findings().isEmpty()) {
        break;
      }
    }
    return List.copyOf(subject.findings());
  }
}
