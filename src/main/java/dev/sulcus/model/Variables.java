package dev.sulcus.model;

import dev.sulcus.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReadVariableOp;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * Float32 resource variables in a graph, one per weight: the handles, and one read of each that the whole graph shares.
 * A read shares the variable's memory; an update copies first while anyone still holds the value, so a fetched value
 * never changes. The session that runs the graph owns the memory.
 */
public final class Variables {
    /** The deviation of a standard normal cut off at ±2. */
    private static final double OF_TRUNCATED_NORMAL = 0.87962566103423978;

    private final List<WeightSpec> specs;
    private final List<VarHandleOp> handles = new ArrayList<>();
    private final List<ReadVariableOp<TFloat32>> reads = new ArrayList<>();

    /**
     * Adds the variables to a graph.
     *
     * @param suffix appended to every name, to tell an optimizer's slots from the weights; empty for the weights
     */
    public Variables(Ops tf, List<WeightSpec> specs, String suffix) {
        this.specs = List.copyOf(specs);
        for (WeightSpec spec : specs) {
            Ops scope = tf.withSubScope(spec.layer());
            String name = spec.name() + suffix;
            VarHandleOp handle = scope.withName(name)
                    .varHandleOp(TFloat32.class, spec.shape(), VarHandleOp.sharedName(spec.layer() + "/" + name));
            handles.add(handle);
            reads.add(scope.withName(name + "_read").readVariableOp(handle, TFloat32.class));
        }
    }

    /** What they are, in order. */
    public List<WeightSpec> specs() {
        return specs;
    }

    /** The resource handle of one variable. */
    public Operand<? extends TType> handle(int index) {
        return handles.get(index);
    }

    /** The one read of each variable, in order. */
    public List<ReadVariableOp<TFloat32>> reads() {
        return List.copyOf(reads);
    }

    /** Further reads of each variable, in order, where {@code after} puts them: after the updates of a step. */
    public List<ReadVariableOp<TFloat32>> readsAgain(Ops after) {
        return handles.stream()
                .map(handle -> after.readVariableOp(handle, TFloat32.class))
                .toList();
    }

    /** The place of a weight in the order. */
    public int indexOf(String path) {
        for (int i = 0; i < specs.size(); i++) {
            if (specs.get(i).path().equals(path)) {
                return i;
            }
        }
        throw Fault.bug("there is no variable " + path);
    }

    /** Adds operations that set each variable to a value, in order. */
    public List<Op> assigns(Ops tf, List<? extends Operand<TFloat32>> values) {
        var assigns = new ArrayList<Op>();
        for (int i = 0; i < handles.size(); i++) {
            assigns.add(tf.assignVariableOp(handles.get(i), values.get(i)));
        }
        return assigns;
    }

    /**
     * Adds the first value of each variable, drawn from the seed alone.
     *
     * @param seed int64 [2]; its second number must be 0
     */
    public List<Operand<TFloat32>> initialValues(Ops tf, Operand<TInt64> seed) {
        var values = new ArrayList<Operand<TFloat32>>();
        for (int i = 0; i < specs.size(); i++) {
            values.add(initialValue(tf, specs.get(i), seed, i));
        }
        return values;
    }

    private static Operand<TFloat32> initialValue(Ops tf, WeightSpec spec, Operand<TInt64> seed, int index) {
        return switch (spec.initializer()) {
            case ZEROS -> filled(tf, spec, 0);
            case ONES -> filled(tf, spec, 1);
            case IMAGENET_MEAN -> tf.constant(new float[] {0.485f, 0.456f, 0.406f});
            case IMAGENET_VARIANCE -> tf.constant(new float[] {0.229f * 0.229f, 0.224f * 0.224f, 0.225f * 0.225f});
            case GLOROT_UNIFORM -> glorotUniform(tf, spec, stream(tf, seed, index));
            case FAN_OUT_NORMAL -> fanOutNormal(tf, spec, stream(tf, seed, index));
        };
    }

    /** One stream per weight. */
    private static Operand<TInt64> stream(Ops tf, Operand<TInt64> seed, int index) {
        return tf.math.add(seed, tf.constant(new long[] {0, index}));
    }

    private static Operand<TFloat32> filled(Ops tf, WeightSpec spec, float value) {
        return tf.fill(tf.constant(spec.dims()), tf.constant(value));
    }

    private static Operand<TFloat32> glorotUniform(Ops tf, WeightSpec spec, Operand<TInt64> stream) {
        Operand<TFloat32> drawn = tf.random.statelessRandomUniform(tf.constant(spec.dims()), stream, TFloat32.class);
        float bound = (float) spec.glorotBound();
        return tf.math.sub(tf.math.mul(drawn, tf.constant(2 * bound)), tf.constant(bound)); // [-bound, bound)
    }

    private static Operand<TFloat32> fanOutNormal(Ops tf, WeightSpec spec, Operand<TInt64> stream) {
        Operand<TFloat32> drawn = tf.random.statelessTruncatedNormal(tf.constant(spec.dims()), stream, TFloat32.class);
        return tf.math.mul(drawn, tf.constant((float) (spec.fanOutDeviation() / OF_TRUNCATED_NORMAL)));
    }
}
