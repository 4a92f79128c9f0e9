package kontor.server.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import kontor.cluster.LedgerClient;
import kontor.cluster.LedgerClient.Answer;
import kontor.cluster.LedgerClient.Outcome;
import kontor.cluster.LedgerClient.PositionNotReachedException;
import kontor.cluster.LedgerClient.RefusedException;
import kontor.cluster.NotAcceptedException;
import kontor.cluster.OutcomeUnknownException;
import kontor.engine.AccountResult;
import kontor.engine.LedgerAccounts;
import kontor.engine.LedgerLines;
import kontor.engine.LedgerQuery;
import kontor.engine.LedgerQuery.AccountFilter;
import kontor.engine.LedgerQuery.QueryFilter;
import kontor.engine.LedgerResults;
import kontor.engine.LineResult;
import kontor.engine.TransferResult;
import kontor.engine.Transfers;
import kontor.engine.terms.Key;
import kontor.server.http.Guard;
import kontor.server.http.ProblemException;
import kontor.server.ledger.RecordJson.Batch;

/// The routes of the bulk ledger. Bodies and answers are records, as bytes or as JSON; see
/// docs/interfaces/bulk-ledger.md.
public final class LedgerRoutes implements HttpService {

  private static final int NO_SUCH_RESULT = 0;
  private static final String[] FILTER_PARAMETERS =
      Stream.concat(
              Stream.of(Exchange.AT_LEAST),
              RecordLayout.ACCOUNT_FILTER.names().stream().filter(name -> !name.equals("account")))
          .toArray(String[]::new);

  private static final ResultBody.Kind OF_ACCOUNTS =
      new ResultBody.Kind(
          RecordLayout.ACCOUNTS, AccountResult.EXISTS.code(), AccountResult::of);
  private static final ResultBody.Kind OF_TRANSFERS =
      new ResultBody.Kind(
          RecordLayout.TRANSFERS, TransferResult.EXISTS.code(), TransferResult::of);
  private static final ResultBody.Kind OF_LINES =
      new ResultBody.Kind(RecordLayout.LINES, NO_SUCH_RESULT, LineResult::of);

  private final LedgerClient client;

  public LedgerRoutes(LedgerClient client) {
    this.client = client;
  }

  @Override
  public void routing(HttpRules rules) {
    Guard.post(rules, "/ledger/accounts", this::createAccounts);
    Guard.post(rules, "/ledger/transfers", this::createTransfers);
    Guard.post(rules, "/ledger/lines", this::setLines);
    Guard.post(rules, "/ledger/accounts/lookup", reading(this::lookUpAccounts));
    Guard.post(rules, "/ledger/transfers/lookup", reading(this::lookUpTransfers));
    Guard.post(rules, "/ledger/pairs/lookup", reading(this::lookUpPairs));
    Guard.post(rules, "/ledger/accounts/query", reading(this::queryAccounts));
    Guard.post(rules, "/ledger/transfers/query", reading(this::queryTransfers));
    Guard.get(rules, "/ledger/accounts/{id}/transfers", reading(this::accountTransfers));
    Guard.get(rules, "/ledger/accounts/{id}/balances", reading(this::accountBalances));
    Guard.several(
        rules, "/ledger/transfers/{id}/outcome",
        new TreeMap<>(Map.of("GET", reading(this::outcome), "POST", this::decide)));
  }

  // What changes something.

  private void createAccounts(ServerRequest request, ServerResponse response)
      throws ProblemException {
    Exchange exchange = new Exchange(request, response, Exchange.RESULTS, Exchange.RECORD);
    int recordBytes =
        exchange.isRecordOfTheField()
            ? RecordLayout.ACCOUNT_BYTES_OF_THE_FIELD
            : LedgerAccounts.RECORD_BYTES;
    Batch batch = exchange.batch(RecordLayout.ACCOUNTS, recordBytes);
    LedgerAccounts accounts = new LedgerAccounts(batch.bytes(), batch.count());
    change(
        exchange, OF_ACCOUNTS, batch, "/ledger/accounts/lookup",
        () -> client.createAccounts(accounts, exchange.deadline()));
  }

  private void createTransfers(ServerRequest request, ServerResponse response)
      throws ProblemException {
    Exchange exchange = new Exchange(request, response, Exchange.RESULTS);
    Batch batch = exchange.batch(RecordLayout.TRANSFERS);
    Transfers transfers = new Transfers(batch.bytes(), batch.count());
    change(
        exchange, OF_TRANSFERS, batch, outcomeOf(transfers),
        () -> client.createTransfers(transfers, exchange.deadline()));
  }

  private static String outcomeOf(Transfers transfers) {
    return transfers.count() == 0
        ? "/ledger/transfers/lookup"
        : outcomeOf(transfers.at(0).idHigh(), transfers.idLow());
  }

  private static String outcomeOf(long idHigh, long idLow) {
    return "/ledger/transfers/" + Decimals.text(idHigh, idLow) + "/outcome";
  }

