/// Bytes to payment messages and back; knows ISO 20022 and nothing of Kontor. Useful alone.
@org.jspecify.annotations.NullMarked
module kontor.iso20022 {
  requires static org.jspecify;

  exports kontor.iso20022;
}
