package kontor.engine.ledger;

import java.util.ArrayList;
import java.util.Collection;
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

  /// How often the account's money got another unit, beside the flags of an account of a book.
  private static final int UNIT_SHIFT = 16;

  private static final long UNIT_MASK = 0xffffL;

  record Book(ParticipantId servicer, Currency currency) implements Comparable<Book> {
    @Override
    public int compareTo(Book other) {
      int byServicer = servicer.compareTo(other.servicer);
      return byServicer != 0 ? byServicer : currency.compareTo(other.currency);
    }
  }

  /// Which account of its book.
  private record Owner(ParticipantId owner, AccountKind kind) implements Comparable<Owner> {
    @Override
    public int compareTo(Owner other) {
      int byOwner = owner.compareTo(other.owner);
      return byOwner != 0 ? byOwner : kind.compareTo(other.kind);
    }
  }

  /// The accounts of a book by owner and kind, so that a book can change its currency as a whole.
  private record OfBook(int number, TreeMap<Owner, Integer> accounts) {}

  private final LongTable accounts;
  /// Accounts of books in the order in which they were opened.
  private final List<AccountId> bookAccounts = new ArrayList<>();
  private final TreeMap<Book, OfBook> books = new TreeMap<>();
  /// Which money took the place of one that was.
  private final TreeMap<Currency, Currency> successors = new TreeMap<>();

  public Ledger(Bounds bounds) {
    accounts = new LongTable(COLUMNS, bounds.accountsMax());
  }

  /// Opens an account of a book; the caller knows servicer, owner and currency.
  public @Nullable Refusal open(AccountId account) {
    if (find(account) != NONE) {
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
    OfBook book =
        books.computeIfAbsent(
            new Book(account.servicer(), account.currency()),
            key -> new OfBook(books.size(), new TreeMap<>()));
    book.accounts().put(new Owner(account.owner(), account.kind()), number);
    return book.number();
  }

  private static boolean isChecked(AccountKind kind) {
    return switch (kind) {
      case SETTLEMENT, LORO, PROVIDER -> true;
      case NOSTRO, IN_TRANSIT, FROZEN, FEE, INTEREST, ROUNDING, RESIDUAL, LEDGER -> false;
    };
  }

  /// The number of an account of a book, or {@link #NONE}.
  public int find(AccountId account) {
    OfBook book = books.get(new Book(account.servicer(), account.currency()));
    Integer number =
        book == null ? null : book.accounts().get(new Owner(account.owner(), account.kind()));
    return number == null ? NONE : number;
  }

  /// Where an account stands now that was named in a money that was.
  ///
  /// @param account its number, or {@link #NONE}
  /// @param unit what {@link Ledger#unit} was then
  public record Was(int account, long unit) {}

  /// Who sends again what was said before a new unit came is answered as the first time.
  public Was was(AccountId id) {
    Currency currency = id.currency();
    int units = 0;
    for (Currency next = successors.get(currency); next != null; next = successors.get(next)) {
      currency = next;
      units++;
    }
    int account = find(new AccountId(id.servicer(), currency, id.owner(), id.kind()));
    return new Was(account, account == NONE ? 0 : unit(account) - units);
  }

  /// From now on what is said in `from` was said before.
  public void succeed(Currency from, Currency to) {
    successors.put(from, to);
  }

  /// The account of a book with this number.
  public AccountId id(int account) {
    return bookAccounts.get(place(account));
  }

  /// Place of an account among those of books.
  int place(int account) {
    Invariants.check(isOfBook(account), "not an account of a book", "account", account);
    return (int) accounts.get(account, 1);
  }

  int bookAccountCount() {
    return bookAccounts.size();
  }

  /// How often the account's money has got another unit: sums of the same account are in the same
  /// money only if this has not changed between them.
  public long unit(int account) {
    return accounts.get(account, NATURE) >>> UNIT_SHIFT & UNIT_MASK;
  }

  public boolean isChecked(int account) {
    return (accounts.get(account, NATURE) & FLAG_CHECKED) != 0;
  }

  public long line(int account) {
    return accounts.get(account, LINE_LOW);
  }

  long balance(int account) {
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

  /// Whether the balance stays in its bounds when it changes by so much.
  public boolean bears(int account, long changeMinor) {
    return Math.abs(balance(account) + changeMinor) <= Bounds.AMOUNT_MAX;
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
    takeBack(account, amountMinor);
    markWater(account, false);
  }

  private void takeBack(int account, long amountMinor) {
    long held = accounts.get(account, HELD);
    Invariants.check(
        // A hold may have become nothing in a new unit.
        amountMinor >= 0 && amountMinor <= held, "release exceeds what is held", "held", held);
    accounts.set(account, HELD, held - amountMinor);
  }

  /// Posts all legs or breaks an invariant: every check was made before. Each leg is within one
  /// book, so each book sums to zero.
  public List<Entry> post(List<Leg> posting) {
    for (Leg leg : posting) {
      checkLeg(leg);
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

  private void checkLeg(Leg leg) {
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
  }

  /// Posts a posting whose first leg's sum is set aside; the others are covered.
  ///
  /// @see #postHeldTogether
  public List<Entry> postHeld(List<Leg> posting) {
    for (Leg leg : posting.subList(1, posting.size())) {
      Invariants.check(
          covers(leg.debit(), leg.amountMinor()), "leg is not covered", "debit", leg.debit());
    }
    return postHeldTogether(List.of(posting)).getFirst();
  }

  /// Posts all or breaks an invariant, as one: what counts is each account's balance when all are
  /// posted, not on the way there. The sum of each first leg is set aside and is paid out of that,
  /// even if the line that bore it was lowered since.
  ///
  /// @return the entries of each posting, with the balances on the way
  public List<List<Entry>> postHeldTogether(List<List<Leg>> postings) {
    TreeMap<Integer, Long> before = new TreeMap<>();
    for (List<Leg> posting : postings) {
      for (Leg leg : posting) {
        checkLeg(leg);
        before.putIfAbsent(leg.debit(), available(leg.debit()));
        before.putIfAbsent(leg.credit(), available(leg.credit()));
      }
    }
    List<List<Entry>> all = new ArrayList<>(postings.size());
    for (List<Leg> posting : postings) {
      Invariants.check(fits(posting), "posting leaves the bounds of a balance");
      takeBack(posting.getFirst().debit(), posting.getFirst().amountMinor());
      List<Entry> entries = new ArrayList<>(posting.size() * 2);
      for (Leg leg : posting) {
        entries.add(add(leg.debit(), -leg.amountMinor()));
        entries.add(add(leg.credit(), leg.amountMinor()));
      }
      all.add(entries);
    }
    before.forEach(
        (account, available) -> {
          Invariants.check(
              !isChecked(account)
                  || available(account) >= 0
                  || available(account) >= available,
              "account is not covered",
              "account",
              account);
          markWater(account, false);
        });
    return all;
  }

  private Entry change(int account, long amountMinor) {
    Entry entry = add(account, amountMinor);
    markWater(account, false);
    return entry;
  }

  private Entry add(int account, long amountMinor) {
    long balance = accounts.get(account, NET) + amountMinor;
    accounts.set(account, NET, balance);
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

  public boolean hasBook(ParticipantId servicer, Currency currency) {
    return books.containsKey(new Book(servicer, currency));
  }

  public boolean hasAccountsIn(Currency currency) {
    return !books(currency).isEmpty();
  }

  /// The first account of a servicer who keeps books in both currencies; null if there is none.
  public @Nullable AccountId firstWithBoth(Currency one, Currency other) {
    for (Book book : books(one)) {
      if (hasBook(book.servicer(), other)) {
        return id(accountsOf(book).iterator().next());
      }
    }
    return null;
  }

  /// The books in a currency, by servicer.
  List<Book> books(Currency currency) {
    return books.keySet().stream().filter(book -> book.currency().equals(currency)).toList();
  }

  /// Numbers of the accounts of a book, by owner and kind.
  Collection<Integer> accountsOf(Book book) {
    OfBook known = books.get(book);
    return known == null ? List.of() : known.accounts().values();
  }

  /// Gives an account its sums in another unit. Rounded up, what is held may exceed what there
  /// is by some units: then it is marked as one whose line was lowered.
  void restate(int account, Currency to, long balance, long held, long line) {
    int place = place(account);
    AccountId id = bookAccounts.get(place);
    bookAccounts.set(place, new AccountId(id.servicer(), to, id.owner(), id.kind()));
    long[] chunk = accounts.chunkToWrite(account);
    int base = accounts.base(account);
    chunk[base + NET] = balance;
    chunk[base + HELD] = held;
    chunk[base + LINE_LOW] = line;
    chunk[base + NATURE] += 1L << UNIT_SHIFT;
    markWater(account, true);
  }

  /// Moves the books of a currency, whose accounts were restated, to another, which has none of
  /// their servicers'.
  void rename(Currency from, Currency to) {
    for (Book book : books(from)) {
      OfBook moved = books.remove(book);
      OfBook before = books.put(new Book(book.servicer(), to), moved);
      Invariants.check(before == null, "old and new money meet in a book", "currency", to);
    }
  }

  /// Brings a book whose balances were rounded back to zero.
  void addRounding(ParticipantId servicer, Currency currency, long minor) {
    AccountId id = new AccountId(servicer, currency, servicer, AccountKind.ROUNDING);
    int account = find(id);
    if (account == NONE) {
      Refusal refusal = open(id);
      Invariants.check(refusal == null, "rounding account cannot be opened");
      account = find(id);
    }
    accounts.set(account, NET, balance(account) + minor);
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
    for (OfBook book : books.values()) {
      for (int number : book.accounts().values()) {
        visitor.accept(
            new AccountView(
                id(number), balance(number), accounts.get(number, HELD), line(number)));
      }
    }
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
