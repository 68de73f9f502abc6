package dev.sulcus.model;

import dev.sulcus.device.SessionConfig;
import dev.sulcus.fault.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/** The weights of a saved model as arrays on the Java heap, read without building its network. */
public final class BundleWeights {
    private BundleWeights() {}

    /**
     * Reads every weight of a bundle.
     *
     * @return flat values by {@code layer/name}, in the network's order; the caller's
     * @throws Fault of kind data when the saved variables are damaged or another network's
     */
    public static Map<String, float[]> read(ModelBundle bundle) {
        List<WeightSpec> specs =
                bundle.spec().network().build(bundle.spec().pixels()).weights();
        String prefix = bundle.folder().resolve("variables/variables").toString();
        try (Graph graph = new Graph();
                Session session = new Session(graph, SessionConfig.DEFAULT.toProto())) {
            Ops tf = Ops.create(graph);
            var types = new ArrayList<Class<? extends TType>>();
            specs.forEach(spec -> types.add(TFloat32.class));
            var restored = tf.train.restore(
                    tf.constant(prefix), SavedModelWriter.names(tf, specs), SavedModelWriter.slices(tf, specs), types);
            Session.Runner runner = session.runner();
            for (Output<?> tensor : restored.tensors()) {
                runner.fetch(tensor);
            }
            try (Result values = runner.run()) {
                return byPath(bundle, specs, values);
            }
        } catch (TensorFlowException | TFInvalidArgumentException e) {
            String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw Fault.data(
                    bundle.folder() + ": the saved model is damaged (" + first + "); train or copy it again", e);
        }
    }

    /**
     * Writes the weights of one bundle as another, whose network has the same ones but may use them in another way.
     *
     * @param folder of the new bundle; what is there is replaced
     * @param spec of the new bundle
     * @throws Fault of kind data when the saved variables are damaged or the new bundle can't be written, of kind bug when
     *     the networks' weights differ
     */
    public static ModelBundle rewrite(ModelBundle bundle, Path folder, ModelSpec spec) {
        Map<String, float[]> values = read(bundle);
        var tensors = new ArrayList<TFloat32>();
        try {
            for (WeightSpec weight : spec.network().build(spec.pixels()).weights()) {
                float[] flat = values.get(weight.path());
                if (flat == null || flat.length != weight.count()) {
                    throw Fault.bug(bundle.folder() + " has no weight " + weight.path() + " of this shape");
                }
                TFloat32 tensor = TFloat32.tensorOf(weight.shape());
                tensors.add(tensor);
                tensor.asRawTensor().data().asFloats().write(flat);
            }
            return ModelBundle.write(folder, spec, tensors);
        } finally {
            tensors.forEach(TFloat32::close);
        }
    }

    private static Map<String, float[]> byPath(ModelBundle bundle, List<WeightSpec> specs, Result values) {
        var byPath = new LinkedHashMap<String, float[]>();
        for (int i = 0; i < specs.size(); i++) {
            WeightSpec spec = specs.get(i);
            FloatDataBuffer data =
                    ((TFloat32) values.get(i)).asRawTensor().data().asFloats();
            if (data.size() != spec.count()) {
                throw Fault.data(bundle.folder() + ": " + spec.path() + " has " + data.size() + " numbers, not "
                        + spec.count() + "; copy the model again");
            }
            float[] flat = new float[Math.toIntExact(data.size())];
            data.read(flat);
            byPath.put(spec.path(), flat);
        }
        return byPath;
    }
}
