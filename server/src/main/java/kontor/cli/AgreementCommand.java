package kontor.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Agreements as text: what parties read, compare and sign.
@Command(
    name = "agreement",
    header = "Check, show, compare and sign the text of an agreement, and bring it to a node.",
    description = {
      "check, show, diff, sign and eligible need no node. On one an agreement is entered as a",
      "draft, agreed and signed by every party, ratified if that is needed, and comes into force",
      "on its day.",
      "The format is explained in docs/interfaces/agreements.md, and by examples/*.agreement.",
      "Example: ./kontor agreement check examples/brazil-argentina.agreement",
      ""
    },
    subcommands = {
      AgreementCheckCommand.class,
      AgreementShowCommand.class,
      AgreementDiffCommand.class,
      AgreementSignCommand.class,
      AgreementEligibleCommand.class,
      AgreementEnterCommand.class,
      AgreementStepCommands.Agree.class,
      AgreementStepCommands.Ratify.class,
      AgreementStepCommands.Suspend.class,
      AgreementStepCommands.Resume.class,
      AgreementStepCommands.Terminate.class
    })
final class AgreementCommand implements Callable<Integer> {

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli reads --help from it
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() {
    throw CliFault.usage(
        "say what to do: kontor agreement check|show|diff|sign|eligible|enter|agree FILE,"
            + " or ratify|suspend|resume|terminate NUMBER");
  }
}
