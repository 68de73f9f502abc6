package dev.sulcus.model;

import dev.sulcus.device.SessionConfig;
import dev.sulcus.device.TensorFlowFaults;
import dev.sulcus.fault.Fault;
import dev.sulcus.pipeline.PixelSpec;
import java.util.ArrayList;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TFUnimplementedException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/** The pooled features of an EfficientNetB0 on one device in one precision, to be held against another's. Stateless. */
public final class FeatureProbe {
    private FeatureProbe() {}

    /**
     * Features of pictures with frozen statistics, as in use.
     *
     * @param weights flat values by path; those of the head are not needed
     * @param rgb [n, H, W, 3]
     * @param config device and precision of the products
     * @return n · {@value EfficientNet#WIDTH} numbers
     * @throws Fault of kind device when TensorFlow fails, of kind bug when a weight is missing
     */
    public static double[] features(
            EfficientNetConfig network,
            PixelSpec pixels,
            Map<String, float[]> weights,
            byte[] rgb,
            SessionConfig config) {
        int n = rgb.length / pixels.imageBytes();
        var tensors = new ArrayList<TFloat32>();
        try (Graph graph = new Graph();
                TUint8 images = TUint8.tensorOf(Shape.of(n, pixels.height(), pixels.width(), PixelSpec.CHANNELS))) {
            images.asRawTensor().data().write(rgb);
            Ops tf = Ops.create(graph);
            EfficientNet built = (EfficientNet) network.build(pixels);
            var variables = new Variables(tf, built.weights(), "");
            var feeds = new ArrayList<Placeholder<TFloat32>>();
            variables
                    .specs()
                    .forEach(spec -> feeds.add(tf.placeholder(TFloat32.class, Placeholder.shape(spec.shape()))));
            var assigns = variables.assigns(tf, feeds);
            Operand<TUint8> input = Preprocessing.input(tf, pixels);
            Operand<TFloat32> features = built.features(pass(tf, variables, config), Preprocessing.asFloat(tf, input));
            try (Session session = new Session(graph, config.toProto())) {
                load(session, variables, weights, feeds, assigns, tensors);
                try (Result result =
                        session.runner().feed(input, images).fetch(features).run()) {
                    return numbers((TFloat32) result.get(0));
                }
            }
        } catch (TensorFlowException | TFInvalidArgumentException | TFUnimplementedException e) {
            throw TensorFlowFaults.of("computing features", e);
        } finally {
            tensors.forEach(TFloat32::close);
        }
    }

    /** The pass of training knows precisions; no layer of it is trained, so nothing is dropped before the head. */
    private static Forward pass(Ops tf, Variables variables, SessionConfig config) {
        Operand<TInt64> seed = tf.constant(new long[] {0, 0});
        return Forward.training(tf, variables.specs(), variables.reads(), seed, layer -> false, LayerPolicy.of(config));
    }

    private static void load(
            Session session,
            Variables variables,
            Map<String, float[]> weights,
            ArrayList<Placeholder<TFloat32>> feeds,
            java.util.List<Op> assigns,
            ArrayList<TFloat32> tensors) {
        Session.Runner runner = session.runner();
        for (int i = 0; i < feeds.size(); i++) {
            WeightSpec spec = variables.specs().get(i);
            float[] value = weights.get(spec.path());
            if (value != null) {
                TFloat32 tensor = TFloat32.tensorOf(spec.shape());
                tensors.add(tensor);
                tensor.asRawTensor().data().asFloats().write(value);
                runner.feed(feeds.get(i), tensor).addTarget(assigns.get(i));
            }
        }
        runner.run().close();
    }

    private static double[] numbers(TFloat32 tensor) {
        float[] values = new float[Math.toIntExact(tensor.size())];
        tensor.asRawTensor().data().asFloats().read(values);
        double[] numbers = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            numbers[i] = values[i];
        }
        return numbers;
    }
}
