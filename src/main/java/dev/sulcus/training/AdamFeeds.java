package dev.sulcus.training;

import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * What changes from one step of {@link Adam} to the next: fed, so that a schedule needs no new graph. Owns the scalars
 * that it feeds, allocated once; not thread-safe.
 */
final class AdamFeeds implements AutoCloseable {
    private final AdamConfig config;
    private final Placeholder<TFloat32> rate;
    private final Placeholder<TFloat32> beta1Power;
    private final Placeholder<TFloat32> beta2Power;
    private final TFloat32 rateValue = TFloat32.scalarOf(0);
    private final TFloat32 beta1PowerValue = TFloat32.scalarOf(0);
    private final TFloat32 beta2PowerValue = TFloat32.scalarOf(0);

    AdamFeeds(Ops tf, AdamConfig config) {
        this.config = config;
        rate = scalar(tf);
        beta1Power = scalar(tf);
        beta2Power = scalar(tf);
    }

    /** The learning rate. */
    Placeholder<TFloat32> rate() {
        return rate;
    }

    /** β1 to the power of the step. */
    Placeholder<TFloat32> beta1Power() {
        return beta1Power;
    }

    /** β2 to the power of the step. */
    Placeholder<TFloat32> beta2Power() {
        return beta2Power;
    }

    /** Feeds one step's numbers; {@code step} counts from 1. */
    void feed(Session.Runner runner, double learningRate, long step) {
        rateValue.setFloat((float) learningRate);
        beta1PowerValue.setFloat((float) Math.pow(config.beta1(), step));
        beta2PowerValue.setFloat((float) Math.pow(config.beta2(), step));
        runner.feed(rate, rateValue).feed(beta1Power, beta1PowerValue).feed(beta2Power, beta2PowerValue);
    }

    @Override
    public void close() {
        rateValue.close();
        beta1PowerValue.close();
        beta2PowerValue.close();
    }

    private static Placeholder<TFloat32> scalar(Ops tf) {
        return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    }
}
