package dev.sulcus.training;

import dev.sulcus.model.CounterRandom;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TInt64;

/** Where the seed of everything that a graph draws is fed. Owns the tensor; not thread-safe. */
final class SeedFeed implements AutoCloseable {
    private final Placeholder<TInt64> input;
    private final TInt64 value = TInt64.vectorOf(0, 0);

    SeedFeed(Ops tf) {
        input = tf.placeholder(TInt64.class, Placeholder.shape(Shape.of(2)));
    }

    /** int64 [2]. */
    Placeholder<TInt64> input() {
        return input;
    }

    /** Feeds the key of a stream of {@link CounterRandom} that no epoch (1, 2, ...) takes, and a counter within it. */
    void feed(Session.Runner runner, long seed, long stream, long counter) {
        feed(runner, CounterRandom.key(seed, stream, 0), counter);
    }

    void feed(Session.Runner runner, long key, long counter) {
        value.setLong(key, 0);
        value.setLong(counter, 1);
        runner.feed(input, value);
    }

    @Override
    public void close() {
        value.close();
    }
}
