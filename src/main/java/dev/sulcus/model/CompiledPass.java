package dev.sulcus.model;

import dev.sulcus.device.CompilerLog;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * Arithmetic on every number of an activation that XLA compiles into one pass over memory, where TensorFlow's executor
 * takes a pass for each operation. What is marked here is compiled, always and at its first run; what stands next to it in
 * the graph is compiled with it. Adds to one graph; not thread-safe.
 *
 * <p>The price is paid at the first step of each batch size: a tenth of a second or less for each place. So only large
 * activations are worth it ({@link #pays}), which are also those that no cache holds. And the arithmetic is XLA's own, so
 * its last digits are not those of TensorFlow's operations; they are the same every time.
 */
final class CompiledPass {
    private final Ops tf;
    private final long least;

    /** For activations with {@code least} numbers of one picture or more. */
    CompiledPass(Ops tf, long least) {
        this.tf = tf;
        this.least = least;
    }

    /** Whether an activation [N, H, W, C] is large enough. */
    boolean pays(Operand<?> x) {
        long one = 1;
        for (int axis = 1; axis < x.shape().numDimensions(); axis++) {
            one *= x.shape().get(axis);
        }
        return one >= least;
    }

    /** x · s(x), where s is the logistic function. */
    <T extends TNumber> Operand<T> swish(Operand<T> x) {
        return marked("Mul", x, marked("Sigmoid", x));
    }

    /** gradient · (s + x·s·(1 - s)), s computed anew: cheaper than to have kept it. */
    <T extends TNumber> Operand<T> swishGradient(Operand<T> x, Operand<T> gradient, Operand<T> one) {
        Operand<T> share = marked("Sigmoid", x);
        Operand<T> rest = marked("Mul", marked("Mul", x, share), marked("Sub", one, share));
        return marked("Mul", gradient, marked("AddV2", share, rest));
    }

    /** x · factor + summand, both of which may be one per channel and picture. */
    <T extends TNumber> Operand<T> scaled(Operand<T> x, Operand<T> factor, Operand<T> summand) {
        return marked("AddV2", marked("Mul", x, factor), summand);
    }

    @SafeVarargs
    private <T extends TNumber> Operand<T> marked(String operation, Operand<T>... inputs) {
        CompilerLog.settle();
        OperationBuilder builder = tf.scope().opBuilder(operation, operation);
        for (Operand<T> input : inputs) {
            builder.addInput(input.asOutput());
        }
        return builder.setAttr("_XlaCompile", true)
                .setAttr("_XlaScope", "passes")
                .build()
                .<T>output(0);
    }
}
