/// ISO 20022 messages: [MessageReader] makes records of bytes, [MessageWriter] bytes of records,
/// [Rules] judges what a schema cannot, [MessageCheck] does all of it for one file.
@NullMarked
package kontor.iso20022;

import org.jspecify.annotations.NullMarked;
