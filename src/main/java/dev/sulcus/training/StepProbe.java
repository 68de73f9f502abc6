package dev.sulcus.training;

import dev.sulcus.device.SessionConfig;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.Augmentation;
import dev.sulcus.model.AugmentationConfig;
import dev.sulcus.model.Network;
import dev.sulcus.model.NetworkConfig;
import dev.sulcus.model.ToneAugmentation;
import dev.sulcus.pipeline.Batch;
import dev.sulcus.pipeline.ImageTensor;
import dev.sulcus.pipeline.PageLocking;
import dev.sulcus.pipeline.PixelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tensorflow.types.TUint8;

/**
 * Optimizer steps for measuring them: the graph that training runs, with batches in memory (page-locked where a card
 * fetches them), or with batches that the caller takes from files, or with pictures that live on the device. The weights
 * move as in training, by a rate so small that no loss runs away. Owns graph, session and tensors; not thread-safe.
 */
public final class StepProbe implements AutoCloseable {
    private static final double RATE = 1e-6;
    private static final long SEED = 1;

    private final PixelSpec pixels;
    private final Augmentation augmentation;
    private final ToneAugmentation tones;
    private final Set<String> trained;
    private final TrainingGraph graph;
    private final PageLocking locking;
    private final Map<Integer, ImageTensor> images = new TreeMap<>();
    private final Map<Integer, StepFeeds> feeds = new TreeMap<>();
    private final List<StepFeeds> callFeeds = new ArrayList<>();
    private final int pictures;
    private final Map<Integer, List<StepBatch>> calls = new TreeMap<>();
    private List<StepBatch> chosen = List.of();
    private int stepsPerCall = 1;
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
        this(network, pixels, unfreeze, augmentation, adam, EntryConfig.FED, session);
    }

    private StepProbe(
            NetworkConfig network,
            PixelSpec pixels,
            Unfreeze unfreeze,
            AugmentationConfig augmentation,
            AdamConfig adam,
            EntryConfig entry,
            SessionConfig session) {
        this.pixels = pixels;
        pictures = entry.pictures();
        this.augmentation = new Augmentation(augmentation, pixels);
        this.tones = new ToneAugmentation(augmentation, pixels);
        locking = PageLocking.forSession(session, line -> {});
        Network built = network.build(pixels);
        trained = unfreeze.layersOf(built);
        var config = new GraphConfig(unfreeze, false, augmentation, adam, 0, 0);
        graph = new TrainingGraph(built, pixels, config, entry, session);
        try {
            graph.initialize(SEED);
        } catch (RuntimeException | Error e) {
            graph.close();
            throw e;
        }
    }

    /**
     * Opens the graph with pictures that live on the device; they are there when this returns.
     *
     * @param rgb [n, H, W, 3], n pictures; copied
     * @param stepsPerCall steps that one session call takes, 1 to 64
     */
    public static StepProbe resident(
            NetworkConfig network,
            PixelSpec pixels,
            Unfreeze unfreeze,
            AugmentationConfig augmentation,
            AdamConfig adam,
            SessionConfig session,
            byte[] rgb,
            int stepsPerCall) {
        EntryConfig entry = EntryConfig.resident(rgb.length / pixels.imageBytes(), stepsPerCall);
        var probe = new StepProbe(network, pixels, unfreeze, augmentation, adam, entry, session);
        try {
            probe.put(rgb);
            probe.stepsPerCall = stepsPerCall;
            return probe;
        } catch (RuntimeException | Error e) {
            probe.close();
            throw e;
        }
    }

    /** How many steps {@link #step()} takes. */
    public int stepsPerCall() {
        return stepsPerCall;
    }

    /** Why its batches are not page-locked though a card fetches them, in a sentence; nothing where they are, or none does. */
    public Optional<String> refusal() {
        return locking.refusal();
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
        TUint8 batch = images.computeIfAbsent(size, count -> filled(count, rgb)).tensor();
        chosen = List.of(new StepBatch(batch, feeds(size)));
        prepareRows();
    }

    /** The next {@link #step()} takes batches of {@code size} of the pictures on the device, round and round. */
    public void choose(int size) {
        chosen = calls.computeIfAbsent(size, this::calls);
        prepareRows();
    }

    /**
     * A step on the chosen batch, or as many as a session call takes.
     *
     * @return the sum of their losses
     */
    public double step() {
        return run(chosen);
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
        return run(List.of(new StepBatch(batch.images(), own)));
    }

    @Override
    public void close() {
        graph.close();
        images.values().forEach(ImageTensor::close);
        feeds.values().forEach(StepFeeds::close);
        callFeeds.forEach(StepFeeds::close);
    }

    private double run(List<StepBatch> batches) {
        var steps = new ArrayList<StepCall>(batches.size());
        for (StepBatch batch : batches) {
            step++;
            steps.add(new StepCall(batch, RATE, SEED, step));
        }
        graph.run(steps);
        double losses = 0;
        for (int i = 0; i < batches.size(); i++) {
            losses += graph.loss(i);
        }
        return losses;
    }

    private List<StepBatch> calls(int size) {
        var batches = new ArrayList<StepBatch>();
        for (int i = 0; i < stepsPerCall; i++) {
            var own = new StepFeeds(size);
            callFeeds.add(own);
            for (int row = 0; row < size; row++) {
                own.rows().setLong((i * size + row) % pictures, row);
            }
            batches.add(new StepBatch(own.rows(), own));
        }
        return batches;
    }

    private void prepareRows() {
        for (StepBatch batch : chosen) {
            for (int row = 0; row < batch.feeds().size(); row++) {
                prepare(batch.feeds(), row, row);
            }
        }
    }

    private void put(byte[] rgb) {
        graph.makeRoom();
        try (ImageTensor all = filled(pictures, rgb)) {
            graph.put(all.tensor(), 0);
        }
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

    private ImageTensor filled(int size, byte[] rgb) {
        int one = pixels.imageBytes();
        int pictures = rgb.length / one;
        if (pictures == 0) {
            throw Fault.bug("a batch was asked of no pictures");
        }
        byte[] all = new byte[Math.multiplyExact(size, one)];
        for (int row = 0; row < size; row++) {
            System.arraycopy(rgb, row % pictures * one, all, row * one, one);
        }
        ImageTensor tensor = ImageTensor.allocate(pixels, size, locking);
        tensor.tensor().asRawTensor().data().write(all);
        return tensor;
    }
}
