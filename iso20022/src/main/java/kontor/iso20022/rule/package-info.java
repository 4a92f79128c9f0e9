/// What a message must keep to beyond its definition, a class a stage.
@NullMarked
package kontor.iso20022.rule;

import org.jspecify.annotations.NullMarked;
