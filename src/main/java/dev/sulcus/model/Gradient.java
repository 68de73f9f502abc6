package dev.sulcus.model;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/** Gradients of single operations that TensorFlow has, but TensorFlow Java has no class for. */
final class Gradient {
    private Gradient() {}

    /** gradient · output · (1 - output). */
    static <T extends TNumber> Operand<T> ofSigmoid(Ops tf, Operand<T> output, Operand<T> gradient) {
        return add(tf, "SigmoidGrad", output, gradient);
    }

    /** The gradient where the output is positive, else 0. */
    static <T extends TNumber> Operand<T> ofRelu(Ops tf, Operand<T> output, Operand<T> gradient) {
        return add(tf, "ReluGrad", gradient, output);
    }

    private static <T extends TNumber> Operand<T> add(Ops tf, String operation, Operand<T> first, Operand<T> second) {
        return tf.scope()
                .opBuilder(operation, operation)
                .addInput(first.asOutput())
                .addInput(second.asOutput())
                .build()
                .<T>output(0);
    }
}
