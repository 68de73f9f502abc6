package dev.sulcus.fused;

import dev.sulcus.fault.Fault;

/**
 * The numbers of one layer, borrowed from whoever made them; they are packed when a plan is opened and not kept.
 *
 * @param values in Keras' order: (height, width, in, out), depthwise (height, width, channels, 1), dense (in, out)
 * @param bias one per output
 */
public record Kernel(float[] values, float[] bias) {
    /** Refuses what can't be a layer's. */
    public Kernel {
        if (bias.length == 0 || values.length % bias.length != 0) {
            throw Fault.bug("a kernel of " + values.length + " numbers for " + bias.length + " outputs");
        }
    }

    /** How many outputs. */
    public int outputs() {
        return bias.length;
    }
}
