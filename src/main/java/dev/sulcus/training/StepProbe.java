package dev.sulcus.training;

import dev.sulcus.device.SessionConfig;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.Augmentation;
import dev.sulcus.model.AugmentationConfig;
import dev.sulcus.model.Network;
import dev.sulcus.model.NetworkConfig;
import dev.sulcus.model.ToneAugmentation;
import dev.sulcus.pipeline.Batch;
import dev.sulcus.pipeline.PixelSpec;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TUint8;

/**
 * Optimizer steps for measuring them: the graph that training runs, with batches in memory, or with batches that the
 * caller takes from files. The weights move as in training, by a rate so small that no loss runs away. Owns graph, session
 * and tensors; not thread-safe.
 */
public final class StepProbe implements AutoCloseable {
    private static final double RATE = 1e-6;
    private static final long SEED = 1;

    private final PixelSpec pixels;
    private final Augmentation augmentation;
    private final ToneAugmentation tones;
    private final Set<String> trained;
    private final TrainingGraph graph;
    private final Map<Integer, TUint8> images = new TreeMap<>();
    private final Map<Integer, StepFeeds> feeds = new TreeMap<>();
    private TUint8 chosenImages;
    private StepFeeds chosenFeeds;
    private long step;

    /**
     * Opens the graph with weights drawn from a fixed seed.
     *
     * @param unfreeze which layers are trained
     * @param augmentation what happens to the pictures before each step
     * @param session threads and precision
     */
    public StepProbe(
            NetworkConfig network,
            PixelSpec pixels,
            Unfreeze unfreeze,
            AugmentationConfig augmentation,
            AdamConfig adam,
            SessionConfig session) {
        this.pixels = pixels;
        this.augmentation = new Augmentation(augmentation, pixels);
        this.tones = new ToneAugmentation(augmentation, pixels);
        Network built = network.build(pixels);
        trained = unfreeze.layersOf(built);
        graph = new TrainingGraph(built, pixels, new GraphConfig(unfreeze, false, augmentation, adam, 0, 0), session);
        try {
            graph.initialize(SEED);
        } catch (RuntimeException | Error e) {
            graph.close();
            throw e;
        }
    }

    /** Which layers with weights are trained, by name. */
    public Set<String> trained() {
        return Set.copyOf(trained);
    }

    /**
     * The next {@link #step()} takes a batch of {@code size} of these pictures; allocated the first time.
     *
     * @param rgb [n, H, W, 3], n pictures, taken round and round; copied
     */
    public void choose(int size, byte[] rgb) {
        chosenImages = images.computeIfAbsent(size, count -> filled(count, rgb));
        chosenFeeds = feeds(size);
        for (int row = 0; row < size; row++) {
            prepare(chosenFeeds, row, row);
        }
    }

    /**
     * One step on the chosen batch.
     *
     * @return its loss
     */
    public double step() {
        return run(chosenImages, chosenFeeds);
    }

    /** The losses of so many steps from here, each on a batch of {@code size} as {@link #choose} makes it. */
    public double[] losses(int size, byte[] rgb, int steps) {
        double[] losses = new double[steps];
        for (int i = 0; i < steps; i++) {
            choose(size, rgb);
            losses[i] = step();
        }
        return losses;
    }

    /**
     * One step on a batch from files; every other row counts as a tumour.
     *
     * @param batch borrowed
     * @return its loss
     */
    public double step(Batch batch) {
        StepFeeds own = feeds(batch.size());
        for (int row = 0; row < batch.size(); row++) {
            prepare(own, row, batch.sample(row));
        }
        return run(batch.images(), own);
    }

    @Override
    public void close() {
        graph.close();
        images.values().forEach(TUint8::close);
        feeds.values().forEach(StepFeeds::close);
    }

    private double run(TUint8 pictures, StepFeeds own) {
        step++;
        graph.step(pictures, own, RATE, SEED, step);
        return graph.lastLoss();
    }

    private void prepare(StepFeeds own, int row, int sample) {
        own.set(row, row % 2, 1);
        augmentation.draw(SEED, (int) (step % Integer.MAX_VALUE), sample, own.transformValues(), row);
        tones.draw(SEED, (int) (step % Integer.MAX_VALUE), sample, own.toneValues(), row);
    }

    private StepFeeds feeds(int size) {
        StepFeeds own = feeds.get(size);
        if (own == null) {
            own = new StepFeeds(size);
            feeds.put(size, own);
        }
        return own;
    }

    private TUint8 filled(int size, byte[] rgb) {
        int one = pixels.imageBytes();
        int pictures = rgb.length / one;
        if (pictures == 0) {
            throw Fault.bug("a batch was asked of no pictures");
        }
        TUint8 tensor = TUint8.tensorOf(Shape.of(size, pixels.height(), pixels.width(), PixelSpec.CHANNELS));
        byte[] all = new byte[Math.multiplyExact(size, one)];
        for (int row = 0; row < size; row++) {
            System.arraycopy(rgb, row % pictures * one, all, row * one, one);
        }
        tensor.asRawTensor().data().write(all);
        return tensor;
    }
}
