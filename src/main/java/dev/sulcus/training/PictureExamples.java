package dev.sulcus.training;

import dev.sulcus.dataset.SplitPart;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.Augmentation;
import dev.sulcus.model.ToneAugmentation;
import dev.sulcus.pipeline.Batch;
import dev.sulcus.pipeline.BatchSource;
import dev.sulcus.pipeline.PageLocking;
import dev.sulcus.pipeline.Pass;
import dev.sulcus.pipeline.PipelineConfig;
import java.util.List;

/**
 * Pictures from files, augmented anew in every epoch. Where the graph takes batches one step ahead, two are held: the one
 * that the device computes on and the one that is copied there meanwhile. Owns its sources; borrows the graph.
 */
final class PictureExamples implements Examples {
    private static final double SECOND = 1e9;

    private final TrainingPlan plan;
    private final TrainingGraph graph;
    private final boolean ahead;
    private final Augmentation augmentation;
    private final ToneAugmentation tones;
    private final Labelling labelling;
    private final LesionCanvas canvas;
    private final BatchSource training;
    private final PictureValidation validation;

    /**
     * Opens the sources.
     *
     * @param locking of the batches; borrowed
     * @param ahead whether the graph takes batches one step ahead
     * @throws Fault of kind memory when they don't fit
     */
    PictureExamples(
            TrainingPlan plan, TrainingResources resources, PageLocking locking, boolean ahead, TrainingGraph graph) {
        this.plan = plan;
        this.graph = graph;
        this.ahead = ahead;
        augmentation = new Augmentation(plan.training().augmentation(), plan.pixels());
        tones = new ToneAugmentation(plan.training().augmentation(), plan.pixels());
        canvas = plan.training().paintedLesions() > 0 ? new LesionCanvas(plan.training(), plan.pixels()) : null;
        long cache = resources.cacheBudgetBytes();
        BatchSource opened = open(plan, plan.trainingPart(), resources, locking, cache);
        try {
            validation = new PictureValidation(plan, resources, locking, graph.classifier());
            training = opened;
        } catch (RuntimeException | Error e) {
            opened.close();
            throw e;
        }
        labelling = new Labelling(plan);
    }

    /** Pageable batches, kept as far as the cache goes. */
    static BatchSource open(TrainingPlan plan, SplitPart part, TrainingResources resources) {
        return open(plan, part, resources, PageLocking.NONE, resources.cacheBudgetBytes());
    }

    static BatchSource open(
            TrainingPlan plan, SplitPart part, TrainingResources r, PageLocking locking, long cacheBytes) {
        int batch = plan.training().batchSize();
        var config = new PipelineConfig(plan.pixels(), batch, r.slots(), r.workers(), cacheBytes, r.maxPixels());
        return BatchSource.open(config, part.files(), locking);
    }

    static void requireReadable(SplitPart part, int sample, String failure) {
        if (failure != null) {
            throw Fault.data(part.files().get(sample) + ": " + failure
                    + " (it could be read when the run began); restore it and continue with --resume");
        }
    }

    @Override
    public boolean train(int epoch, int[] order, Step step) {
        try (Pass pass = training.start(order)) {
            return ahead ? trainAhead(epoch, pass, step) : trainFed(epoch, pass, step);
        }
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
        return validation.probabilities();
    }

    @Override
    public double waitSeconds() {
        return training.times().waitNanos() / SECOND;
    }

    @Override
    public void close() {
        labelling.close();
        training.close();
        validation.close();
    }

    private boolean trainFed(int epoch, Pass pass, Step step) {
        for (Batch next = pass.next(); next != null; next = pass.next()) {
            try (Batch batch = next) {
                if (!step.accept(List.of(new StepBatch(batch.images(), feeds(epoch, batch, 0))))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** A batch is closed when the step on it has run: until then the device, or on a CPU the area itself, reads it. */
    private boolean trainAhead(int epoch, Pass pass, Step step) {
        Batch now = pass.next();
        Batch next = null;
        try {
            StepFeeds feeds = feeds(epoch, now, 0);
            graph.begin(now.images());
            for (int place = 1; now != null; place = 1 - place) {
                next = pass.next();
                StepFeeds later = next == null ? null : feeds(epoch, next, place);
                if (!step.accept(List.of(new StepBatch(next == null ? null : next.images(), feeds)))) {
                    return false;
                }
                now.close();
                now = next;
                next = null;
                feeds = later;
            }
            return true;
        } finally {
            close(now);
            close(next);
        }
    }

    private static void close(Batch batch) {
        if (batch != null) {
            batch.close();
        }
    }

    private StepFeeds feeds(int epoch, Batch batch, int place) {
        StepFeeds feeds = labelling.feeds(batch.size(), place);
        for (int row = 0; row < batch.size(); row++) {
            int sample = batch.sample(row);
            requireReadable(plan.trainingPart(), sample, batch.failure(row));
            int own = plan.trainingPart().labels()[sample];
            boolean painted = canvas != null && own == 0 && canvas.paint(epoch, sample, batch.images(), row);
            labelling.set(feeds, row, painted ? 1 : own, own);
            augmentation.draw(plan.training().seed(), epoch, sample, feeds.transformValues(), row);
            tones.draw(plan.training().seed(), epoch, sample, feeds.toneValues(), row);
        }
        return feeds;
    }
}
