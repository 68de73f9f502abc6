package dev.sulcus.model;

import dev.sulcus.device.SessionConfig;
import dev.sulcus.device.TensorFlowFaults;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TFUnimplementedException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** A saved model that learnt nothing: what a speed is measured with where no run is at hand. Stateless. */
public final class UntrainedModel {
    private UntrainedModel() {}

    /**
     * Writes one with the weights that training would begin with.
     *
     * @param start weights by path; those it lacks are drawn from the seed
     * @throws dev.sulcus.fault.Fault of kind data when it can't be written, of kind device when TensorFlow fails
     */
    public static ModelBundle write(Path folder, ModelSpec spec, Map<String, float[]> start, long seed) {
        List<WeightSpec> weights = spec.network().build(spec.pixels()).weights();
        var given = new ArrayList<TFloat32>();
        try {
            return draw(
                    weights, seed, values -> ModelBundle.write(folder, spec, chosen(weights, values, start, given)));
        } finally {
            given.forEach(TFloat32::close);
        }
    }

    /**
     * The weights that training would begin with, all drawn from the seed.
     *
     * @return flat values by path; the caller's
     * @throws dev.sulcus.fault.Fault of kind device when TensorFlow fails
     */
    public static Map<String, float[]> draw(Network network, long seed) {
        List<WeightSpec> weights = network.weights();
        return draw(weights, seed, values -> {
            var byPath = new LinkedHashMap<String, float[]>();
            for (int i = 0; i < weights.size(); i++) {
                float[] flat = new float[Math.toIntExact(weights.get(i).count())];
                ((TFloat32) values.get(i)).asRawTensor().data().asFloats().read(flat);
                byPath.put(weights.get(i).path(), flat);
            }
            return byPath;
        });
    }

    private static <T> T draw(List<WeightSpec> weights, long seed, Function<Result, T> use) {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            List<Operand<TFloat32>> drawn = drawn(tf, weights, seed);
            try (Session session = new Session(graph, SessionConfig.DEFAULT.toProto())) {
                Session.Runner runner = session.runner();
                drawn.forEach(runner::fetch);
                try (Result values = runner.run()) {
                    return use.apply(values);
                }
            }
        } catch (TensorFlowException | TFInvalidArgumentException | TFUnimplementedException e) {
            throw TensorFlowFaults.of("drawing weights", e);
        }
    }

    private static List<Operand<TFloat32>> drawn(Ops tf, List<WeightSpec> weights, long seed) {
        Operand<TInt64> stream = tf.constant(new long[] {seed, 0});
        return new Variables(tf, weights, "").initialValues(tf, stream);
    }

    private static List<TFloat32> chosen(
            List<WeightSpec> weights, Result values, Map<String, float[]> start, List<TFloat32> given) {
        var all = new ArrayList<TFloat32>();
        for (int i = 0; i < weights.size(); i++) {
            float[] own = start.get(weights.get(i).path());
            if (own == null) {
                all.add((TFloat32) values.get(i));
                continue;
            }
            TFloat32 tensor = TFloat32.tensorOf(weights.get(i).shape());
            given.add(tensor);
            tensor.asRawTensor().data().asFloats().write(own);
            all.add(tensor);
        }
        return all;
    }
}