  private void setLines(ServerRequest request, ServerResponse response)
      throws ProblemException {
    Exchange exchange = new Exchange(request, response, Exchange.RESULTS);
    Batch batch = exchange.batch(RecordLayout.LINES);
    LedgerLines lines = new LedgerLines(batch.bytes(), batch.count());
    change(
        exchange, OF_LINES, batch, "/ledger/accounts/lookup",
        () -> client.setLines(lines, exchange.deadline()));
  }

  @FunctionalInterface
  private interface Change<T> {
    Answer<T> make() throws ProblemException;
  }

  private static void change(
      Exchange exchange,
      ResultBody.Kind kind,
      Batch batch,
      String outcome,
      Change<LedgerResults> change)
      throws ProblemException {
    // What is wrong with the wish is told before anything happens.
    Media media = exchange.answerMedia();
    boolean isSparse = exchange.isSparse();
    Answer<LedgerResults> answer = answered(change, outcome);
    ResultBody results = new ResultBody(answer.value(), kind, batch, isSparse);
    if (media == Media.JSON) {
      exchange.sendJson(answer, results::json);
      return;
    }
    try {
      exchange.send(answer, media, results.bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // bytes in memory do not fail
    }
  }

  private static <T> Answer<T> answered(Change<T> change, String outcome)
      throws ProblemException {
    try {
      return change.make();
    } catch (OutcomeUnknownException e) {
      throw new ProblemException(LedgerProblems.outcomeUnknown(outcome));
    } catch (RefusedException e) {
      throw new ProblemException(LedgerProblems.refused(e.refusal()));
    } catch (NotAcceptedException e) {
      throw new ProblemException(LedgerProblems.notAccepted(e));
    }
  }

  private void decide(ServerRequest request, ServerResponse response) throws ProblemException {
    Exchange exchange = new Exchange(request, response);
    Key id = exchange.id();
    exchange.needJson();
    sendOutcome(
        exchange, id,
        answered(
            () -> client.decide(id, exchange.deadline()), outcomeOf(id.high(), id.low())));
  }

  // What only looks.

  private static Guard.Route reading(Guard.Route route) {
    return (request, response) -> {
      try {
        route.handle(request, response);
      } catch (OutcomeUnknownException e) {
        throw new ProblemException(LedgerProblems.noAnswer());
      } catch (PositionNotReachedException e) {
        throw new ProblemException(LedgerProblems.positionNotReached(e));
      } catch (RefusedException e) {
        throw new ProblemException(LedgerProblems.refused(e.refusal()));
      }
    };
  }

  private void outcome(ServerRequest request, ServerResponse response) throws ProblemException {
    Exchange exchange = new Exchange(request, response);
    Key id = exchange.id();
    exchange.needJson();
    sendOutcome(exchange, id, client.outcome(id, exchange.deadline()));
  }

  private static void sendOutcome(Exchange exchange, Key id, Answer<Outcome> answer) {
    exchange.sendJson(
        answer,
        json -> {
          json.writeStringField("id", Decimals.text(id.high(), id.low()));
          json.writeStringField("outcome", answer.value().fate().name());
          json.writeFieldName("transfers");
          RecordJson.write(
              json, RecordLayout.TRANSFERS, answer.value().transfers().bytes());
        });
  }

  private void lookUpAccounts(ServerRequest request, ServerResponse response)
      throws ProblemException {
    Exchange exchange = new Exchange(request, response, Exchange.AT_LEAST, Exchange.RECORD);
    LedgerQuery query = new LedgerQuery.LookUpAccounts(ids(exchange, RecordLayout.IDS));
    read(exchange, query, Shown.ACCOUNTS, Page.NONE);
  }

  private void lookUpTransfers(ServerRequest request, ServerResponse response)
      throws ProblemException {
    Exchange exchange = new Exchange(request, response, Exchange.AT_LEAST);
    LedgerQuery query = new LedgerQuery.LookUpTransfers(ids(exchange, RecordLayout.IDS));
    read(exchange, query, Shown.TRANSFERS, Page.NONE);
  }

  private void lookUpPairs(ServerRequest request, ServerResponse response)
      throws ProblemException {
    Exchange exchange = new Exchange(request, response, Exchange.AT_LEAST);
    LedgerQuery query = new LedgerQuery.LookUpPairs(ids(exchange, RecordLayout.ID_PAIRS));
    read(exchange, query, Shown.PAIRS, Page.NONE);
  }

  private static byte[] ids(Exchange exchange, RecordLayout layout) throws ProblemException {
    Batch batch = exchange.batch(layout);
    return Arrays.copyOf(batch.bytes(), batch.count() * layout.recordBytes());
  }

  private void queryAccounts(ServerRequest request, ServerResponse response)
      throws ProblemException {
    Exchange exchange = new Exchange(request, response, Exchange.AT_LEAST, Exchange.RECORD);
    QueryFilter filter = queryFilter(exchange);
    read(exchange, new LedgerQuery.QueryAccounts(filter), Shown.ACCOUNTS, Page.of(filter));
  }

  private void queryTransfers(ServerRequest request, ServerResponse response)
      throws ProblemException {
    Exchange exchange = new Exchange(request, response, Exchange.AT_LEAST);
    QueryFilter filter = queryFilter(exchange);
    read(exchange, new LedgerQuery.QueryTransfers(filter), Shown.TRANSFERS, Page.of(filter));
  }

  private static QueryFilter queryFilter(Exchange exchange) throws ProblemException {
    RecordLayout layout = RecordLayout.QUERY_FILTER;
    return Filters.query(exchange.single(layout, Filters.usual(layout)));
  }

  private void accountTransfers(ServerRequest request, ServerResponse response)
      throws ProblemException {
    Exchange exchange = new Exchange(request, response, FILTER_PARAMETERS);
    AccountFilter filter = Filters.account(request, exchange.id());
    read(
        exchange, new LedgerQuery.AccountTransfers(filter), Shown.TRANSFERS, Page.of(filter));
  }

  private void accountBalances(ServerRequest request, ServerResponse response)
      throws ProblemException {
    Exchange exchange = new Exchange(request, response, FILTER_PARAMETERS);
    AccountFilter filter = Filters.account(request, exchange.id());
    read(exchange, new LedgerQuery.AccountBalances(filter), Shown.BALANCES, Page.of(filter));
  }

  /// Records in an answer and their name in JSON.
  private enum Shown {
    ACCOUNTS("accounts", RecordLayout.ACCOUNTS),
    TRANSFERS("transfers", RecordLayout.TRANSFERS),
    BALANCES("balances", RecordLayout.BALANCES),
    PAIRS("pairs", RecordLayout.PAIRS);

    private final String name;
    private final RecordLayout layout;

    Shown(String name, RecordLayout layout) {
      this.name = name;
      this.layout = layout;
    }
  }

  /// @param limit records after which there may be more; 0 for answers without pages
  private record Page(int limit, boolean isReversed) {
    static final Page NONE = new Page(0, false);

    static Page of(QueryFilter filter) {
      return new Page(filter.limit(), (filter.flags() & QueryFilter.REVERSED) != 0);
    }

    static Page of(AccountFilter filter) {
      return new Page(filter.limit(), (filter.flags() & AccountFilter.REVERSED) != 0);
    }

    /// Where the next page begins. Timestamps are unique and grow, so pages neither repeat nor
    /// leave out anything, whatever is posted meanwhile.
    ///
    /// @return 0 if there is none
    long nextNs(Answer<byte[]> answer, RecordLayout layout) {
      byte[] records = answer.value();
      int count = records.length / layout.recordBytes();
      if (answer.nextNs() != 0 || limit == 0 || count < limit) {
        return answer.nextNs();
      }
      long last = layout.field("timestamp").low(records, (count - 1) * layout.recordBytes());
      return isReversed ? last - 1 : last + 1;
    }

    void writeNext(JsonGenerator json, long nextNs) throws IOException {
      if (nextNs != 0) {
        json.writeObjectFieldStart("next");
        json.writeStringField(
            isReversed ? "timestampMax" : "timestampMin", Long.toUnsignedString(nextNs));
        json.writeEndObject();
      }
    }
  }

  private void read(Exchange exchange, LedgerQuery query, Shown shown, Page page)
      throws ProblemException {
    Media media = exchange.answerMedia();
    boolean isOfTheField = exchange.isRecordOfTheField() && shown == Shown.ACCOUNTS;
    Answer<byte[]> answer = client.read(query, exchange.atLeast(), exchange.deadline());
    long nextNs = page.nextNs(answer, shown.layout);
    if (nextNs != 0) {
      exchange.sayNext(nextNs);
    }
    if (media == Media.RECORDS) {
      exchange.send(
          answer, media, isOfTheField ? withoutLine(answer.value()) : answer.value());
      return;
    }
    exchange.sendJson(
        answer,
        json -> {
          json.writeFieldName(shown.name);
          RecordLayout layout = isOfTheField ? RecordLayout.ACCOUNTS_OF_THE_FIELD : shown.layout;
          RecordJson.write(json, layout, answer.value());
          page.writeNext(json, nextNs);
        });
  }

  private static byte[] withoutLine(byte[] accounts) {
    int count = accounts.length / LedgerAccounts.RECORD_BYTES;
    int recordBytes = RecordLayout.ACCOUNT_BYTES_OF_THE_FIELD;
    byte[] short128 = new byte[count * recordBytes];
    for (int i = 0; i < count; i++) {
      System.arraycopy(
          accounts, i * LedgerAccounts.RECORD_BYTES, short128, i * recordBytes, recordBytes);
    }
    return short128;
  }
}
