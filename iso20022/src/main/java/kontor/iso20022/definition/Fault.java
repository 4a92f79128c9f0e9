package kontor.iso20022.definition;

/// A place where a message does not keep to its definition.
///
/// @param node the element on the tape
/// @param below what to add to its path, for an attribute or a missing child
public record Fault(int node, String below, String text, String remedy) {}
