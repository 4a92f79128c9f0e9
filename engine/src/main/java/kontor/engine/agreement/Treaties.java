package kontor.engine.agreement;

import java.util.TreeMap;
import kontor.engine.Event;
import kontor.engine.annex.AnnexForm;
import kontor.engine.annex.Treaty;
import kontor.engine.governance.AgreementChange;
import kontor.engine.governance.AgreementEvent;
import kontor.engine.governance.GovernanceForm;
import kontor.engine.governance.Objection;
import kontor.engine.state.Bounds;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;
import kontor.engine.state.Step;
import kontor.engine.terms.FourEyes;
import org.jspecify.annotations.Nullable;

/// The register of treaties and contracts of cooperation: listed, and not executed. What is told
/// of them is kept as it is told; time changes nothing here.
final class Treaties {

  private final TreeMap<Integer, Treaty> treaties = new TreeMap<>();

  void apply(AgreementChange.OfRegister change, FourEyes by, Step step) {
    Treaty treaty = change.treaty();
    Objection objection =
        switch (change) {
          case AgreementChange.RegisterTreaty _ -> checkNew(treaty);
          case AgreementChange.UpdateTreaty _ -> checkKnown(treaty);
        };
    if (objection == null) {
      objection = check(treaty);
    }
    if (objection != null) {
      step.emit(new Event.GovernanceRefused(objection, "treaty " + treaty.number()));
      return;
    }
    treaties.put(treaty.number(), treaty);
    step.emit(
        new Event.Governed(
            by,
            switch (change) {
              case AgreementChange.RegisterTreaty _ ->
                  new AgreementEvent.TreatyRegistered(treaty);
              case AgreementChange.UpdateTreaty _ -> new AgreementEvent.TreatyUpdated(treaty);
            }));
  }

  private @Nullable Objection checkNew(Treaty treaty) {
    Treaty known = treaties.get(treaty.number());
    if (known != null) {
      return known.equals(treaty) ? Objection.ALREADY_EXISTS : Objection.CONFLICTS_WITH_EARLIER;
    }
    return treaties.size() < Bounds.TREATIES_MAX ? null : Objection.TABLE_FULL;
  }

  private @Nullable Objection checkKnown(Treaty treaty) {
    Treaty known = treaties.get(treaty.number());
    if (known == null) {
      return Objection.TREATY_UNKNOWN;
    }
    return known.equals(treaty) ? Objection.ALREADY_EXISTS : null;
  }

  private static @Nullable Objection check(Treaty treaty) {
    if (treaty.number() <= 0) {
      return Objection.NUMBER_OUT_OF_RANGE;
    }
    if (treaty.parties().size() < 2
        || treaty.parties().size() > Bounds.TREATY_PARTIES_MAX
        || treaty.parties().stream().distinct().count() < treaty.parties().size()) {
      return Objection.PARTIES_INVALID;
    }
    boolean named =
        !treaty.subject().isBlank()
            && !treaty.field().isBlank()
            && treaty.parties().stream().noneMatch(String::isBlank);
    if (!named) {
      return Objection.NAME_MISSING;
    }
    boolean fits =
        treaty.subject().length() <= Bounds.NAME_CHARS_MAX
            && treaty.field().length() <= Bounds.NAME_CHARS_MAX
            && treaty.parties().stream().allMatch(p -> p.length() <= Bounds.NAME_CHARS_MAX);
    if (!fits) {
      return Objection.TEXT_TOO_LONG;
    }
    return treaty.fromDay() == Treaty.NOT_YET || treaty.fromDay() <= treaty.untilDay()
        ? null
        : Objection.PERIOD_INVALID;
  }

  void writeTo(StateWriter writer) {
    writer.putAll(
        treaties.values(),
        (to, treaty) ->
            to.putBlock(GovernanceForm.bytes(out -> AnnexForm.treaty(out, treaty))));
  }

  void readFrom(StateReader reader) {
    reader
        .getAll(from -> GovernanceForm.read(from.getBlock(), AnnexForm::treaty))
        .forEach(treaty -> treaties.put(treaty.number(), treaty));
  }
}
