/// The XML form of each record: where its components stand in a message, both ways.
@NullMarked
package kontor.iso20022.form;

import org.jspecify.annotations.NullMarked;
