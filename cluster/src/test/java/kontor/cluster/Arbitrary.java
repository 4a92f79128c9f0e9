package kontor.cluster;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import kontor.engine.Command;
import kontor.engine.LedgerAccounts;
import kontor.engine.LedgerLines;
import kontor.engine.Transfers;
import kontor.engine.calendar.Calendar;
import kontor.engine.calendar.Holiday;
import kontor.engine.calendar.Weekday;
import kontor.engine.calendar.ZoneOffsets;
import kontor.engine.rates.BaseRate;
import kontor.engine.rates.Denomination;
import kontor.engine.rates.FeeFormula;
import kontor.engine.rates.QuoteRequest;
import kontor.engine.rates.Redenomination;
import kontor.engine.rates.Tiers;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.RoundingProfile;
import org.jspecify.annotations.Nullable;

/// Records with arbitrary contents, from a seed. Finds the components of a record by itself, so
/// that a new kind is covered as soon as it exists.
final class Arbitrary {

  private static final int LIST_LENGTH_MAX = 5;

  private final SplittableRandom random;

  Arbitrary(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /// Every record in a sealed hierarchy.
  static List<Class<?>> kindsOf(Class<?> type) {
    if (type.isRecord()) {
      return List.of(type);
    }
    List<Class<?>> kinds = new ArrayList<>();
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      kinds.addAll(kindsOf(permitted));
    }
    return kinds;
  }

  <T> T of(Class<T> type) {
    return type.cast(value(type));
  }

  private Object value(Class<?> type) {
    if (type == Currency.class) {
      return new Currency(letters(3), random.nextInt(5));
    }
    if (type == Rate.class) {
      return new Rate(1 + random.nextLong(Long.MAX_VALUE - 1), random.nextInt(19));
    }
    if (type == RoundingProfile.class) {
      return new RoundingProfile(of(Rounding.class), random.nextInt(11));
    }
    if (type == LedgerAccounts.class) {
      int count = random.nextInt(20);
      return new LedgerAccounts(bytes(count * LedgerAccounts.RECORD_BYTES), count);
    }
    if (type == Transfers.class) {
      int count = random.nextInt(20);
      return new Transfers(bytes(count * Transfers.RECORD_BYTES), count);
    }
    if (type == LedgerLines.class) {
      int count = random.nextInt(20);
      return new LedgerLines(bytes(count * LedgerLines.RECORD_BYTES), count);
    }
    if (type == FeeFormula.class) {
      return feeFormula();
    }
    if (type == Calendar.class) {
      return calendar();
    }
    if (type == ZoneOffsets.class) {
      return zone();
    }
    if (type == Denomination.class) {
      return denomination();
    }
    if (type == Tiers.class) {
      return tiers();
    }
    if (type == BaseRate.class) {
      return baseRate();
    }
    if (type == QuoteRequest.class) {
      return quoteRequest();
    }
    if (type == Command.PostBaseRate.class) {
      BaseRate rate = baseRate();
      return new Command.PostBaseRate(
          rate.provider(), rate.source(), rate.destination(), rate.rate());
    }
    if (type == Command.SetImprovement.class) {
      return new Command.SetImprovement(
          of(ParticipantId.class), of(ParticipantId.class), random.nextInt(10_000));
    }
    if (type == Redenomination.class) {
      return new Redenomination(
          of(Currency.class), of(Currency.class), of(Rate.class), Rounding.HALF_EVEN);
    }
    if (type.isRecord()) {
      return record(type);
    }
    if (type.isEnum()) {
      Object[] constants = type.getEnumConstants();
      return constants[random.nextInt(constants.length)];
    }
    if (type.isSealed()) {
      List<Class<?>> kinds = kindsOf(type);
      return value(kinds.get(random.nextInt(kinds.size())));
    }
    return plain(type);
  }

  private FeeFormula feeFormula() {
    Rate fraction = new Rate(1 + random.nextInt(1 << 30), random.nextInt(13));
    Rate share = random.nextBoolean() ? null : fraction;
    long floor = random.nextLong(1L << 40);
    return new FeeFormula(random.nextLong(1L << 40), share, floor, floor + random.nextInt(999));
  }

