package dev.sulcus.training;

import dev.sulcus.dataset.SplitPart;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.Augmentation;
import dev.sulcus.model.EfficientNet;
import dev.sulcus.model.ToneAugmentation;
import dev.sulcus.pipeline.Batch;
import dev.sulcus.pipeline.BatchSource;
import dev.sulcus.pipeline.Pass;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.types.TFloat32;

/**
 * Features of a frozen base, computed once: {@code views} augmented views of each training picture and one plain view
 * of each validation picture, float32, 5 KB each. Epoch e learns from view (e - 1) mod views. Owns the features; borrows
 * the graph.
 */
final class FeatureExamples implements Examples {
    private static final int WIDTH = EfficientNet.WIDTH;

    private final TrainingPlan plan;
    private final TrainingGraph graph;
    private final int views;
    private final Labelling labelling;
    private final TFloat32 training; // [views · N, WIDTH]
    private final TFloat32 validation; // [N, WIDTH]
    private final Map<Integer, TFloat32> inputs = new HashMap<>();

    /**
     * Computes all features.
     *
     * @throws Fault of kind memory when they don't fit, of kind data when a scan can't be read
     */
    FeatureExamples(TrainingPlan plan, TrainingResources resources, TrainingGraph graph, TrainingListener listener) {
        this.plan = plan;
        this.graph = graph;
        views = plan.head().views();
        training = allocate((long) views * plan.trainingPart().size(), resources);
        validation = allocate(plan.validationPart().size(), resources);
        labelling = new Labelling(plan);
        try {
            int all = views * plan.trainingPart().size() + plan.validationPart().size();
            var extraction = new Extraction(plan, resources, all, listener);
            for (int view = 0; view < views; view++) {
                extraction.run(
                        plan.trainingPart(),
                        view + 1,
                        training,
                        view * plan.trainingPart().size());
            }
            extraction.run(plan.validationPart(), 0, validation, 0);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    @Override
    public boolean train(int epoch, int[] order, Step step) {
        int first = (epoch - 1) % views * plan.trainingPart().size();
        int batch = plan.training().batchSize();
        FloatDataBuffer all = training.asRawTensor().data().asFloats();
        for (int from = 0; from < order.length; from += batch) {
            int size = Math.min(batch, order.length - from);
            TFloat32 input = inputs.computeIfAbsent(size, n -> TFloat32.tensorOf(Shape.of(n, WIDTH)));
            FloatDataBuffer rows = input.asRawTensor().data().asFloats();
            StepFeeds feeds = labelling.feeds(size);
            for (int row = 0; row < size; row++) {
                int sample = order[from + row];
                all.slice((long) (first + sample) * WIDTH, WIDTH).copyTo(rows.slice((long) row * WIDTH, WIDTH), WIDTH);
                labelling.set(feeds, row, sample);
            }
            if (!step.accept(List.of(new StepBatch(input, feeds)))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int size() {
        return plan.trainingPart().size();
    }

    @Override
    public int[] validationLabels() {
        return plan.validationPart().labels();
    }

    @Override
    public double[] validate() {
        return graph.probabilities(validation);
    }

    @Override
    public double waitSeconds() {
        return 0;
    }

    @Override
    public void close() {
        labelling.close();
        inputs.values().forEach(TFloat32::close);
        training.close();
        validation.close();
    }

    private static TFloat32 allocate(long rows, TrainingResources resources) {
        long bytes = rows * WIDTH * Float.BYTES;
        if (bytes > resources.cacheBudgetBytes()) {
            throw Fault.memory(
                    String.format(
                            "the features of %,d views take %,d MB, more than the %,d MB that may be used; lower head.views",
                            rows, bytes >> 20, resources.cacheBudgetBytes() >> 20),
                    null);
        }
        return TFloat32.tensorOf(Shape.of(rows, WIDTH));
    }

    /** One pass over a part, into one block of rows. */
    private final class Extraction {
        private final TrainingPlan plan;
        private final TrainingResources resources;
        private final Augmentation augmentation;
        private final ToneAugmentation tones;
        private final int all;
        private final TrainingListener listener;
        private final long start = System.nanoTime();
        private int done;

        Extraction(TrainingPlan plan, TrainingResources resources, int all, TrainingListener listener) {
            this.plan = plan;
            this.resources = resources;
            this.all = all;
            this.listener = listener;
            augmentation = new Augmentation(plan.training().augmentation(), plan.pixels());
            tones = new ToneAugmentation(plan.training().augmentation(), plan.pixels());
        }

        /**
         * Fills {@code target} from {@code first} on.
         *
         * @param view from 1; 0 for the pictures as they are
         */
        void run(SplitPart part, int view, TFloat32 target, int first) {
            int[] order = IntStream.range(0, part.size()).toArray();
            FloatDataBuffer rows = target.asRawTensor().data().asFloats();
            try (BatchSource source = PictureExamples.open(plan, part, resources);
                    Pass pass = source.start(order)) {
                for (Batch next = pass.next(); next != null; next = pass.next()) {
                    try (Batch batch = next) {
                        StepFeeds feeds = labelling.feeds(batch.size());
                        for (int row = 0; row < batch.size(); row++) {
                            PictureExamples.requireReadable(part, batch.sample(row), batch.failure(row));
                            move(view, batch.sample(row), feeds, row);
                        }
                        long at = (long) (first + batch.sample(0)) * WIDTH; // a pass keeps the order
                        graph.features(batch.images(), feeds, done, rows.slice(at, (long) batch.size() * WIDTH));
                        done += batch.size();
                        listener.features(done, all, done * 1e9 / (System.nanoTime() - start));
                    }
                }
            }
        }

        private void move(int view, int sample, StepFeeds feeds, int row) {
            if (view == 0) {
                augmentation.leave(feeds.transformValues(), row);
                tones.leave(feeds.toneValues(), row);
            } else {
                augmentation.draw(plan.training().seed(), view, sample, feeds.transformValues(), row);
                tones.draw(plan.training().seed(), view, sample, feeds.toneValues(), row);
            }
        }
    }
}
