package kontor.engine.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import kontor.engine.Engine.AccountView;
import kontor.engine.Entry;
import kontor.engine.Refusal;
import kontor.engine.state.Bounds;
import kontor.engine.state.Invariants;
import kontor.engine.state.Section;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.AccountKind;
import kontor.engine.terms.Currency;
import kontor.engine.terms.ParticipantId;
import org.jspecify.annotations.Nullable;

/// All accounts, those of books and those of the bulk ledger, and the only code that changes a
/// balance: {@link #post} for books, {@link #add} and {@link #subtract} for the bulk ledger.
///
/// An account is a row of numbers, known inside the core by its dense number. Of the bulk ledger
/// it has four running totals of 128 bits, unsigned, high half first. An account of a book keeps
/// its net sum, signed, under {@link #NET} and no totals: turnover in a weak currency outgrows 64
/// bits, the net sum is checked.
///
/// **Available** is the balance less what is held plus the line. Accounts of banks, partners and
/// providers are *checked*: nothing may bring what is available below zero, except that a line
/// was lowered below use; such an account is marked until it is above water again.
public final class Ledger {

  /// What {@link #find} gives for no account.
  public static final int NONE = LongTable.NONE;

  // What a plain transfer reads comes first, so that it is near.
  static final int DEBITS_POSTED = 2;
  static final int CREDITS_POSTED = 4;
  /// Number of the book or ledger, 32 bits; code, 16 bits; flags, 16 bits.
  static final int NATURE = 6;
  /// The account's last transfer, see {@link TransferTable}.
  static final int LAST_TRANSFER = 7;
  static final int DEBITS_PENDING = 8;
  static final int CREDITS_PENDING = 10;
  /// 128 bits in the bulk ledger, the low half of it in books.
  static final int LINE = 12;
  private static final int LINE_LOW = LINE + 1;
  /// Of the bulk ledger: the last of the balances that are kept, see {@link History}.
  static final int LAST_BALANCES = 14;
  private static final int HELD = 14;
  private static final int NET = 15;
  private static final int COLUMNS = 16;

  private static final long LOW = 0xffff_ffffL;

  // Beside the flags that users give to accounts of the bulk ledger.
  static final int FLAG_BOOK = 1 << 15;
  private static final int FLAG_CHECKED = 1 << 14;
  /// The line was lowered below its use.
  static final int FLAG_UNDER_WATER = 1 << 13;
  /// There is a line for a pair with this account.
  static final int FLAG_PAIRED = 1 << 12;
  /// It was opened closed.
  static final int FLAG_OPENED_CLOSED = 1 << 11;
  /// Transfers wait for cover on it, see {@link Waiting}.
  static final int FLAG_WAITED_FOR = 1 << 10;

  private record Book(ParticipantId servicer, Currency currency) implements Comparable<Book> {
    @Override
    public int compareTo(Book other) {
      int byServicer = servicer.compareTo(other.servicer);
      return byServicer != 0 ? byServicer : currency.compareTo(other.currency);
    }
  }

  private final LongTable accounts;
  /// Accounts of books in the order in which they were opened, and their numbers by id.
  private final List<AccountId> bookAccounts = new ArrayList<>();
  private final TreeMap<AccountId, Integer> numbers = new TreeMap<>();
  private final TreeMap<Book, Integer> books = new TreeMap<>();

  public Ledger(Bounds bounds) {
    accounts = new LongTable(COLUMNS, bounds.accountsMax());
  }

  /// Opens an account of a book; the caller knows servicer, owner and currency.
  public @Nullable Refusal open(AccountId account) {
    if (numbers.containsKey(account)) {
      return Refusal.ALREADY_EXISTS;
    }
    if (account.kind() == AccountKind.LEDGER) {
      return Refusal.ACCOUNT_UNKNOWN;
    }
    if (accounts.isFull()) {
      return Refusal.TABLE_FULL;
    }
    int number = accounts.addUnindexed(0, bookAccounts.size());
    long flags = FLAG_BOOK | (isChecked(account.kind()) ? FLAG_CHECKED : 0);
    accounts.set(number, NATURE, (long) register(account, number) << 32 | flags);
    return null;
  }

