package kontor.cluster;

import java.util.List;
import kontor.engine.Command;
import kontor.engine.Command.Instruction;
import kontor.engine.LedgerAccounts;
import kontor.engine.LedgerLines;
import kontor.engine.Transfers;
import kontor.engine.governance.GovernanceForm;
import kontor.engine.terms.Key;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/// Commands as bytes: version, kind, then the fields in the order of their records. Numbers of
/// kinds are never used again for something else; see docs/decisions/0005.
final class CommandCodec {

  static final int VERSION = 1;

  private static final int DEFINE_CURRENCY = 1;
  private static final int ADMIT_PARTICIPANT = 2;
  private static final int CHANGE_ADMISSION = 3;
  private static final int OPEN_ACCOUNT = 4;
  private static final int SET_CREDIT_LINE = 5;
  private static final int ENTER_AGREEMENT = 6;
  private static final int PUBLISH_FIXING = 7;
  private static final int PUBLISH_RATE = 8;
  private static final int MOVE_FUNDS = 9;
  private static final int PLACE_HOLD = 10;
  private static final int RELEASE_HOLD = 11;
  private static final int RECEIVE_MESSAGE = 12;
  private static final int ACKNOWLEDGE_OUTBOX = 13;
  /// Of the first version: records of 32 bytes. Read, not written.
  private static final int OPEN_LEDGER_ACCOUNTS_1 = 14;
  private static final int POST_TRANSFERS = 15;
  private static final int PASS_TIME = 16;
  private static final int OPEN_LEDGER_ACCOUNTS = 17;
  private static final int SET_LEDGER_LINES = 18;
  private static final int READ_LEDGER = 19;
  /// 20 to 29 are for the bulk ledger.
  private static final int GOVERN = 30;
  private static final int POST_BASE_RATE = 32;
  private static final int SET_TIERS = 33;
  private static final int SET_IMPROVEMENT = 34;
  private static final int REQUEST_QUOTES = 35;
  private static final int SELECT_QUOTE = 36;

  private static final int FIRST_ACCOUNT_BYTES = 32;

  private static final int PAY = 1;
  private static final int REFUSED = 2;
  private static final int INSTRUCTION_BYTES_MIN = 10;

  private static final byte[] NO_SCRATCH = {};

  private final FieldReader in = new FieldReader();
  private final byte[] scratch;

  private CommandCodec(byte[] scratch) {
    this.scratch = scratch;
  }

  /// Makes a fresh array for each batch that is read.
  CommandCodec() {
    this(NO_SCRATCH);
  }

  /// Reads every batch of transfers into one array: a batch is good until the next is read.
  static CommandCodec reusingBatches() {
    return new CommandCodec(new byte[Transfers.COUNT_MAX * Transfers.RECORD_BYTES]);
  }

  /// About how many bytes a command takes, so that its buffer need not grow.
  static int sizeHint(Command command) {
    return switch (command) {
      case Command.PostTransfers post -> post.transfers().count() * Transfers.RECORD_BYTES + 64;
      case Command.OpenLedgerAccounts open ->
          open.accounts().count() * LedgerAccounts.RECORD_BYTES + 64;
      case Command.SetLedgerLines set -> set.lines().count() * LedgerLines.RECORD_BYTES + 64;
      case Command.ReceiveMessage receive ->
          receive.evidence().length + receive.instructions().size() * 320 + 192;
      case Command other -> 256;
    };
  }

