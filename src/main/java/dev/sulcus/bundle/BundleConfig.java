package dev.sulcus.bundle;

import dev.sulcus.fault.Fault;
import java.nio.file.Path;

/**
 * A bundle to make.
 *
 * @param kind of machine that it is for
 * @param out the folder to make; it must not be there yet
 * @param pieceBytes the most that one piece may have, 4 MiB or more; 0: the folder itself, not in pieces
 */
public record BundleConfig(BundleKind kind, Path out, long pieceBytes) {
    private static final long LEAST_PIECE = 4L << 20;

    /** Checks the range. */
    public BundleConfig {
        if (pieceBytes != 0 && pieceBytes < LEAST_PIECE) {
            throw Fault.usage("--split is " + pieceBytes + " bytes; it must be 4m (4 MiB) or more");
        }
    }
}
