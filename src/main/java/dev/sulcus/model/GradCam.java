package dev.sulcus.model;

import dev.sulcus.device.SessionConfig;
import dev.sulcus.device.TensorFlowFaults;
import dev.sulcus.fault.Fault;
import dev.sulcus.pipeline.HeatAxis;
import dev.sulcus.pipeline.HeatMap;
import dev.sulcus.pipeline.PixelSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TFUnimplementedException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * Grad-CAM (Selvaraju et al., ICCV 2017): where in a picture a network sees what speaks for a tumour. Each channel of the
 * last convolution is weighted by the mean over the picture of how fast the logit rises with it; the weighted sum, where it
 * is above zero and divided by its maximum, is the map. It is as coarse as that layer, and says where, not why.
 *
 * <p>The graph is built anew and the bundle's variables are put into it, for a saved model holds no gradients. Owns graph
 * and session: whoever opens it closes it. Several threads may explain at once.
 */
public final class GradCam implements AutoCloseable {
    private final Graph graph = new Graph();
    private final Session session;
    private final Operand<TUint8> images;
    private final Operand<TFloat32> probability;
    private final Operand<TFloat32> map;
    private final HeatAxis rows;
    private final HeatAxis columns;

    private GradCam(ModelBundle bundle, Network network, SessionConfig config) {
        PixelSpec pixels = bundle.spec().pixels();
        rows = axis(network, pixels.height());
        columns = axis(network, pixels.width());
        Ops tf = Ops.create(graph);
        var variables = new Variables(tf, network.weights(), "");
        Forward pass = Forward.inference(tf, variables.specs(), variables.reads());
        images = Preprocessing.input(tf, pixels);
        Operand<TFloat32> logits = network.logits(pass, Preprocessing.asFloat(tf, images)); // [N]
        probability = tf.math.sigmoid(logits);
        map = map(tf, logits, pass.output(layer(network)));
        session = new Session(graph, config.toProto());
        try {
            SavedModelWriter.restore(tf, session, bundle.folder(), variables);
        } catch (TensorFlowException | TFInvalidArgumentException | TFUnimplementedException e) {
            close();
            String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw Fault.data(
                    bundle.folder() + ": its weights don't fit the network that " + ModelBundle.SPEC + " names ("
                            + first + "); train or copy it again",
                    e);
        }
    }

    /** Whether networks of this shape have a convolution to look at. */
    public static boolean explains(NetworkConfig network) {
        return !(network instanceof LogisticConfig);
    }

    /**
     * Opens the network of a bundle with its gradients.
     *
     * @throws Fault of kind usage when it has no convolution, of kind data when the model is damaged
     */
    public static GradCam open(ModelBundle bundle, SessionConfig config) {
        if (!explains(bundle.spec().network())) {
            throw Fault.usage(bundle.folder() + ": explain needs a convolutional model, and this is "
                    + bundle.spec().architecture() + "; name a run of cnn or efficientnet-b0");
        }
        Network network = bundle.spec().network().build(bundle.spec().pixels());
        return new GradCam(bundle, network, config);
    }

    /**
     * What speaks for a tumour, and how probable one is.
     *
     * @param probability 0 to 1, as the classifier says
     * @param heat all 0 when nothing speaks for one
     */
    public record Explanation(float probability, HeatMap heat) {}

    /**
     * Explains each picture.
     *
     * @param batch uint8 [N, H, W, 3]; borrowed
     * @return N of them
     */
    public List<Explanation> explain(TUint8 batch) {
        try (Result result = session.runner()
                .feed(images, batch)
                .fetch(probability)
                .fetch(map)
                .run()) {
            float[] probabilities = floats(result.get(0));
            float[] maps = floats(result.get(1));
            int cells = rows.cells() * columns.cells();
            var explanations = new ArrayList<Explanation>();
            for (int i = 0; i < probabilities.length; i++) {
                float[] values = Arrays.copyOfRange(maps, i * cells, (i + 1) * cells);
                explanations.add(new Explanation(probabilities[i], new HeatMap(values, rows, columns)));
            }
            return explanations;
        } catch (TensorFlowException | TFInvalidArgumentException | TFUnimplementedException e) {
            throw TensorFlowFaults.of("explaining a batch", e);
        }
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }

    private Operand<TFloat32> map(Ops tf, Operand<TFloat32> logits, Operand<TFloat32> layer) {
        Operand<TFloat32> sum = tf.reduceSum(logits, tf.constant(0)); // each logit knows its own picture alone
        Output<?>[] gradients = graph.addGradients(sum.asOutput(), new Output<?>[] {layer.asOutput()});
        Operand<TFloat32> slope = gradients[0].expect(TFloat32.class); // [N, h, w, C]
        Operand<TFloat32> weights =
                tf.math.mean(slope, tf.constant(new int[] {1, 2}), Mean.keepDims(true)); // [N, 1, 1, C]
        Operand<TFloat32> raw = tf.nn.relu(tf.reduceSum(tf.math.mul(layer, weights), tf.constant(3))); // [N, h, w]
        Operand<TFloat32> largest = tf.reduceMax(raw, tf.constant(new int[] {1, 2}), ReduceMax.keepDims(true));
        return tf.math.divNoNan(raw, largest); // 0 where all is 0
    }

    private static String layer(Network network) {
        return network instanceof Cnn cnn ? cnn.lastConvolution() : EfficientNet.LAST_CONVOLUTION;
    }

    private static HeatAxis axis(Network network, int side) {
        HeatAxis pixels = HeatAxis.pixels(side);
        return network instanceof Cnn cnn ? cnn.seen(pixels) : ((EfficientNet) network).seen(pixels);
    }

    private static float[] floats(org.tensorflow.Tensor tensor) {
        var data = tensor.asRawTensor().data().asFloats();
        float[] values = new float[Math.toIntExact(data.size())];
        data.read(values);
        return values;
    }
}
