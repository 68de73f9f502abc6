package dev.sulcus.model;

import dev.sulcus.device.DeviceChoice;
import dev.sulcus.device.Precision;
import dev.sulcus.device.Processor;
import dev.sulcus.device.SessionConfig;

/**
 * By which operation, and in which numbers, the layers of a training pass are computed. Every choice gives the same
 * gradients up to rounding; which is fast depends on whose kernels run: oneDNN's on a CPU, cuDNN's and TensorFlow's own on
 * a GPU. What was measured on a CPU, and what is expected of a GPU, stands in native-config/README.md.
 *
 * @param precision of products and activations
 * @param pointwiseProducts whether a convolution of one pixel is added as a matrix product
 * @param kernelGradient how the gradient of a depthwise kernel is computed
 * @param wideStridedGradient whether a depthwise layer with a stride passes its gradient on in float32
 * @param evenChannels batch normalisation in a narrow type needs such a multiple of channels, else it is done in float32;
 *     1 for any
 * @param wideSigmoid whether a sigmoid is taken in float32, with a cast each way
 * @param slopes whether the gradient of a swish is its slope times what arrives (an operation for the sigmoid's gradient and
 *     two passes) rather than four plain passes
 * @param averaging how a picture is averaged over its places
 * @param levels whether a narrow type gets pictures as 0 to 255 where the network would scale them to 0 to 1
 * @param pictureChannels what the three channels of a picture are filled up to with zeros
 * @param foldedNorm whether the gradient of batch normalisation with stored statistics is written as a scale
 * @param compiledFrom how many numbers of one picture an activation has at least whose arithmetic XLA compiles into single
 *     passes; {@link #NEVER} for none
 */
public record LayerPolicy(
        Precision precision,
        boolean pointwiseProducts,
        KernelGradient kernelGradient,
        boolean wideStridedGradient,
        int evenChannels,
        boolean wideSigmoid,
        boolean slopes,
        Averaging averaging,
        boolean levels,
        int pictureChannels,
        boolean foldedNorm,
        long compiledFrom) {
    /** No activation is large enough. */
    static final long NEVER = Long.MAX_VALUE;
    /**
     * Each compiled place costs up to a tenth of a second at the first step of each size of batch. At 224 pixels a side the
     * eleven largest of 49 swishes hold 86 % of the numbers.
     */
    private static final long LARGE = 100_000;

    /** Channels that a tensor core takes at a time in 16 bits. */
    private static final int TENSOR_CORE = 8;

    /** How the gradient of a depthwise kernel is computed. */
    enum KernelGradient {
        /** TensorFlow's operation, by whichever kernel it has. */
        OPERATION,
        /** The same, but with explicit padding where TensorFlow's own kernel is faster than oneDNN's. */
        SIDESTEP,
        /** As one sum per place of the kernel: slow, and the same bits every time on a GPU. */
        SUMS
    }

    /** How a picture is averaged over its places. */
    enum Averaging {
        /** A pool as large as the picture. */
        POOL,
        /** The same in float32. */
        WIDE_POOL,
        /** A reduction. */
        REDUCTION
    }

    /** For a session: by its device, precision and whether its results must repeat. */
    public static LayerPolicy of(SessionConfig session) {
        return session.device() == DeviceChoice.GPU
                ? onGpu(session.precision(), session.deterministic())
                : onCpu(session.precision());
    }

    /** The same, with arithmetic compiled on activations of {@code numbers} of one picture and more. */
    LayerPolicy compiledFrom(long numbers) {
        return new LayerPolicy(
                precision,
                pointwiseProducts,
                kernelGradient,
                wideStridedGradient,
                evenChannels,
                wideSigmoid,
                slopes,
                averaging,
                levels,
                pictureChannels,
                foldedNorm,
                numbers);
    }

    /** For this machine's CPU. */
    static LayerPolicy onCpu(Precision precision) {
        return onCpu(precision, Processor.computesBfloat16());
    }

    /**
     * What was measured to be fast with oneDNN.
     *
     * @param wideSums whether bfloat16 is summed in float32; where it isn't, a mean over a picture in bfloat16 made the
     *     gradients of the first excitation ten times their size
     */
    static LayerPolicy onCpu(Precision precision, boolean wideSums) {
        return switch (precision) {
            // Its passes stay TensorFlow's: 4 % of a step are not worth other last digits than those of every trained
            // figure.
            case FLOAT32 ->
                new LayerPolicy(
                        precision,
                        true,
                        KernelGradient.SIDESTEP,
                        false,
                        1,
                        false,
                        true,
                        Averaging.POOL,
                        false,
                        3,
                        false,
                        NEVER);
            case BFLOAT16 ->
                new LayerPolicy(
                        precision,
                        false,
                        KernelGradient.SIDESTEP,
                        true,
                        16,
                        true,
                        false,
                        wideSums ? Averaging.POOL : Averaging.WIDE_POOL,
                        true,
                        3,
                        false,
                        LARGE);
            // Not for speed: a CPU sums 16 bits in 16 bits, so that a mean over a picture must be wide.
            case FLOAT16 ->
                new LayerPolicy(
                        precision,
                        false,
                        KernelGradient.OPERATION,
                        false,
                        1,
                        true,
                        true,
                        Averaging.WIDE_POOL,
                        false,
                        3,
                        false,
                        NEVER);
        };
    }

    /**
     * What TensorFlow's sources let one expect of a GPU; not measured yet. Each operation is a launch and a pass over
     * memory, so nothing is cast that needn't be. bfloat16 has too few bits for 255ths; float16 has enough, and its
     * gradients would overflow with pictures 255 times as bright.
     */
    static LayerPolicy onGpu(Precision precision, boolean deterministic) {
        boolean narrow = precision != Precision.FLOAT32;
        return new LayerPolicy(
                precision,
                false, // TensorFlow hands such a convolution to cuBLAS as a product by itself
                deterministic ? KernelGradient.SUMS : KernelGradient.OPERATION,
                false,
                1,
                false,
                true,
                Averaging.REDUCTION, // a GPU sums in float32 and shares the sum among more threads than a pool does
                precision == Precision.BFLOAT16,
                narrow ? TENSOR_CORE : 3,
                true,
                NEVER);
    }
}
