package dev.sulcus.fused;

/** One step of a {@link FusedNetwork}; values are numbered in the order in which the steps make them, 0 is the input. */
public sealed interface FusedLayer {
    /** The value that it reads. */
    int input();

    /** A second value that it reads, -1 when there is none. */
    default int other() {
        return -1;
    }

    /**
     * Sum over a window, plus bias, activation, and then a residual.
     *
     * @param depthwise each channel by itself
     * @param same zeros around as TensorFlow's SAME places them; else none
     * @param residual the value that is added at the end, -1 when there is none; its memory takes the result
     */
    record Convolution(
            int input,
            int kernel,
            int stride,
            boolean same,
            boolean depthwise,
            Activation activation,
            int residual,
            Kernel weights)
            implements FusedLayer {
        @Override
        public int other() {
            return residual;
        }
    }

    /** The mean of each channel: [N, C, 1, 1]. */
    record Average(int input) implements FusedLayer {}

    /** Each channel times its factor, in place. */
    record Scale(int input, int factors) implements FusedLayer {
        @Override
        public int other() {
            return factors;
        }
    }

    /** The greatest of each 2×2 pixels. */
    record MaxPool(int input) implements FusedLayer {}

    /** Every number of a picture, in the order H, W, C, times a matrix. */
    record Dense(int input, Activation activation, Kernel weights) implements FusedLayer {}
}
