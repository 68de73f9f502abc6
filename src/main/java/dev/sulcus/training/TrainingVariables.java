package dev.sulcus.training;

import dev.sulcus.device.Precision;
import dev.sulcus.model.Network;
import dev.sulcus.model.Variables;
import dev.sulcus.model.WeightSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * All that a training graph remembers: the weights, their average where there is one, and the optimizer's slots; and the
 * operations that draw, set and read them. The session owns the memory. Not thread-safe.
 */
final class TrainingVariables {
    private final Variables weights;
    private final WeightAverage average;
    private final Adam adam;
    private final LossScale scaling;
    private final int[] trained;
    private final List<Op> initialize = new ArrayList<>();
    private final List<Placeholder<TFloat32>> restoreFeeds = new ArrayList<>();
    private final List<Op> restores = new ArrayList<>();
    private Replicas replicas;

    /**
     * Adds the variables to a graph.
     *
     * @param layers that are trained
     * @param precision they are trained in
     */
    TrainingVariables(Ops tf, Network network, GraphConfig config, Set<String> layers, Precision precision) {
        weights = new Variables(tf, network.weights(), "");
        average = config.weightAverage() == 0 ? null : new WeightAverage(tf, config.weightAverage(), network.weights());
        trained = trained(layers);
        adam = new Adam(
                tf,
                config.adam(),
                Arrays.stream(trained).mapToObj(weights.specs()::get).toList());
        scaling = precision == Precision.FLOAT16 ? new LossScale(tf) : null;
    }

    /** Adds the operations that draw and set them, on every replica; {@code seed} is int64 [2]. */
    void addState(Ops tf, Operand<TInt64> seed, Replicas devices) {
        replicas = devices;
        for (Variables variables : all()) {
            initialize.addAll(variables.assigns(tf, variables.initialValues(tf, seed)));
            var feeds = new ArrayList<Placeholder<TFloat32>>();
            variables
                    .specs()
                    .forEach(spec -> feeds.add(tf.placeholder(TFloat32.class, Placeholder.shape(spec.shape()))));
            restoreFeeds.addAll(feeds);
            restores.addAll(variables.assigns(tf, feeds));
        }
    }

    /** All operations that draw or set one. */
    List<Operation> changes() {
        return Stream.concat(initialize.stream(), restores.stream()).map(Op::op).toList();
    }

    Variables weights() {
        return weights;
    }

    /** Null where the weights themselves are used. */
    WeightAverage average() {
        return average;
    }

    Adam adam() {
        return adam;
    }

    /** Null where the precision needs none. */
    LossScale scaling() {
        return scaling;
    }

    /** The places of the trained weights. */
    int[] trained() {
        return trained.clone();
    }

    /** The weights in use: the average where there is one. */
    Variables used() {
        return average == null ? weights : average.variables();
    }

    /** The weights, then both slots, then the scale of the loss where there is one, by name, in the order of {@link #all}. */
    List<WeightSpec> specs() {
        var specs = new ArrayList<>(weights.specs());
        if (average != null) {
            average.variables().specs().forEach(spec -> specs.add(renamed(spec, "_average")));
        }
        adam.slots().get(0).specs().forEach(spec -> specs.add(renamed(spec, "_m")));
        adam.slots().get(1).specs().forEach(spec -> specs.add(renamed(spec, "_v")));
        if (scaling != null) {
            specs.addAll(scaling.variables().specs());
        }
        return specs;
    }

    /** In the order in which a checkpoint has them. */
    List<Variables> all() {
        var all = new ArrayList<>(List.of(weights));
        if (average != null) {
            all.add(average.variables());
        }
        all.addAll(adam.slots());
        if (scaling != null) {
            all.add(scaling.variables());
        }
        return all;
    }

    /** Draws all of them; the caller has fed the seed. */
    void initialize(Session.Runner runner) {
        initialize.forEach(op -> replicas.target(runner, op.op()));
        SessionRuns.run("initializing", runner).close();
    }

    /** Reads some, in order; the values stay so whatever runs later. The caller closes. */
    Result fetch(Session.Runner runner, List<Variables> sets) {
        sets.forEach(set -> set.reads().forEach(runner::fetch));
        return SessionRuns.run("reading weights", runner);
    }

    /** Sets as many variables as there are values, in the order of {@link #all}; the values are borrowed. */
    void restore(Session.Runner runner, List<TFloat32> values) {
        for (int i = 0; i < values.size(); i++) {
            set(runner, i, values.get(i));
        }
        SessionRuns.run("restoring weights", runner).close();
    }

    /** Sets the weights, and their average where there is one; the values are borrowed. */
    void restoreWeights(Session.Runner runner, List<TFloat32> values) {
        for (int i = 0; i < values.size(); i++) {
            setWithAverage(runner, i, values.get(i));
        }
        SessionRuns.run("restoring weights", runner).close();
    }

    /** Sets the weights that {@code values} names by path; the others stay. */
    void load(Session.Runner runner, Map<String, float[]> values) {
        var tensors = new ArrayList<TFloat32>();
        try {
            for (int i = 0; i < weights.specs().size(); i++) {
                WeightSpec spec = weights.specs().get(i);
                float[] value = values.get(spec.path());
                if (value != null) {
                    TFloat32 tensor = TFloat32.tensorOf(spec.shape());
                    tensors.add(tensor);
                    tensor.asRawTensor().data().asFloats().write(value);
                    setWithAverage(runner, i, tensor);
                }
            }
            if (!tensors.isEmpty()) {
                SessionRuns.run("loading weights", runner).close();
            }
        } finally {
            tensors.forEach(TFloat32::close);
        }
    }

    private void setWithAverage(Session.Runner runner, int index, TFloat32 value) {
        set(runner, index, value);
        if (average != null) { // the second set of variables
            set(runner, weights.specs().size() + index, value);
        }
    }

    private void set(Session.Runner runner, int index, TFloat32 value) {
        replicas.target(
                runner.feed(restoreFeeds.get(index), value), restores.get(index).op());
    }

    private int[] trained(Set<String> layers) {
        List<WeightSpec> specs = weights.specs();
        return IntStream.range(0, specs.size())
                .filter(i ->
                        specs.get(i).trainable() && layers.contains(specs.get(i).layer()))
                .toArray();
    }

    private static WeightSpec renamed(WeightSpec spec, String suffix) {
        return new WeightSpec(spec.layer(), spec.name() + suffix, spec.dims(), spec.initializer());
    }
}
