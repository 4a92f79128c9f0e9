package kontor.readside;

import java.util.List;

/// A message and what became of each of its instructions, by sequence.
public record MessageDetails(MessageRow message, List<InstructionRow> instructions) {}