  private int register(AccountId account, int number) {
    bookAccounts.add(account);
    numbers.put(account, number);
    Book book = new Book(account.servicer(), account.currency());
    Integer known = books.get(book);
    if (known == null) {
      known = books.size();
      books.put(book, known);
    }
    return known;
  }

  private static boolean isChecked(AccountKind kind) {
    return switch (kind) {
      case SETTLEMENT, LORO, PROVIDER -> true;
      case NOSTRO, IN_TRANSIT, FROZEN, FEE, INTEREST, ROUNDING, RESIDUAL, LEDGER -> false;
    };
  }

  /// The number of an account of a book, or {@link #NONE}.
  public int find(AccountId account) {
    Integer number = numbers.get(account);
    return number == null ? NONE : number;
  }

  /// The account of a book with this number.
  public AccountId id(int account) {
    Invariants.check(isOfBook(account), "not an account of a book", "account", account);
    return bookAccounts.get((int) accounts.get(account, 1));
  }

  public boolean isChecked(int account) {
    return (accounts.get(account, NATURE) & FLAG_CHECKED) != 0;
  }

  public long line(int account) {
    return accounts.get(account, LINE_LOW);
  }

  private long balance(int account) {
    return accounts.get(account, NET);
  }

  private long available(int account) {
    return balance(account) - accounts.get(account, HELD) + line(account);
  }

  /// Whether the account can give this sum now. Accounts that are not checked always can.
  public boolean covers(int account, long amountMinor) {
    return !isChecked(account) || available(account) >= amountMinor;
  }

  /// Whether the account has this sum, checked or not.
  public boolean has(int account, long amountMinor) {
    return available(account) >= amountMinor;
  }

  /// Whether no balance leaves its bounds by this posting.
  public boolean fits(List<Leg> posting) {
    for (Leg leg : posting) {
      if (balance(leg.credit()) > Bounds.AMOUNT_MAX - leg.amountMinor()
          || balance(leg.debit()) < -Bounds.AMOUNT_MAX + leg.amountMinor()) {
        return false;
      }
    }
    return true;
  }

  /// Sets how far below zero the account may go, even if it is further down already.
  ///
  /// @param lineMinor 0 to {@link Bounds#AMOUNT_MAX}
  public void setLine(int account, long lineMinor) {
    Invariants.check(
        lineMinor >= 0 && lineMinor <= Bounds.AMOUNT_MAX, "line out of bounds", "line", lineMinor);
    boolean lowered = lineMinor < line(account);
    accounts.set(account, LINE_LOW, lineMinor);
    markWater(account, lowered);
  }

  /// Sets a sum aside; the caller has seen that the account {@link #has} it.
  public void hold(int account, long amountMinor) {
    Invariants.check(
        amountMinor > 0 && has(account, amountMinor), "hold is not covered", "hold", amountMinor);
    accounts.set(account, HELD, accounts.get(account, HELD) + amountMinor);
  }

  public void release(int account, long amountMinor) {
    long held = accounts.get(account, HELD);
    Invariants.check(
        amountMinor > 0 && amountMinor <= held, "release exceeds what is held", "held", held);
    accounts.set(account, HELD, held - amountMinor);
    markWater(account, false);
  }

  /// Posts all legs or breaks an invariant: every check was made before. Each leg is within one
  /// book, so each book sums to zero.
  public List<Entry> post(List<Leg> posting) {
    for (Leg leg : posting) {
      Invariants.check(leg.amountMinor() > 0, "leg is empty", "amount", leg.amountMinor());
      Invariants.check(
          isOfBook(leg.debit())
              && leg.debit() != leg.credit()
              && nature(leg.debit()) == nature(leg.credit()),
          "leg does not stay in its book",
          "debit",
          leg.debit(),
          "credit",
          leg.credit());
      Invariants.check(
          covers(leg.debit(), leg.amountMinor()), "leg is not covered", "debit", leg.debit());
    }
    Invariants.check(fits(posting), "posting leaves the bounds of a balance");
    List<Entry> entries = new ArrayList<>(posting.size() * 2);
    for (Leg leg : posting) {
      entries.add(change(leg.debit(), -leg.amountMinor()));
      entries.add(change(leg.credit(), leg.amountMinor()));
    }
    return entries;
  }

  private Entry change(int account, long amountMinor) {
    long balance = accounts.get(account, NET) + amountMinor;
    accounts.set(account, NET, balance);
    markWater(account, false);
    return new Entry(id(account), amountMinor, balance);
  }

