package dev.sulcus.training;

import dev.sulcus.dataset.SplitPart;
import dev.sulcus.device.NativeBlock;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.Augmentation;
import dev.sulcus.model.CounterRandom;
import dev.sulcus.model.ToneAugmentation;
import dev.sulcus.phantom.LesionPainter;
import dev.sulcus.pipeline.Batch;
import dev.sulcus.pipeline.BatchSource;
import dev.sulcus.pipeline.Pass;
import dev.sulcus.pipeline.PixelSpec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;
import org.tensorflow.types.TUint8;

/**
 * Batches of healthy heads, of heads with a painted lesion, and of heads with real tumours, drawn anew for every step;
 * and the held healthy heads with and without a lesion to judge by. Every draw is a function of seed, step and row alone.
 * All pictures are kept grey in native memory, which this object owns; it borrows the graph.
 */
final class LesionExamples implements Examples {
    private static final long DRAW_STREAM = -5;
    private static final long PAINT_STREAM = -6;
    private static final long HELD_STREAM = -7;
    private static final int HELD_PAINTINGS = 3;
    private static final float WHITE = 255;

    private final TrainingPlan plan;
    private final LesionConfig config;
    private final TrainingGraph graph;
    private final int pixels;
    private final List<List<Integer>> healthy = new ArrayList<>();
    private final List<List<List<Integer>>> tumours = new ArrayList<>();
    private final int[] heldHealthy;
    private final NativeBlock training;
    private final NativeBlock held;
    private final StepFeeds feeds;
    private final TUint8 input;
    private final ByteBuffer row;
    private final LesionPainter painter;
    private final float[] canvas;
    private final Augmentation augmentation;
    private final ToneAugmentation tones;

