package kontor.engine.agreement;

import java.util.List;
import kontor.engine.agreement.Timeline.Segment;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexTerms.Rates;
import kontor.engine.calendar.GridMoment;
import kontor.engine.calendar.JointCalendar;
import kontor.engine.calendar.ZoneOffsets;
import kontor.engine.terms.ParticipantId;
import org.jspecify.annotations.Nullable;

/// What agreements with annexes say of rates and days. Agreements of one step say nothing.
final class AgreedRates implements RateTerms {

  private static final long SECOND_MS = 1000;
  private static final ZoneOffsets UTC =
      new ZoneOffsets("UTC", "", 0, List.of(), Long.MAX_VALUE);

  private final AgreementLife life;
  private final Calendars calendars;
  private final BusinessDays days;
  private final Units units;

  AgreedRates(AgreementLife life, Calendars calendars, BusinessDays days, Units units) {
    this.life = life;
    this.units = units;
    this.calendars = calendars;
    this.days = days;
  }

  @Override
  public @Nullable Rates rates(int agreement, int day) {
    Contract contract = life.contract(agreement);
    Segment segment = contract == null ? null : contract.on(day);
    for (Annex annex : segment == null ? List.<Annex>of() : segment.annexes()) {
      if (annex.terms() instanceof Rates rates) {
        return units.now(rates);
      }
    }
    return null;
  }

  @Override
  public AgreedFees.@Nullable InForce fees(int agreement, int day) {
    Contract contract = life.contract(agreement);
    return contract == null ? null : contract.fees(day, units);
  }

  @Override
  public List<ParticipantId> parties(int agreement) {
    Contract contract = life.contract(agreement);
    return contract == null ? List.of() : contract.institutions();
  }

  @Override
  public @Nullable JointCalendar calendar(int agreement, int day) {
    Contract contract = life.contract(agreement);
    return contract == null ? null : calendars.joint(contract.countries());
  }

  @Override
  public long startOfDayMs(int agreement, int day) {
    return zone(agreement).beginSecond(day) * SECOND_MS;
  }

  @Override
  public int dayAt(int agreement, long ms) {
    long farthest = (long) JointCalendar.DAY_MAX * ZoneOffsets.SECONDS_PER_DAY;
    return zone(agreement)
        .dayAt(Math.clamp(Math.floorDiv(ms, SECOND_MS), -farthest, farthest));
  }

  /// Of an agreement that is unknown nothing is asked but the day of an instant.
  private ZoneOffsets zone(int agreement) {
    Contract contract = life.contract(agreement);
    ZoneOffsets zone = contract == null ? null : calendars.zone(contract.frame.zone());
    return zone == null ? UTC : zone;
  }

  @Override
  public long approvalMs(int agreement, int day) {
    long instantMs = days.instantMs(agreement, day, GridMoment.RATE_APPROVAL);
    return instantMs == BusinessDays.NO_INSTANT ? NEVER : instantMs;
  }
}
