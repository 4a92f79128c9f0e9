@org.jspecify.annotations.NullMarked
package kontor.simulator;
