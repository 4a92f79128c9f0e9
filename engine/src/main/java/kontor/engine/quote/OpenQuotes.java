package kontor.engine.quote;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import kontor.engine.rates.Quote;
import kontor.engine.rates.QuoteState;
import kontor.engine.state.Invariants;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;
import kontor.engine.terms.Key;
import org.jspecify.annotations.Nullable;

/// Quotes by number, from their offer until a day after their end, so that whoever comes late hears
/// why; and the requests that they answer, so that a retry gets the first answer again.
///
/// Numbers follow the log and every quote is good for the same time, so they end in the order of
/// their numbers and leave in it.
final class OpenQuotes {

  /// How long the end of a quote is remembered.
  static final long KEPT_MS = 24L * 60 * 60 * 1000;

  /// A quote and where it stands.
  ///
  /// @param agreement under which it was asked for
  record Standing(Quote quote, int agreement, QuoteState state) {

    Standing in(QuoteState next) {
      return new Standing(quote, agreement, next);
    }

    private long forgottenMs() {
      return quote.expiresAtMs() + KEPT_MS;
    }
  }

  /// A request that was answered.
  ///
  /// @param asked what was asked for, as text that is equal for equal requests
  /// @param first number of its first quote; the others follow
  record Answered(String asked, long first, int count) {}

  private final int max;
  private final TreeMap<Long, Standing> quotes = new TreeMap<>();
  private final TreeMap<Key, Answered> requests = new TreeMap<>();
  private final TreeMap<Long, Key> requestByFirst = new TreeMap<>();
  private long nextNumber = 1;
  /// Quotes below this number have ended.
  private long firstOpen = 1;

  OpenQuotes(int max) {
    this.max = max;
  }

  long nextNumber() {
    return nextNumber;
  }

  boolean hasRoom(int count) {
    return quotes.size() + count <= max;
  }

  @Nullable Standing find(long number) {
    return quotes.get(number);
  }

  @Nullable Answered answered(Key request) {
    return requests.get(request);
  }

  List<Standing> of(Answered answered) {
    return List.copyOf(
        quotes.subMap(answered.first(), answered.first() + answered.count()).values());
  }

  /// Enters the quotes of one request, numbered from {@link #nextNumber} on.
  void offer(Key request, String asked, int agreement, List<Quote> offered) {
    long first = nextNumber;
    for (Quote quote : offered) {
      Invariants.check(quote.id() == nextNumber, "quote out of order", "quote", quote.id());
      quotes.put(nextNumber, new Standing(quote, agreement, QuoteState.OFFERED));
      nextNumber++;
    }
    requests.put(request, new Answered(asked, first, offered.size()));
    requestByFirst.put(first, request);
  }

  void set(Standing standing) {
    quotes.put(standing.quote().id(), standing);
  }

  /// Ends the quotes whose time is over, and forgets those that ended long ago.
  ///
  /// @return numbers of those that expired now
  List<Long> passTime(long nowMs) {
    if (nowMs < nextDueMs()) {
      return List.of();
    }
    List<Long> expired = new ArrayList<>();
    for (Standing first = firstOpen(); first != null; first = firstOpen()) {
      QuoteState next = first.state().after(QuoteState.Step.EXPIRE, first.quote(), nowMs);
      if (next == null) {
        break;
      }
      set(first.in(next));
      expired.add(first.quote().id());
    }
    while (!quotes.isEmpty() && quotes.firstEntry().getValue().forgottenMs() <= nowMs) {
      long number = quotes.pollFirstEntry().getKey();
      Key request = requestByFirst.remove(number);
      if (request != null) {
        requests.remove(request);
      }
    }
    return expired;
  }

  private @Nullable Standing firstOpen() {
    while (firstOpen < nextNumber) {
      Standing standing = quotes.get(firstOpen);
      if (standing != null && !standing.state().isFinal()) {
        return standing;
      }
      firstOpen++;
    }
    return null;
  }

  /// When the next one expires or is forgotten, or `Long.MAX_VALUE`.
  long nextDueMs() {
    Standing open = firstOpen();
    long expiryMs = open == null ? Long.MAX_VALUE : open.quote().expiresAtMs();
    return quotes.isEmpty()
        ? expiryMs
        : Math.min(expiryMs, quotes.firstEntry().getValue().forgottenMs());
  }

  /// All that have not ended, in the order of their numbers.
  List<Standing> open() {
    return quotes.tailMap(firstOpen).values().stream()
        .filter(standing -> !standing.state().isFinal())
        .toList();
  }

  void writeTo(StateWriter writer) {
    writer.putLong(nextNumber);
    writer.putAll(quotes.values(), OpenQuotes::write);
    writer.putInt(requests.size());
    requests.forEach(
        (request, answered) -> {
          writer.putKey(request);
          writer.putText(answered.asked());
          writer.putLong(answered.first());
          writer.putInt(answered.count());
        });
  }

  private static void write(StateWriter to, Standing standing) {
    Quote quote = standing.quote();
    to.putLong(quote.id());
    to.putParticipant(quote.client());
    to.putParticipant(quote.provider());
    to.putRate(quote.rate());
    to.putMoney(quote.source());
    to.putMoney(quote.destination());
    to.putLong(quote.ratePostedMs());
    to.putLong(quote.expiresAtMs());
    to.putInt(standing.agreement());
    to.putInt(standing.state().code());
  }

  void readFrom(StateReader reader) {
    nextNumber = reader.getLong();
    reader.getAll(OpenQuotes::read).forEach(this::set);
    int count = reader.getCount();
    for (int i = 0; i < count; i++) {
      Key request = reader.getKey();
      Answered answered = new Answered(reader.getText(), reader.getLong(), reader.getInt());
      requests.put(request, answered);
      requestByFirst.put(answered.first(), request);
    }
    firstOpen = quotes.isEmpty() ? nextNumber : quotes.firstKey();
  }

  private static Standing read(StateReader from) {
    Quote quote =
        new Quote(
            from.getLong(),
            from.getParticipant(),
            from.getParticipant(),
            from.getRate(),
            from.getMoney(),
            from.getMoney(),
            from.getLong(),
            from.getLong());
    return new Standing(
        quote, from.getInt(), from.getCoded(QuoteState.values(), QuoteState::code));
  }

  void checkInvariants() {
    Invariants.check(
        quotes.isEmpty() || quotes.lastKey() < nextNumber, "quote of the future", "next",
        nextNumber);
    long expiryMs = Long.MIN_VALUE;
    for (Standing standing : quotes.values()) {
      Quote quote = standing.quote();
      Invariants.check(
          quote.expiresAtMs() >= expiryMs, "quotes end out of order", "quote", quote.id());
      expiryMs = quote.expiresAtMs();
    }
    requests.forEach(
        (request, answered) ->
            Invariants.check(
                request.equals(requestByFirst.get(answered.first()))
                    && quotes.containsKey(answered.first()),
                "request without its quotes",
                "quote",
                answered.first()));
  }
}
