package dev.sulcus.model;

import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * 2×2 max-pool. The operation with its window as attributes, which TensorFlow Java has no class for: the one it has takes
 * the window as tensors and is left out when oneDNN's kernels are put in, and its gradient then costs a quarter of the
 * step.
 */
final class MaxPooling {
    private static final long[] WINDOW = {1, 2, 2, 1};

    private MaxPooling() {}

    /** [N, H, W, C] becomes [N, ⌊H/2⌋, ⌊W/2⌋, C]. */
    static <T extends TNumber> Operand<T> add(Ops tf, Operand<T> x) {
        return windowed(tf.scope().opBuilder("MaxPool", "MaxPool").addInput(x.asOutput()));
    }

    /** The gradient of {@code input}, from what {@link #add} made of it and the gradient of that. */
    static <T extends TNumber> Operand<T> gradient(Ops tf, Operand<T> input, Operand<T> output, Operand<T> gradient) {
        return windowed(tf.scope()
                .opBuilder("MaxPoolGrad", "MaxPoolGrad")
                .addInput(input.asOutput())
                .addInput(output.asOutput())
                .addInput(gradient.asOutput()));
    }

    private static <T extends TNumber> Operand<T> windowed(OperationBuilder operation) {
        return operation
                .setAttr("ksize", WINDOW)
                .setAttr("strides", WINDOW)
                .setAttr("padding", "VALID")
                .build()
                .<T>output(0);
    }
}
