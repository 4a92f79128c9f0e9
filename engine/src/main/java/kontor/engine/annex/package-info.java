/// What parties agree, as records: the frame of an agreement and its annexes (F01), each with one
/// canonical form of bytes, which is what the parties sign. Pure.
@NullMarked
package kontor.engine.annex;

import org.jspecify.annotations.NullMarked;
