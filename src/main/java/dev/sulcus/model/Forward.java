package dev.sulcus.model;

import dev.sulcus.device.Precision;
import dev.sulcus.fault.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/**
 * One forward pass while it is added to a graph: the weights by name, the layers that differ between training and use
 * (dropout, batch normalisation), and the outputs of named layers for whoever wants to look inside. Not thread-safe.
 */
public final class Forward {
    private final Ops tf;
    private final Map<String, Operand<TFloat32>> weights = new HashMap<>();
    private final Operand<TInt64> seed;
    private final Predicate<String> trains;
    private final Map<String, Operand<TFloat32>> taps = new LinkedHashMap<>();
    private final List<MovingUpdate> movingUpdates = new ArrayList<>();
    private final LayerPolicy policy;
    private BatchShare share = BatchShare.WHOLE;
    private WrittenGradient written;
    private int streams;

    private Forward(
            Ops tf,
            List<WeightSpec> specs,
            List<? extends Operand<TFloat32>> values,
            Operand<TInt64> seed,
            Predicate<String> trains,
            LayerPolicy policy) {
        this.tf = tf;
        this.policy = policy;
        this.seed = seed;
        this.trains = trains;
        for (int i = 0; i < specs.size(); i++) {
            weights.put(specs.get(i).path(), values.get(i));
        }
    }

    /** For use: no dropout, stored statistics. One value per spec. */
    public static Forward inference(Ops tf, List<WeightSpec> specs, List<? extends Operand<TFloat32>> values) {
        return new Forward(tf, specs, values, null, layer -> false, LayerPolicy.onCpu(Precision.FLOAT32));
    }

    /** For training in float32 on a CPU. */
    public static Forward training(
            Ops tf,
            List<WeightSpec> specs,
            List<? extends Operand<TFloat32>> values,
            Operand<TInt64> seed,
            Predicate<String> trains) {
        return training(tf, specs, values, seed, trains, LayerPolicy.onCpu(Precision.FLOAT32));
    }

    /**
     * For training.
     *
     * @param seed int64 [2], fed anew for every step: what dropout draws from
     * @param trains which layers are trained, by name; the others run as in use
     * @param policy how layers are computed
     */
    public static Forward training(
            Ops tf,
            List<WeightSpec> specs,
            List<? extends Operand<TFloat32>> values,
            Operand<TInt64> seed,
            Predicate<String> trains,
            LayerPolicy policy) {
        return new Forward(tf, specs, values, seed, trains, policy);
    }

    /** Says which rows of the batch the pass takes, before layers are added; all of them where nobody says it. */
    public Forward over(BatchShare rows) {
        share = rows;
        return this;
    }

    /** Where operations are added. */
    Ops tf() {
        return tf;
    }

    /** How layers are computed. */
    LayerPolicy policy() {
        return policy;
    }

    /** Whether gradients will be taken. */
    boolean training() {
        return seed != null;
    }

    /** Notes that the network writes its gradients itself, up to a place. */
    void derive(WrittenGradient gradient) {
        written = gradient;
    }

    /** The part of the network whose gradients it wrote itself; null where TensorFlow derives all. */
    public WrittenGradient written() {
        return written;
    }

    /** The value of one weight. */
    Operand<TFloat32> weight(String layer, String name) {
        Operand<TFloat32> value = weights.get(layer + "/" + name);
        if (value == null) {
            throw Fault.bug("the network asks for a weight " + layer + "/" + name + " that it does not list");
        }
        return value;
    }

    /** Notes the output of a layer under its name, and gives it back. */
    Operand<TFloat32> tap(String layer, Operand<TFloat32> output) {
        taps.put(layer, output);
        return output;
    }

    /** The output of a layer that the network passed through {@link #tap}. */
    public Operand<TFloat32> output(String layer) {
        Operand<TFloat32> output = taps.get(layer);
        if (output == null) {
            throw Fault.bug("no layer " + layer + " was noted; there are " + taps.keySet());
        }
        return output;
    }

