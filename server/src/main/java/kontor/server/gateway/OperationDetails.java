package kontor.server.gateway;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import kontor.engine.terms.OperationClass;
import kontor.engine.terms.Particulars;
import kontor.iso20022.CreditTransfer.Code;
import kontor.iso20022.CreditTransfer.PaymentType;
import kontor.iso20022.CreditTransfer.ReferredDocument;
import kontor.iso20022.CreditTransfer.RegulatoryDetail;
import kontor.iso20022.CreditTransfer.Remittance;
import org.jspecify.annotations.Nullable;

/// What a message says of the operation that it pays (F05), in the words of the annex. The tables
/// stand in docs/interfaces/operations.md.
///
/// - **Class**: `Purp`, and where that tells none, `CtgyPurp`. A code of the external lists that
///   stands for no class here tells nothing. `Prtry` may hold the name of a class, for the lists
///   have no code for some.
/// - **Goods**: `RgltryRptg/Dtls` with `Tp` `HS`, one for each code, which is in `Cd`; points
///   between its digits do not count. Other details, and `Inf`, are for people.
/// - **Documents**: `RmtInf/Strd/RfrdDocInf` that have a number, for without one nothing is
///   referred to. The tenor runs from the earliest of their dates.
final class OperationDetails {

  /// Said in `Tp` of a detail of regulatory reporting whose `Cd` is an HS code.
  static final String HS = "HS";
  static final int GOODS_MAX = 64;
  static final int DOCUMENTS_MAX = 64;

  private static final String HS_CODE = "\\d{2,10}";

  private OperationDetails() {}

  static @Nullable OperationClass operation(Remittance remittance, PaymentType type) {
    OperationClass byPurpose = purpose(remittance.purpose());
    return byPurpose == null ? category(type.categoryPurpose()) : byPurpose;
  }

  /// By ExternalPurpose1Code.
  private static @Nullable OperationClass purpose(@Nullable Code code) {
    if (code == null) {
      return null;
    }
    if (code.proprietary()) {
      return named(code.value());
    }
    return switch (code.value()) {
      // Purchase of goods; of goods with services; payment to a supplier.
      case "GDDS", "GDSV", "SUPP" -> OperationClass.GOODS;
      case "TRAD" -> OperationClass.TRADE_SERVICES;
      // Purchase of services; licence fee; royalties.
      case "SCVE", "LICF", "ROYA" -> OperationClass.SERVICES;
      case "PENS" -> OperationClass.PENSION;
      case "ALMY" -> OperationClass.FAMILY_REMITTANCE;
      // Interest; commission; fee for opening; fee for cancelling.
      case "INTE", "COMM", "OFEE", "CFEE" -> OperationClass.INTEREST_FEE;
      case "REFU" -> OperationClass.RETURN;
      default -> null;
    };
  }

  /// By ExternalCategoryPurpose1Code.
  private static @Nullable OperationClass category(@Nullable Code code) {
    if (code == null) {
      return null;
    }
    if (code.proprietary()) {
      return named(code.value());
    }
    return switch (code.value()) {
      case "SUPP" -> OperationClass.GOODS;
      case "TRAD" -> OperationClass.TRADE_SERVICES;
      case "PENS" -> OperationClass.PENSION;
      case "INTE" -> OperationClass.INTEREST_FEE;
      default -> null;
    };
  }

  private static @Nullable OperationClass named(String name) {
    for (OperationClass operation : OperationClass.values()) {
      if (operation != OperationClass.ANY && operation.name().equals(name)) {
        return operation;
      }
    }
    return null;
  }

  static List<String> goods(Remittance remittance) throws Unmappable {
    List<String> goods = new ArrayList<>();
    for (RegulatoryDetail detail : remittance.reporting()) {
      if (HS.equals(detail.type())) {
        goods.add(code(detail.code()));
      }
    }
    if (goods.size() > GOODS_MAX) {
      throw new Unmappable("V61", "RR05", "/RgltryRptg",
          "more than " + GOODS_MAX + " HS codes are stated",
          "part the payment, or state headings in place of codes");
    }
    return goods;
  }

  private static String code(@Nullable String stated) throws Unmappable {
    String digits = stated == null ? "" : stated.strip().replace(".", "");
    if (!digits.matches(HS_CODE)) {
      throw new Unmappable("V61", "RR05", "/RgltryRptg/Dtls/Cd",
          "a detail of type HS has no HS code in Cd",
          "give two to ten digits, such as 1001 or 3004.31");
    }
    return digits;
  }

  static List<String> documents(Remittance remittance) throws Unmappable {
    List<String> documents = new ArrayList<>();
    for (ReferredDocument document : remittance.documents()) {
      Code type = document.type();
      if (type == null || !isNumbered(document)) {
        continue;
      }
      String name = type.proprietary() ? type.value().strip() : name(type.value());
      if (name.isEmpty()) {
        throw new Unmappable("V63", "RR07", "/RmtInf/Strd/RfrdDocInf/Tp/CdOrPrtry/Prtry",
            "the type of a document is blank", "name the document, or leave its type out");
      }
      if (!documents.contains(name)) {
        documents.add(name);
      }
    }
    if (documents.size() > DOCUMENTS_MAX) {
      throw new Unmappable("V63", "RR07", "/RmtInf/Strd/RfrdDocInf",
          "documents of more than " + DOCUMENTS_MAX + " types are referred to",
          "refer to those that the agreement asks for");
    }
    return documents;
  }

  private static boolean isNumbered(ReferredDocument document) {
    String number = document.number();
    return number != null && !number.isBlank();
  }

  /// By ExternalDocumentType1Code; a code without a name here is its own.
  private static String name(String code) {
    return switch (code) {
      case "CINV", "HIRI", "MSIN", "SBIN" -> "invoice";
      case "CMCN" -> "contract";
      case "BOLD" -> "bill of lading";
      case "DISP" -> "dispatch advice";
      case "PUOR" -> "purchase order";
      case "SOAC" -> "statement of account";
      case "VCHR" -> "voucher";
      case "CREN" -> "credit note";
      case "DEBN" -> "debit note";
      default -> code;
    };
  }

  /// Days from the earliest date of a document to the value date; a document of later than that
  /// has none behind it.
  static int tenorDays(Remittance remittance, LocalDate valueDate) {
    LocalDate earliest = null;
    for (ReferredDocument document : remittance.documents()) {
      LocalDate date = isNumbered(document) ? document.date() : null;
      if (date != null && (earliest == null || date.isBefore(earliest))) {
        earliest = date;
      }
    }
    return earliest == null
        ? Particulars.TENOR_UNKNOWN
        : Math.clamp(ChronoUnit.DAYS.between(earliest, valueDate), 0, Integer.MAX_VALUE);
  }
}
