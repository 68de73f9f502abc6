package dev.sulcus.training;

import dev.sulcus.dataset.SplitPart;
import dev.sulcus.model.Augmentation;
import dev.sulcus.model.ToneAugmentation;
import dev.sulcus.pipeline.Batch;
import dev.sulcus.pipeline.BatchSource;
import dev.sulcus.pipeline.PageLocking;
import dev.sulcus.pipeline.Pass;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.types.TInt64;

/**
 * Pictures that live on the device, decoded and put there once. A step is handed row numbers, labels and transforms; order
 * and draws are those of {@link PictureExamples}, and so are the results. Validation pictures that do not live there
 * stream. Owns its tensors and the source of those; borrows the graph.
 */
final class ResidentExamples implements Examples {
    private static final double SECOND = 1e9;

    private final TrainingPlan plan;
    private final TrainingGraph graph;
    private final int stepsPerCall;
    private final Augmentation augmentation;
    private final ToneAugmentation tones;
    private final Labelling labelling;
    private final PictureValidation validation; // null where the validation pictures live on the device too
    private final double fillSeconds;

    /**
     * Decodes all pictures and puts them on the device.
     *
     * @throws dev.sulcus.fault.Fault of kind memory when they don't fit, of kind data when one can't be read
     */
    ResidentExamples(
            TrainingPlan plan,
            TrainingResources resources,
            FeedingPlan feeding,
            PageLocking locking,
            TrainingGraph graph,
            TrainingListener listener) {
        this.plan = plan;
        this.graph = graph;
        stepsPerCall = feeding.entry().steps();
        augmentation = new Augmentation(plan.training().augmentation(), plan.pixels());
        tones = new ToneAugmentation(plan.training().augmentation(), plan.pixels());
        labelling = new Labelling(plan);
        try {
            long start = System.nanoTime();
            graph.makeRoom();
            var filling = new Filling(resources, locking, feeding.entry().pictures(), listener);
            filling.put(plan.trainingPart());
            if (feeding.watchedToo()) {
                filling.put(plan.validationPart());
            }
            fillSeconds = (System.nanoTime() - start) / SECOND;
            validation =
                    feeding.watchedToo() ? null : new PictureValidation(plan, resources, locking, graph.classifier());
        } catch (RuntimeException | Error e) {
            labelling.close();
            throw e;
        }
    }

    @Override
    public boolean train(int epoch, int[] order, Step step) {
        int batch = plan.training().batchSize();
        for (int from = 0; from < order.length; from += stepsPerCall * batch) {
            List<StepBatch> call = new ArrayList<>(stepsPerCall);
            for (int i = 0; i < stepsPerCall && from + i * batch < order.length; i++) {
                int first = from + i * batch;
                call.add(batch(epoch, order, first, Math.min(batch, order.length - first), i));
            }
            if (!step.accept(call)) {
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
        if (validation != null) {
            return validation.probabilities();
        }
        int learnt = plan.trainingPart().size();
        int batch = plan.training().batchSize();
        double[] probabilities = new double[plan.validationPart().size()];
        float[] out = new float[batch];
        for (int from = 0; from < probabilities.length; from += batch) {
            int size = Math.min(batch, probabilities.length - from);
            TInt64 rows = labelling.feeds(size).rows();
            for (int i = 0; i < size; i++) {
                rows.setLong(learnt + from + i, i);
            }
            graph.probabilities(rows, out);
            for (int i = 0; i < size; i++) {
                probabilities[from + i] = out[i];
            }
        }
        return probabilities;
    }

    /** All the waiting was in the beginning. */
    @Override
    public double waitSeconds() {
        return fillSeconds;
    }

    @Override
    public void close() {
        labelling.close();
        if (validation != null) {
            validation.close();
        }
    }

    private StepBatch batch(int epoch, int[] order, int first, int size, int place) {
        StepFeeds feeds = labelling.feeds(size, place);
        long seed = plan.training().seed();
        for (int row = 0; row < size; row++) {
            int sample = order[first + row];
            feeds.rows().setLong(sample, row);
            labelling.set(feeds, row, sample);
            augmentation.draw(seed, epoch, sample, feeds.transformValues(), row);
            tones.draw(seed, epoch, sample, feeds.toneValues(), row);
        }
        return new StepBatch(feeds.rows(), feeds);
    }

    /** Puts one part after the other. */
    private final class Filling {
        private final TrainingResources resources;
        private final PageLocking locking;
        private final int all;
        private final TrainingListener listener;
        private final long start = System.nanoTime();
        private int done;

        Filling(TrainingResources resources, PageLocking locking, int all, TrainingListener listener) {
            this.resources = resources;
            this.locking = locking;
            this.all = all;
            this.listener = listener;
        }

        void put(SplitPart part) {
            int[] order = IntStream.range(0, part.size()).toArray();
            try (BatchSource source = PictureExamples.open(plan, part, resources, locking, 0);
                    Pass pass = source.start(order)) {
                for (Batch next = pass.next(); next != null; next = pass.next()) {
                    try (Batch batch = next) {
                        for (int row = 0; row < batch.size(); row++) {
                            PictureExamples.requireReadable(part, batch.sample(row), batch.failure(row));
                        }
                        graph.put(batch.images(), done); // batches come in the order that was asked for
                        done += batch.size();
                        listener.features(done, all, done * SECOND / (System.nanoTime() - start));
                    }
                }
            }
        }
    }
}