  private Calendar calendar() {
    TreeSet<Weekday> restDays = new TreeSet<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      restDays.add(of(Weekday.class));
    }
    TreeMap<Integer, Holiday> holidays = new TreeMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      Holiday holiday = of(Holiday.class);
      holidays.put(holiday.day(), holiday);
    }
    return new Calendar(letters(2), restDays, List.copyOf(holidays.values()));
  }

  private ZoneOffsets zone() {
    List<ZoneOffsets.Transition> transitions = new ArrayList<>();
    long second = random.nextInt();
    for (int i = random.nextInt(5); i > 0; i--) {
      second += 1 + random.nextInt(1 << 24);
      transitions.add(new ZoneOffsets.Transition(second, offset()));
    }
    return new ZoneOffsets(letters(9), letters(5), offset(), transitions, second + 1);
  }

  private Denomination denomination() {
    int fromDay = random.nextInt(20_000);
    boolean ends = random.nextBoolean();
    return new Denomination(
        letters(3),
        1 + random.nextInt(999),
        random.nextInt(6) - 1,
        fromDay,
        ends ? fromDay + 1 + random.nextInt(1000) : Denomination.FOR_EVER,
        ends ? new Denomination.Succession(letters(3), of(Rate.class)) : null);
  }

  private Tiers tiers() {
    List<Tiers.Tier> tiers = new ArrayList<>();
    long from = 0;
    for (int i = random.nextInt(5); i > 0; i--) {
      from += 1 + random.nextLong(1L << 40);
      tiers.add(new Tiers.Tier(from, random.nextInt(10_000)));
    }
    return new Tiers(tiers);
  }

  private BaseRate baseRate() {
    return new BaseRate(
        of(ParticipantId.class),
        new Currency("A" + letters(2), 2),
        new Currency("B" + letters(2), 0),
        of(Rate.class),
        random.nextLong());
  }

  private QuoteRequest quoteRequest() {
    Currency one = new Currency("A" + letters(2), 2);
    Currency other = new Currency("B" + letters(2), 0);
    long minor = 1 + random.nextLong(1L << 50);
    return random.nextBoolean()
        ? QuoteRequest.ofSource(new Money(minor, one), other)
        : QuoteRequest.ofDestination(one, new Money(minor, other));
  }

  private int offset() {
    return random.nextInt(2 * ZoneOffsets.OFFSET_SECONDS_MAX + 1) - ZoneOffsets.OFFSET_SECONDS_MAX;
  }

  private Object plain(Class<?> type) {
    if (type == long.class) {
      // All magnitudes alike, either sign.
      return random.nextLong() >> random.nextInt(64);
    }
    if (type == int.class) {
      return random.nextInt() >> random.nextInt(32);
    }
    if (type == boolean.class) {
      return random.nextBoolean();
    }
    if (type == Long.class) {
      return random.nextLong() >>> random.nextInt(64);
    }
    if (type == String.class) {
      return letters(random.nextInt(36)).replace('Q', 'é');
    }
    if (type == byte[].class) {
      return bytes(random.nextInt(300));
    }
    if (type == int[].class) {
      return random.ints(random.nextInt(30)).toArray();
    }
    if (type == long[].class) {
      return random.longs(random.nextInt(30)).toArray();
    }
    throw new IllegalStateException("no idea how to make a " + type);
  }

  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values =
        Arrays.stream(components).map(c -> component(c.getAnnotatedType())).toArray();
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      throw new IllegalStateException(type.toString(), e);
    }
  }

  private @Nullable Object component(AnnotatedType type) {
    if (type.isAnnotationPresent(Nullable.class) && random.nextInt(3) == 0) {
      return null;
    }
    if (type instanceof AnnotatedParameterizedType list) {
      Class<?> element =
          (Class<?>) ((ParameterizedType) list.getType()).getActualTypeArguments()[0];
      List<Object> values = new ArrayList<>();
      for (int i = random.nextInt(LIST_LENGTH_MAX + 1); i > 0; i--) {
        values.add(value(element));
      }
      return List.copyOf(values);
    }
    return value((Class<?>) type.getType());
  }

  private String letters(int length) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < length; i++) {
      letters.append((char) ('A' + random.nextInt(26)));
    }
    return letters.toString();
  }

  byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
