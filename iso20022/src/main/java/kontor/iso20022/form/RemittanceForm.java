package kontor.iso20022.form;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import kontor.iso20022.CreditTransfer.Code;
import kontor.iso20022.CreditTransfer.ReferredDocument;
import kontor.iso20022.CreditTransfer.RegulatoryDetail;
import kontor.iso20022.CreditTransfer.Remittance;
import kontor.iso20022.xml.Tape;
import kontor.iso20022.xml.XmlOut;
import org.jspecify.annotations.Nullable;

/// Reads and writes what a payment is for: remittance information, the documents it refers to, and
/// regulatory reporting. Transfers between institutions have remittance information in plain words
/// only.
final class RemittanceForm {

  /// Said of a document's date where the version asks which date it is.
  private static final String DATE_TYPE = "RLTD";

  private RemittanceForm() {}

  static List<String> unstructured(Tape tape, int remittance) {
    return texts(tape, remittance, "Ustrd");
  }

  static List<ReferredDocument> documents(Tape tape, int remittance) {
    List<ReferredDocument> documents = List.of();
    for (int strd = remittance + 1; strd < tape.end(remittance); strd = tape.end(strd)) {
      if (!tape.named(strd, "Strd")) {
        continue;
      }
      for (int child = strd + 1; child < tape.end(strd); child = tape.end(child)) {
        if (tape.named(child, "RfrdDocInf")) {
          documents = documents.isEmpty() ? new ArrayList<>() : documents;
          documents.add(document(tape, child));
        }
      }
    }
    return documents;
  }

  private static ReferredDocument document(Tape tape, int node) {
    Code type = null;
    String number = null;
    LocalDate date = null;
    for (int child = node + 1; child < tape.end(node); child = tape.end(child)) {
      switch (tape.name(child)) {
        case "Tp" -> type = Values.code(tape, tape.child(child, "CdOrPrtry"));
        case "Nb" -> number = tape.text(child);
        case "RltdDt" -> {
          int below = tape.child(child, "Dt");
          date = Values.date(tape, below < 0 ? child : below);
        }
        default -> { }
      }
    }
    return new ReferredDocument(type, number, date);
  }

  /// Adds the details of one `RgltryRptg`.
  static void addReporting(Tape tape, int node, List<RegulatoryDetail> reporting) {
    for (int child = node + 1; child < tape.end(node); child = tape.end(child)) {
      if (tape.named(child, "Dtls")) {
        int type = tape.child(child, "Tp");
        int code = tape.child(child, "Cd");
        reporting.add(
            new RegulatoryDetail(
                type < 0 ? null : tape.text(type),
                code < 0 ? null : tape.text(code),
                texts(tape, child, "Inf")));
      }
    }
  }

  private static List<String> texts(Tape tape, int node, String name) {
    List<String> texts = new ArrayList<>(1);
    for (int child = node + 1; child < tape.end(node); child = tape.end(child)) {
      if (tape.named(child, name)) {
        texts.add(tape.text(child));
      }
    }
    return texts;
  }

  /// @param isDateTyped whether the version asks which date of a document it is
  static void write(XmlOut out, Remittance remittance, boolean isDateTyped) {
    Values.code(out, "Purp", remittance.purpose());
    if (!remittance.reporting().isEmpty()) {
      out.open("RgltryRptg");
      for (RegulatoryDetail detail : remittance.reporting()) {
        out.open("Dtls").text("Tp", detail.type()).text("Cd", detail.code());
        detail.information().forEach(line -> out.text("Inf", line));
        out.close("Dtls");
      }
      out.close("RgltryRptg");
    }
    if (!remittance.unstructured().isEmpty() || !remittance.documents().isEmpty()) {
      out.open("RmtInf");
      remittance.unstructured().forEach(line -> out.text("Ustrd", line));
      if (!remittance.documents().isEmpty()) {
        out.open("Strd");
        remittance.documents().forEach(document -> document(out, document, isDateTyped));
        out.close("Strd");
      }
      out.close("RmtInf");
    }
  }

  private static void document(XmlOut out, ReferredDocument document, boolean isDateTyped) {
    out.open("RfrdDocInf");
    if (document.type() != null) {
      out.open("Tp");
      Values.code(out, "CdOrPrtry", document.type());
      out.close("Tp");
    }
    out.text("Nb", document.number());
    date(out, document.date(), isDateTyped);
    out.close("RfrdDocInf");
  }

  private static void date(XmlOut out, @Nullable LocalDate date, boolean isDateTyped) {
    if (date != null && isDateTyped) {
      out.open("RltdDt").open("Tp").text("Prtry", DATE_TYPE).close("Tp")
          .text("Dt", Values.date(date)).close("RltdDt");
    } else if (date != null) {
      out.text("RltdDt", Values.date(date));
    }
  }
}
