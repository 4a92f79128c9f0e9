package kontor.cluster;

import java.util.List;
import kontor.engine.Command;
import kontor.engine.Event;
import kontor.engine.rates.BaseRate;
import kontor.engine.rates.Quote;
import kontor.engine.rates.QuoteRequest;
import kontor.engine.rates.QuoteRequest.Fixed;
import kontor.engine.rates.QuoteState;
import kontor.engine.rates.Tiers;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;

/// Commands and events of quotes as bytes, behind their version and kind.
final class QuoteCodec {

  private static final int SOURCE = 1;
  private static final int DESTINATION = 2;
  private static final int TIER_BYTES = Long.BYTES + Integer.BYTES;
  private static final int QUOTE_BYTES_MIN = 64;

  private QuoteCodec() {}

  static void write(FieldWriter out, Command.PostBaseRate command) {
    out.participant(command.provider());
    out.currency(command.source());
    out.currency(command.destination());
    out.rate(command.rate());
  }

  static Command.PostBaseRate postBaseRate(FieldReader in) {
    return new Command.PostBaseRate(in.participant(), in.currency(), in.currency(), in.rate());
  }

  static void write(FieldWriter out, Command.SetTiers command) {
    tiers(out, command.provider(), command.source(), command.tiers());
  }

  static Command.SetTiers setTiers(FieldReader in) {
    return new Command.SetTiers(in.participant(), in.currency(), tiers(in));
  }

  private static void tiers(
      FieldWriter out, ParticipantId provider, Currency source, Tiers tiers) {
    out.participant(provider);
    out.currency(source);
    out.int16(tiers.tiers().size());
    for (Tiers.Tier tier : tiers.tiers()) {
      out.int64(tier.fromMinor());
      out.int32(tier.basisPoints());
    }
  }

  private static Tiers tiers(FieldReader in) {
    return new Tiers(
        in.list(in.int16(), TIER_BYTES, () -> new Tiers.Tier(in.int64(), in.int32())));
  }

  static void write(FieldWriter out, Command.SetImprovement command) {
    out.participant(command.provider());
    out.participant(command.client());
    out.int32(command.basisPoints());
  }

  static Command.SetImprovement setImprovement(FieldReader in) {
    return new Command.SetImprovement(in.participant(), in.participant(), in.int32());
  }

  static void write(FieldWriter out, Command.RequestQuotes command) {
    out.key(command.request());
    out.participant(command.client());
    out.participant(command.payeeAgent());
    out.int32(command.valueDay());
    out.money(command.asked().amount());
    out.int8(command.asked().fixed() == Fixed.SOURCE ? SOURCE : DESTINATION);
    out.currency(command.asked().source());
    out.currency(command.asked().destination());
  }

  static Command.RequestQuotes requestQuotes(FieldReader in) {
    Key request = in.key();
    ParticipantId client = in.participant();
    ParticipantId payeeAgent = in.participant();
    int valueDay = in.int32();
    Money amount = in.money();
    return new Command.RequestQuotes(
        request,
        client,
        payeeAgent,
        valueDay,
        new QuoteRequest(amount, fixed(in), in.currency(), in.currency()));
  }

  private static Fixed fixed(FieldReader in) {
    return switch (in.int8()) {
      case SOURCE -> Fixed.SOURCE;
      case DESTINATION -> Fixed.DESTINATION;
      default -> throw new MalformedException("which sum is given is unknown");
    };
  }

  static void write(FieldWriter out, Command.SelectQuote command) {
    out.participant(command.client());
    out.int64(command.quote());
  }

  static Command.SelectQuote selectQuote(FieldReader in) {
    return new Command.SelectQuote(in.participant(), in.int64());
  }

  static void write(FieldWriter out, Event.BaseRatePosted event) {
    BaseRate rate = event.rate();
    out.participant(rate.provider());
    out.currency(rate.source());
    out.currency(rate.destination());
    out.rate(rate.rate());
    out.int64(rate.postedMs());
  }

  static Event.BaseRatePosted baseRatePosted(FieldReader in) {
    return new Event.BaseRatePosted(
        new BaseRate(in.participant(), in.currency(), in.currency(), in.rate(), in.int64()));
  }

  static void write(FieldWriter out, Event.TiersSet event) {
    tiers(out, event.provider(), event.source(), event.tiers());
  }

  static Event.TiersSet tiersSet(FieldReader in) {
    return new Event.TiersSet(in.participant(), in.currency(), tiers(in));
  }

  static void write(FieldWriter out, Event.ImprovementSet event) {
    out.participant(event.provider());
    out.participant(event.client());
    out.int32(event.basisPoints());
  }

  static Event.ImprovementSet improvementSet(FieldReader in) {
    return new Event.ImprovementSet(in.participant(), in.participant(), in.int32());
  }

  static void write(FieldWriter out, Event.QuotesOffered event) {
    out.key(event.request());
    out.int32(event.agreement());
    out.int16(event.quotes().size());
    event.quotes().forEach(quote -> quote(out, quote));
  }

  static Event.QuotesOffered quotesOffered(FieldReader in) {
    return new Event.QuotesOffered(
        in.key(), in.int32(), in.list(in.int16(), QUOTE_BYTES_MIN, () -> quote(in)));
  }

  private static void quote(FieldWriter out, Quote quote) {
    out.int64(quote.id());
    out.participant(quote.client());
    out.participant(quote.provider());
    out.rate(quote.rate());
    out.money(quote.source());
    out.money(quote.destination());
    out.int64(quote.ratePostedMs());
    out.int64(quote.expiresAtMs());
  }

  private static Quote quote(FieldReader in) {
    return new Quote(
        in.int64(),
        in.participant(),
        in.participant(),
        in.rate(),
        in.money(),
        in.money(),
        in.int64(),
        in.int64());
  }

  static void write(FieldWriter out, Event.QuoteConsumed event) {
    out.int64(event.quote());
    out.payment(event.payment());
  }

  static Event.QuoteConsumed quoteConsumed(FieldReader in) {
    return new Event.QuoteConsumed(in.int64(), in.payment());
  }

  static void write(FieldWriter out, Event.QuotesEnded event) {
    out.int8(event.state().code());
    out.int32(event.quotes().size());
    event.quotes().forEach(out::int64);
  }

  static Event.QuotesEnded quotesEnded(FieldReader in) {
    QuoteState state = state(in.int8());
    List<Long> quotes = in.list(in.int32(), Long.BYTES, in::int64);
    return new Event.QuotesEnded(state, quotes);
  }

  private static QuoteState state(int code) {
    for (QuoteState state : QuoteState.values()) {
      if (state.code() == code) {
        return state;
      }
    }
    throw new MalformedException("state of a quote unknown");
  }
}
