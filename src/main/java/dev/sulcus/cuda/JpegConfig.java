package dev.sulcus.cuda;

import dev.sulcus.fault.Fault;

/**
 * How JPEGs are decoded.
 *
 * @param lanes how many threads of the host decode Huffman codes at a time, each with a stream of its own, 1 to 64
 * @param engines whether the card's own JPEG engines are used where it has some; what they don't take goes to the lanes
 */
public record JpegConfig(int lanes, boolean engines) {
    private static final int MOST_LANES = 64;

    /**
     * Checks the number.
     *
     * @throws Fault of kind usage
     */
    public JpegConfig {
        if (lanes < 1 || lanes > MOST_LANES) {
            throw Fault.usage("lanes of the JPEG decoder are " + lanes + "; they must be 1 to " + MOST_LANES);
        }
    }
}
