/// Bytes to tokens and text to bytes: XML 1.0 in UTF-8 with namespaces and nothing else, because a
/// payment needs no document type, no entity and no other encoding, and an attacker does.
@NullMarked
package kontor.iso20022.xml;

import org.jspecify.annotations.NullMarked;
