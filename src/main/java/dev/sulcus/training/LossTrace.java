package dev.sulcus.training;

import dev.sulcus.device.SessionConfig;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.AugmentationConfig;
import dev.sulcus.model.Network;
import dev.sulcus.pipeline.PixelSpec;
import java.util.Map;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TUint8;

/**
 * The losses of the first optimizer steps on one batch, to be held against those of another device, precision or program.
 * Each loss depends on all gradients and updates before it. Stateless.
 */
public final class LossTrace {
    private static final long SEED = 1;

    private LossTrace() {}

    /**
     * What is trained on.
     *
     * @param rgb [n, H, W, 3]; every other picture, from the second on, counts as a tumour
     * @param weightNo what the loss of a picture without one is multiplied by
     * @param weightYes the same with one
     * @param rate learning rate of Adam
     * @param steps how many
     */
    public record Lesson(byte[] rgb, double weightNo, double weightYes, double rate, int steps) {}

    /**
     * Trains every layer with Keras' Adam, nothing augmented.
     *
     * @param start weights by path; those it lacks are drawn from a fixed seed on the device
     * @return for each step the loss before its update, and after the last the probability of each picture
     * @throws Fault of kind device when TensorFlow fails
     */
    public static Trace of(
            Network network, PixelSpec pixels, Map<String, float[]> start, Lesson lesson, SessionConfig session) {
        int n = lesson.rgb().length / pixels.imageBytes();
        try (var graph = new TrainingGraph(network, pixels, AugmentationConfig.NONE, AdamConfig.KERAS, session);
                var images = TUint8.tensorOf(Shape.of(n, pixels.height(), pixels.width(), PixelSpec.CHANNELS));
                var feeds = new StepFeeds(n)) {
            images.asRawTensor().data().write(lesson.rgb());
            for (int row = 0; row < n; row++) {
                feeds.set(row, row % 2, row % 2 == 0 ? lesson.weightNo() : lesson.weightYes());
            }
            graph.initialize(SEED);
            graph.load(start);
            double[] losses = new double[lesson.steps()];
            for (int step = 1; step <= losses.length; step++) {
                graph.step(images, feeds, lesson.rate(), SEED, step);
                losses[step - 1] = graph.lastLoss();
            }
            return new Trace(losses, probabilities(graph, images, n));
        }
    }

    /**
     * What came of it.
     *
     * @param losses of each step, before its update
     * @param probabilities of each picture after the last
     */
    public record Trace(double[] losses, double[] probabilities) {}

    private static double[] probabilities(TrainingGraph graph, TUint8 images, int n) {
        float[] out = new float[n];
        graph.classifier().score(images, out, 0);
        double[] all = new double[n];
        for (int i = 0; i < n; i++) {
            all[i] = out[i];
        }
        return all;
    }
}