  static void encode(Command command, FieldWriter out) {
    out.int8(VERSION);
    switch (command) {
      case Command.DefineCurrency c -> {
        out.int8(DEFINE_CURRENCY);
        out.currency(c.currency());
      }
      case Command.AdmitParticipant c -> {
        out.int8(ADMIT_PARTICIPANT);
        out.participant(c.participant());
        out.int8(c.kind().code());
        out.participant(c.institution());
      }
      case Command.ChangeAdmission c -> {
        out.int8(CHANGE_ADMISSION);
        out.participant(c.participant());
        out.int8(c.admission().code());
      }
      case Command.OpenAccount c -> {
        out.int8(OPEN_ACCOUNT);
        out.account(c.account());
      }
      case Command.SetCreditLine c -> {
        out.int8(SET_CREDIT_LINE);
        out.account(c.account());
        out.money(c.line());
      }
      case Command.EnterAgreement c -> {
        out.int8(ENTER_AGREEMENT);
        out.agreement(c.agreement());
      }
      case Command.PublishFixing c -> encodeFixing(c, out);
      case Command.PublishRate c -> {
        out.int8(PUBLISH_RATE);
        out.fixing(c.fixing());
      }
      case Command.MoveFunds c -> encodeFunds(c, out);
      case Command.PlaceHold c -> encodeHold(c, out);
      case Command.ReleaseHold c -> {
        out.int8(RELEASE_HOLD);
        out.key(c.hold());
      }
      case Command.ReceiveMessage c -> encodeMessage(c, out);
      case Command.AcknowledgeOutbox c -> {
        out.int8(ACKNOWLEDGE_OUTBOX);
        out.participant(c.participant());
        out.int64(c.position());
      }
      case Command.OpenLedgerAccounts c -> {
        out.int8(OPEN_LEDGER_ACCOUNTS);
        LedgerAccounts accounts = c.accounts();
        out.block(accounts.bytes(), accounts.count() * LedgerAccounts.RECORD_BYTES);
      }
      case Command.PostTransfers c -> {
        out.int8(POST_TRANSFERS);
        out.block(c.transfers().bytes(), c.transfers().count() * Transfers.RECORD_BYTES);
      }
      case Command.SetLedgerLines c -> {
        out.int8(SET_LEDGER_LINES);
        out.block(c.lines().bytes(), c.lines().count() * LedgerLines.RECORD_BYTES);
      }
      case Command.ReadLedger c -> {
        out.int8(READ_LEDGER);
        QueryCodec.encode(c.query(), out);
      }
      case Command.PostBaseRate c -> {
        out.int8(POST_BASE_RATE);
        QuoteCodec.write(out, c);
      }
      case Command.SetTiers c -> {
        out.int8(SET_TIERS);
        QuoteCodec.write(out, c);
      }
      case Command.SetImprovement c -> {
        out.int8(SET_IMPROVEMENT);
        QuoteCodec.write(out, c);
      }
      case Command.RequestQuotes c -> {
        out.int8(REQUEST_QUOTES);
        QuoteCodec.write(out, c);
      }
      case Command.SelectQuote c -> {
        out.int8(SELECT_QUOTE);
        QuoteCodec.write(out, c);
      }
      case Command.Govern c -> {
        out.int8(GOVERN);
        out.fourEyes(c.by());
        byte[] form = GovernanceForm.bytes(c.change());
        out.block(form, form.length);
      }
      case Command.PassTime c -> out.int8(PASS_TIME);
    }
  }

  private static void encodeFixing(Command.PublishFixing c, FieldWriter out) {
    out.int8(PUBLISH_FIXING);
    out.int32(c.agreement());
    out.rate(c.legA());
    out.rate(c.legB());
    out.int64(c.effectiveFromMs());
    out.text(c.source());
  }

  private static void encodeFunds(Command.MoveFunds c, FieldWriter out) {
    out.int8(MOVE_FUNDS);
    out.key(c.reference());
    out.account(c.account());
    out.money(c.amount());
    out.direction(c.direction());
  }

  private static void encodeHold(Command.PlaceHold c, FieldWriter out) {
    out.int8(PLACE_HOLD);
    out.key(c.hold());
    out.account(c.account());
    out.money(c.amount());
    out.int64(c.expiryMs());
  }

  private static void encodeMessage(Command.ReceiveMessage c, FieldWriter out) {
    out.int8(RECEIVE_MESSAGE);
    out.envelope(c.envelope());
    out.block(c.evidence(), c.evidence().length);
    out.int32(c.instructions().size());
    for (Instruction instruction : c.instructions()) {
      switch (instruction) {
        case Instruction.Pay pay -> {
          out.int8(PAY);
          out.order(pay.order());
        }
        case Instruction.Refused refused -> {
          out.int8(REFUSED);
          out.int32(refused.sequence());
          out.paymentOrNone(refused.payment());
          out.block(refused.faults(), refused.faults().length);
        }
      }
    }
  }

  /// @return null when the bytes are not a command of a version that is known here
  @Nullable Command decode(DirectBuffer buffer, int offset, int length) {
    try {
      in.wrap(buffer, offset, length);
      if (in.int8() != VERSION) {
        return null;
      }
      Command command = decodeKind(in.int8());
      in.end();
      return command;
    } catch (MalformedException | IllegalArgumentException e) {
      // The records refuse values that cannot be, e.g. a rate of zero.
      return null;
    }
  }

