package dev.sulcus.weights;

import dev.sulcus.artefact.FileReason;
import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The first bytes of an HDF5 file, which say how long it is. The library that reads the rest does not ask: the numbers of
 * a file that was cut off would be whatever it finds.
 *
 * <p>Source: HDF5 File Format Specification 3.0, II.A, superblocks of versions 0 to 3.
 */
final class Superblock {
    /** As many bytes of the file as this class looks at. */
    static final int BYTES = 56;

    private static final int VERSION = 8;
    /** Where the end-of-file address stands, by version of the superblock, offsets being of eight bytes. */
    private static final int[] END_ADDRESS = {40, 44, 28, 28};
    /** Where the number of bytes of an offset stands. */
    private static final int[] OFFSET_SIZE = {13, 13, 9, 9};

    private Superblock() {}

    /**
     * Refuses a file shorter than it says.
     *
     * @param head its first bytes
     * @throws Fault of kind data, with both lengths
     */
    static void requireWhole(Path file, byte[] head) {
        long actual = size(file);
        long said = head.length < BYTES ? BYTES : end(head);
        if (said > actual || said < 0) {
            throw Fault.data(
                    file + ": cut off, " + actual + " bytes of " + Math.max(said, 0) + "; fetch or copy it again");
        }
    }

    /** 0 where the form is not one that this class knows. */
    private static long end(byte[] head) {
        int version = head[VERSION];
        if (version < 0 || version >= END_ADDRESS.length || head[OFFSET_SIZE[version]] != Long.BYTES) {
            return 0;
        }
        return ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong(END_ADDRESS[version]);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw Fault.data("cannot read " + file + ": " + FileReason.of(e), e);
        }
    }
}
