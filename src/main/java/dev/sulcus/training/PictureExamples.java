package dev.sulcus.training;

import dev.sulcus.dataset.SplitPart;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.Augmentation;
import dev.sulcus.model.Classifier;
import dev.sulcus.model.ToneAugmentation;
import dev.sulcus.pipeline.Batch;
import dev.sulcus.pipeline.BatchSource;
import dev.sulcus.pipeline.Pass;
import dev.sulcus.pipeline.PipelineConfig;
import java.util.stream.IntStream;

/** Pictures from files, augmented anew in every epoch. Owns both sources; borrows the graph. */
final class PictureExamples implements Examples {
    private static final double SECOND = 1e9;

    private final TrainingPlan plan;
    private final Classifier classifier;
    private final Augmentation augmentation;
    private final ToneAugmentation tones;
    private final Labelling labelling;
    private final LesionCanvas canvas;
    private final BatchSource training;
    private final BatchSource validation;

    /**
     * Opens the sources.
     *
     * @throws Fault of kind memory when they don't fit
     */
    PictureExamples(TrainingPlan plan, TrainingResources resources, TrainingGraph graph) {
        this.plan = plan;
        classifier = graph.classifier();
        augmentation = new Augmentation(plan.training().augmentation(), plan.pixels());
        tones = new ToneAugmentation(plan.training().augmentation(), plan.pixels());
        canvas = plan.training().paintedLesions() > 0 ? new LesionCanvas(plan.training(), plan.pixels()) : null;
        BatchSource opened = open(plan, plan.trainingPart(), resources);
        try {
            validation = open(plan, plan.validationPart(), resources);
            training = opened;
        } catch (RuntimeException | Error e) {
            opened.close();
            throw e;
        }
        labelling = new Labelling(plan);
    }

    static BatchSource open(TrainingPlan plan, SplitPart part, TrainingResources r) {
        int batch = plan.training().batchSize();
        var config =
                new PipelineConfig(plan.pixels(), batch, r.slots(), r.workers(), r.cacheBudgetBytes(), r.maxPixels());
        return BatchSource.open(config, part.files());
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
            for (Batch next = pass.next(); next != null; next = pass.next()) {
                try (Batch batch = next) {
                    if (!step.accept(batch.images(), feeds(epoch, batch))) {
                        return false;
                    }
                }
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
        SplitPart part = plan.validationPart();
        double[] probabilities = new double[part.size()];
        int[] all = IntStream.range(0, part.size()).toArray();
        classifier.scoreAll(validation, all, (sample, probability, failure) -> {
            requireReadable(part, sample, failure);
            probabilities[sample] = probability;
        });
        return probabilities;
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

    private StepFeeds feeds(int epoch, Batch batch) {
        StepFeeds feeds = labelling.feeds(batch.size());
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