  private Command decodeKind(int kind) {
    return switch (kind) {
      case DEFINE_CURRENCY -> new Command.DefineCurrency(in.currency());
      case ADMIT_PARTICIPANT ->
          new Command.AdmitParticipant(in.participant(), in.participantKind(), in.participant());
      case CHANGE_ADMISSION -> new Command.ChangeAdmission(in.participant(), in.admission());
      case OPEN_ACCOUNT -> new Command.OpenAccount(in.account());
      case SET_CREDIT_LINE -> new Command.SetCreditLine(in.account(), in.money());
      case ENTER_AGREEMENT -> new Command.EnterAgreement(in.agreement());
      case PUBLISH_FIXING ->
          new Command.PublishFixing(in.int32(), in.rate(), in.rate(), in.int64(), in.text());
      case PUBLISH_RATE -> new Command.PublishRate(in.fixing());
      case MOVE_FUNDS ->
          new Command.MoveFunds(in.key(), in.account(), in.money(), in.direction());
      case PLACE_HOLD -> new Command.PlaceHold(in.key(), in.account(), in.money(), in.int64());
      case GOVERN -> new Command.Govern(in.fourEyes(), GovernanceForm.change(in.block()));
      case POST_BASE_RATE -> QuoteCodec.postBaseRate(in);
      case SET_TIERS -> QuoteCodec.setTiers(in);
      case SET_IMPROVEMENT -> QuoteCodec.setImprovement(in);
      case REQUEST_QUOTES -> QuoteCodec.requestQuotes(in);
      case SELECT_QUOTE -> QuoteCodec.selectQuote(in);
      case RELEASE_HOLD -> new Command.ReleaseHold(in.key());
      case RECEIVE_MESSAGE -> decodeMessage();
      case ACKNOWLEDGE_OUTBOX -> new Command.AcknowledgeOutbox(in.participant(), in.int64());
      case OPEN_LEDGER_ACCOUNTS_1 -> decodeFirstAccounts();
      case OPEN_LEDGER_ACCOUNTS -> {
        int count = count(LedgerAccounts.RECORD_BYTES);
        byte[] bytes = in.records(count, LedgerAccounts.RECORD_BYTES, NO_SCRATCH);
        yield new Command.OpenLedgerAccounts(new LedgerAccounts(bytes, count));
      }
      case POST_TRANSFERS -> {
        int count = count(Transfers.RECORD_BYTES);
        byte[] bytes = in.records(count, Transfers.RECORD_BYTES, scratch);
        yield new Command.PostTransfers(new Transfers(bytes, count));
      }
      case SET_LEDGER_LINES -> {
        int count = count(LedgerLines.RECORD_BYTES);
        byte[] bytes = in.records(count, LedgerLines.RECORD_BYTES, NO_SCRATCH);
        yield new Command.SetLedgerLines(new LedgerLines(bytes, count));
      }
      case READ_LEDGER -> new Command.ReadLedger(QueryCodec.decode(in));
      case PASS_TIME -> new Command.PassTime();
      default -> throw new MalformedException("kind of command unknown");
    };
  }

  /// Accounts as the first version wrote them: id, line in 64 bits, ledger, code, flags. A line
  /// below zero was refused and still is, now by the reserved field.
  private Command decodeFirstAccounts() {
    int count = count(FIRST_ACCOUNT_BYTES);
    in.require(count, FIRST_ACCOUNT_BYTES);
    LedgerAccounts accounts = LedgerAccounts.ofCapacity(count);
    for (int i = 0; i < count; i++) {
      long low = in.int64();
      long high = in.int64();
      long lineMinor = in.int64();
      accounts
          .at(i)
          .set(new Key(high, low), Math.max(lineMinor, 0), in.int32(), in.int16(), in.int16())
          .setReserved(lineMinor < 0 ? 1 : 0);
    }
    return new Command.OpenLedgerAccounts(accounts);
  }

  private int count(int recordBytes) {
    int length = in.int32();
    if (length % recordBytes != 0) {
      throw new MalformedException("batch is cut");
    }
    return length / recordBytes;
  }

  private Command decodeMessage() {
    Command.Envelope envelope = in.envelope();
    byte[] evidence = in.block();
    List<Instruction> instructions =
        in.list(in.int32(), INSTRUCTION_BYTES_MIN, this::decodeInstruction);
    return new Command.ReceiveMessage(envelope, instructions, evidence);
  }

  private Instruction decodeInstruction() {
    return switch (in.int8()) {
      case PAY -> new Instruction.Pay(in.order());
      case REFUSED ->
          new Instruction.Refused(in.int32(), in.optional(in::payment), in.block());
      default -> throw new MalformedException("kind of instruction unknown");
    };
  }
}