  /// Keeps the mark of an account whose line was lowered below use: set by lowering alone, gone
  /// as soon as nothing is overdrawn.
  private void markWater(int account, boolean lowered) {
    long nature = accounts.get(account, NATURE);
    boolean under = available(account) < 0 && (lowered || (nature & FLAG_UNDER_WATER) != 0);
    accounts.set(
        account, NATURE, under ? nature | FLAG_UNDER_WATER : nature & ~FLAG_UNDER_WATER);
  }

  /// Adds to a total of an account of the bulk ledger; the caller has seen that it fits.
  void add(int account, int total, long high, long low) {
    U128.add(accounts.chunkToWrite(account), accounts.base(account) + total, high, low);
  }

  /// Takes from a total of an account of the bulk ledger what was added before.
  void subtract(int account, int total, long high, long low) {
    U128.subtract(accounts.chunkToWrite(account), accounts.base(account) + total, high, low);
  }

  /// The rows, for the bulk ledger, which opens its accounts in them.
  LongTable accounts() {
    return accounts;
  }

  boolean isOfBook(int account) {
    return (accounts.get(account, NATURE) & FLAG_BOOK) != 0;
  }

  /// Number of the book or ledger.
  private int nature(int account) {
    return (int) (accounts.get(account, NATURE) >>> 32);
  }

  /// Walks over the accounts of books in the order of their ids.
  public void forEach(Consumer<AccountView> visitor) {
    numbers.forEach(
        (id, number) ->
            visitor.accept(
                new AccountView(
                    id, balance(number), accounts.get(number, HELD), line(number))));
  }

  public void writeTo(StateWriter writer) {
    writer.section(Section.ACCOUNTS);
    writer.putAll(bookAccounts, StateWriter::putAccount);
    accounts.writeTo(writer);
  }

  public void readFrom(StateReader reader) {
    reader.section(Section.ACCOUNTS);
    List<AccountId> ids = reader.getAll(StateReader::getAccount);
    accounts.readFrom(reader, Ledger::isIndexed);
    for (int number = 0; number < accounts.rows(); number++) {
      if (isOfBook(number)) {
        int book = register(ids.get((int) accounts.get(number, 1)), number);
        Invariants.check(book == nature(number), "account is in another book", "account", number);
      }
    }
    Invariants.check(bookAccounts.equals(ids), "accounts and their ids do not agree");
  }

  private static boolean isIndexed(LongTable table, int row) {
    return (table.get(row, NATURE) & FLAG_BOOK) == 0;
  }

  /// @param heldByAccount what is held by the records of holds and reservations, by number
  public void checkInvariants(TreeMap<Integer, Long> heldByAccount) {
    TreeMap<Integer, long[]> sums = new TreeMap<>();
    for (int account = 0; account < accounts.rows(); account++) {
      if (isOfBook(account)) {
        long[] sum = sums.computeIfAbsent(nature(account), key -> new long[2]);
        // Two halves, so that no total of any length overflows.
        sum[0] += balance(account) >> 32;
        sum[1] += balance(account) & LOW;
        checkAccount(account, heldByAccount.getOrDefault(account, 0L));
      }
    }
    sums.forEach(
        (key, sum) ->
            Invariants.check(
                sum[0] + (sum[1] >> 32) == 0 && (sum[1] & LOW) == 0,
                "book does not sum to zero",
                "book",
                key));
  }

  /// Every account is found under its id. Costs a wait for memory an account, so not after a
  /// restart, when the index was just built.
  public void checkIndex() {
    accounts.checkInvariants(Ledger::isIndexed);
  }

  private void checkAccount(int account, long heldMinor) {
    long nature = accounts.get(account, NATURE);
    long held = accounts.get(account, HELD);
    Invariants.check(
        held == heldMinor, "held sum is not that of its holds", "account", account, "held", held);
    Invariants.check(
        Math.abs(balance(account)) <= Bounds.AMOUNT_MAX,
        "balance out of bounds",
        "account",
        account);
    Invariants.check(
        (nature & FLAG_CHECKED) == 0
            || available(account) >= 0
            || (nature & FLAG_UNDER_WATER) != 0,
        "account is overdrawn",
        "account",
        account);
  }
}