    /**
     * Decodes all pictures.
     *
     * @throws Fault of kind memory when they don't fit, of kind data when one can't be read
     */
    LesionExamples(TrainingPlan plan, TrainingResources resources, TrainingGraph graph, TrainingListener listener) {
        this.plan = plan;
        this.graph = graph;
        config = plan.lesions().config();
        PixelSpec spec = plan.pixels();
        pixels = spec.height() * spec.width();
        sort(plan.lesions());
        heldHealthy = IntStream.range(0, plan.validationPart().size())
                .filter(i -> plan.lesions().heldKind()[i] < 0)
                .toArray();
        long bytes = (long) pixels
                * (plan.trainingPart().size() + plan.validationPart().size());
        if (bytes > resources.cacheBudgetBytes()) {
            throw Fault.memory(
                    String.format(
                            "the pictures take %,d MB, more than the %,d MB that may be used; take a smaller --size",
                            bytes >> 20, resources.cacheBudgetBytes() >> 20),
                    null);
        }
        training = NativeBlock.allocate(
                "training pictures", (long) pixels * plan.trainingPart().size());
        held = NativeBlock.allocate(
                "held pictures", (long) pixels * plan.validationPart().size());
        feeds = new StepFeeds(config.batch(), plan.lesions().kinds().size());
        input = TUint8.tensorOf(Shape.of(config.batch(), spec.height(), spec.width(), PixelSpec.CHANNELS));
        row = ByteBuffer.allocate(pixels * PixelSpec.CHANNELS);
        painter = new LesionPainter(spec.width());
        canvas = new float[pixels];
        augmentation = new Augmentation(plan.training().augmentation(), spec);
        tones = new ToneAugmentation(plan.training().augmentation(), spec);
        try {
            load(plan.trainingPart(), training, resources, listener);
            load(plan.validationPart(), held, resources, listener);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    @Override
    public int size() {
        return config.stepsPerEpoch() * config.batch();
    }

    @Override
    public boolean train(int epoch, int[] order, Step step) {
        int first = config.stepsPerEpoch() - order.length / config.batch();
        for (int i = first; i < config.stepsPerEpoch(); i++) {
            draw(epoch, i);
            if (!step.accept(List.of(new StepBatch(input, feeds)))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int[] validationLabels() {
        return IntStream.range(0, heldHealthy.length * (1 + HELD_PAINTINGS))
                .map(i -> i < heldHealthy.length ? 0 : 1)
                .toArray();
    }

    @Override
    public double[] validate() {
        int[] labels = validationLabels();
        double[] probabilities = new double[labels.length];
        float[] out = new float[config.batch()];
        var classifier = graph.classifier();
        for (int from = 0; from < labels.length; from += config.batch()) {
            int size = Math.min(config.batch(), labels.length - from);
            for (int i = 0; i < size; i++) {
                int at = from + i;
                read(held, heldHealthy[at % heldHealthy.length]);
                if (labels[at] == 1) {
                    painter.paint(canvas, CounterRandom.key(plan.training().seed(), HELD_STREAM, at));
                }
                write(i);
            }
            classifier.score(input, out, 0); // the rows past size are the last batch's, and unused
            for (int i = 0; i < size; i++) {
                probabilities[from + i] = out[i];
            }
        }
        return probabilities;
    }

    @Override
    public double waitSeconds() {
        return 0;
    }

    @Override
    public void close() {
        feeds.close();
        input.close();
        training.close();
        held.close();
    }

    private void draw(int epoch, int step) {
        for (int i = 0; i < config.batch(); i++) {
            int item = step * config.batch() + i;
            long key = CounterRandom.key(plan.training().seed(), DRAW_STREAM * 1_000_003 + epoch, item);
            boolean tumour = i >= config.healthy() + config.painted();
            boolean paint = !tumour && i >= config.healthy();
            int kind = tumour ? i % tumours.size() : -1;
            read(training, pick(tumour ? tumours.get(kind) : healthy, key));
            if (paint) {
                painter.paint(
                        canvas, CounterRandom.key(plan.training().seed(), PAINT_STREAM * 1_000_003 + epoch, item));
            }
            write(i);
            double smoothing = plan.training().labelSmoothing();
            feeds.set(i, (paint ? 1 : 0) * (1 - smoothing) + smoothing / 2, tumour ? 0 : 1);
            feeds.setKind(i, kind);
            augmentation.draw(plan.training().seed(), epoch, item, feeds.transformValues(), i);
            tones.draw(plan.training().seed(), epoch, item, feeds.toneValues(), i);
        }
    }

    /** A group, then one of it: a picture that lies there ten times is not seen ten times as often. */
    private static int pick(List<List<Integer>> groups, long key) {
        List<Integer> group = groups.get((int) (CounterRandom.uniform(key, 0) * groups.size()));
        return group.get((int) (CounterRandom.uniform(key, 1) * group.size()));
    }

    private void sort(LesionPlan lesions) {
        var groups = new ArrayList<Map<Integer, List<Integer>>>();
        for (int i = 0; i <= lesions.kinds().size(); i++) {
            groups.add(new LinkedHashMap<>());
        }
        for (int i = 0; i < lesions.trainingKind().length; i++) {
            groups.get(lesions.trainingKind()[i] + 1)
                    .computeIfAbsent(lesions.trainingGroup()[i], group -> new ArrayList<>())
                    .add(i);
        }
        healthy.addAll(groups.get(0).values());
        for (int kind = 0; kind < lesions.kinds().size(); kind++) {
            tumours.add(List.copyOf(groups.get(kind + 1).values()));
        }
    }

    private void load(SplitPart part, NativeBlock block, TrainingResources resources, TrainingListener listener) {
        int[] order = IntStream.range(0, part.size()).toArray();
        ByteBuffer all = block.buffer();
        long start = System.nanoTime();
        int done = 0;
        byte[] rgb = new byte[pixels * PixelSpec.CHANNELS];
        try (BatchSource source = PictureExamples.open(plan, part, resources);
                Pass pass = source.start(order)) {
            for (Batch next = pass.next(); next != null; next = pass.next()) {
                try (Batch batch = next) {
                    ByteDataBuffer bytes = batch.images().asRawTensor().data();
                    for (int i = 0; i < batch.size(); i++) {
                        PictureExamples.requireReadable(part, batch.sample(i), batch.failure(i));
                        bytes.offset((long) i * rgb.length).read(rgb);
                        for (int pixel = 0; pixel < pixels; pixel++) {
                            all.put(batch.sample(i) * pixels + pixel, rgb[pixel * PixelSpec.CHANNELS + 1]); // green
                        }
                    }
                    done += batch.size();
                    listener.features(done, part.size(), done * 1e9 / (System.nanoTime() - start));
                }
            }
        }
    }

    private void read(NativeBlock block, int sample) {
        ByteBuffer all = block.buffer();
        for (int i = 0; i < pixels; i++) {
            canvas[i] = (all.get(sample * pixels + i) & 0xFF) / WHITE;
        }
    }

    private void write(int at) {
        for (int i = 0; i < pixels; i++) {
            byte level = (byte) Math.round(canvas[i] * WHITE);
            row.put(i * 3, level).put(i * 3 + 1, level).put(i * 3 + 2, level);
        }
        input.asRawTensor().data().offset((long) at * row.capacity()).write(row.array());
    }
}
