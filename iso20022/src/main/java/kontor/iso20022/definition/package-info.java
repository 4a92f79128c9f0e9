/// What a message version may hold, and the check that a message keeps to it.
///
/// The definitions are text resources made from the published schemas by
/// `tools/GenerateDefinitions.java`, which also explains the notation.
@NullMarked
package kontor.iso20022.definition;

import org.jspecify.annotations.NullMarked;
