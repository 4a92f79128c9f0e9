package kontor.cluster;

import io.aeron.archive.client.AeronArchive;
import java.nio.file.Path;

/// One recording of the archive as its catalog describes it: a stream of frames in files of one
/// length, named by the position at which each starts.
///
/// @param stopPosition -1 while it is written, or when its writer was killed
record Recording(
    Path archiveDir,
    long id,
    long startPosition,
    long stopPosition,
    int initialTermId,
    int termBytes,
    int segmentBytes,
    int mtuBytes,
    int sessionId,
    int streamId) {

  /// Position at which the file starts that holds a position.
  long segmentStart(long position) {
    return AeronArchive.segmentFileBasePosition(startPosition, position, termBytes, segmentBytes);
  }

  /// The file that starts at a position.
  Path segmentFile(long segmentStart) {
    return archiveDir.resolve(id + "-" + segmentStart + ".rec");
  }

  Recording withStopPosition(long position) {
    return new Recording(
        archiveDir,
        id,
        startPosition,
        position,
        initialTermId,
        termBytes,
        segmentBytes,
        mtuBytes,
        sessionId,
        streamId);
  }
}