    /** Drops single numbers of [N, ...] while training. */
    Operand<TFloat32> dropout(Operand<TFloat32> x, double rate) {
        return seed == null ? x : new Dropout(rate, nextSeed(), share).apply(tf, x);
    }

    /** What [N, H, W, C] is multiplied by, picture by picture, where stochastic depth drops some; null where not. */
    Operand<TFloat32> pictureMask(Operand<? extends TNumber> x, double rate, String layer) {
        // Keras' Dropout layer has no weights: freezing it changes nothing unless the whole model is frozen.
        return rate == 0 || !trains(layer) ? null : new Dropout(rate, nextSeed(), share).ofRows(tf, x);
    }

    /** Whether a layer is trained in this pass. */
    boolean trains(String layer) {
        return seed != null && trains.test(layer);
    }

    /**
     * Batch normalisation over N, H and W. Trained: by the batch's own statistics, and the stored ones follow with the
     * given momentum (the biased variance, as Keras 3 does). Otherwise: by the stored ones.
     */
    Operand<TFloat32> batchNorm(String layer, Operand<TFloat32> x, float momentum, float epsilon) {
        return normalized(layer, x, momentum, epsilon).y();
    }

    /** The same in any type, with what its gradient needs. */
    <T extends TNumber> FusedBatchNorm<T, TFloat32> normalized(
            String layer, Operand<T> x, float momentum, float epsilon) {
        Operand<TFloat32> mean = weight(layer, "moving_mean");
        Operand<TFloat32> variance = weight(layer, "moving_variance");
        boolean training = trains(layer);
        Operand<TFloat32> empty = tf.constant(new float[0]);
        FusedBatchNorm<T, TFloat32> norm = tf.nn.fusedBatchNorm(
                x,
                weight(layer, "gamma"),
                weight(layer, "beta"),
                training ? empty : mean,
                training ? empty : variance,
                FusedBatchNorm.epsilon(epsilon),
                FusedBatchNorm.isTraining(training));
        if (training) {
            movingUpdates.add(new MovingUpdate(layer + "/moving_mean", follow(mean, norm.batchMean(), momentum)));
            movingUpdates.add(new MovingUpdate(
                    layer + "/moving_variance", follow(variance, biased(x, norm.batchVariance()), momentum)));
        }
        return norm;
    }

    /** The statistics that a training step must store, once its gradients are there. */
    public List<MovingUpdate> movingUpdates() {
        return List.copyOf(movingUpdates);
    }

    /**
     * A new value of a statistic.
     *
     * @param path of the weight
     * @param value what it becomes
     */
    public record MovingUpdate(String path, Operand<TFloat32> value) {}

    private Operand<TFloat32> follow(Operand<TFloat32> stored, Operand<TFloat32> batch, float momentum) {
        return tf.math.add(tf.math.mul(stored, tf.constant(momentum)), tf.math.mul(batch, tf.constant(1 - momentum)));
    }

    /** TensorFlow's operation gives Σ(x-mean)²/(n-1); Keras 3 stores Σ(x-mean)²/n. */
    private Operand<TFloat32> biased(Operand<? extends TNumber> x, Operand<TFloat32> variance) {
        Operand<TFloat32> all = tf.dtypes.cast(tf.size(x), TFloat32.class);
        Operand<TFloat32> channels = tf.dtypes.cast(tf.size(variance), TFloat32.class);
        Operand<TFloat32> n = tf.math.div(all, channels);
        return tf.math.mul(variance, tf.math.div(tf.math.sub(n, tf.constant(1f)), n));
    }

    /** A stream of its own for every layer that draws; the first takes the seed as it is. */
    private Operand<TInt64> nextSeed() {
        int stream = streams++;
        return stream == 0 ? seed : tf.math.add(seed, tf.constant(new long[] {stream * 0x9E3779B97F4A7C15L, 0}));
    }
}
