package dev.sulcus.scoring;

import dev.sulcus.fault.Fault;
import dev.sulcus.model.Classifier;
import dev.sulcus.pipeline.BatchSource;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.pipeline.Progress;
import dev.sulcus.resident.Card;
import dev.sulcus.resident.ResidentScorer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scores an archive: batches stream through the ring, an unreadable file costs its row and nothing else. Keeps one
 * path and one number per file, no pixels. Stateless, thread-safe.
 */
public final class Scorer {
    /** How many pictures are scored both ways when a card decodes. */
    private static final int COMPARED = 64;

    private Scorer() {}

    /**
     * Scores every file.
     *
     * @param classifier borrowed
     * @param pipeline its pixels must be the classifier's; give it no cache, every file is read once
     */
    public static ScoringResult score(
            Classifier classifier, InputList inputs, PipelineConfig pipeline, double threshold, Progress progress) {
        var rows = new WorklistRows(inputs, threshold, classifier.members() > 1, progress);
        List<Path> files = inputs.paths();
        try (BatchSource source = BatchSource.open(pipeline, files, classifier.locking())) {
            classifier.scoreAll(source, all(files), rows::add);
        }
        return rows.result(classifier.engine(), DecodingResult.host(files.size()), classifier.reducedBatch());
    }

    /**
     * Scores every file, JPEGs decoded on the card. The first {@value #COMPARED} that it decodes are scored from the host's
     * pixels too, and the result says what that changes.
     *
     * @param classifier borrowed; its members are functions on {@code card}
     * @throws Fault of kind device when the card can't decode or its context is lost
     */
    public static ScoringResult scoreOnCard(
            Classifier classifier,
            InputList inputs,
            Card card,
            PipelineConfig pipeline,
            double threshold,
            Progress progress) {
        var rows = new WorklistRows(inputs, threshold, classifier.members() > 1, progress);
        List<Path> files = inputs.paths();
        float[] reference = reference(classifier, pipeline, files);
        var sum = new DecoderShift.Sum(threshold);
        int[] onCard = new int[1];
        try (ResidentScorer scorer = ResidentScorer.open(classifier, card, pipeline, files)) {
            scorer.scoreAll(all(files), (sample, probability, spread, failure, decoded) -> {
                rows.add(sample, probability, spread, failure);
                if (decoded) {
                    onCard[0]++;
                    if (sample < reference.length) {
                        sum.add(probability, reference[sample]);
                    }
                }
            });
            var decoding = new DecodingResult("gpu", onCard[0], files.size() - onCard[0], sum.shift());
            return rows.result(classifier.engine(), decoding, lesser(scorer.reducedBatch(), classifier.reducedBatch()));
        }
    }

    /** The first files' probabilities from the host's pixels; NaN where there are none. */
    private static float[] reference(Classifier classifier, PipelineConfig pipeline, List<Path> files) {
        float[] reference = new float[Math.min(COMPARED, files.size())];
        Arrays.fill(reference, Float.NaN);
        try (BatchSource source =
                BatchSource.open(pipeline, files.subList(0, reference.length), classifier.locking())) {
            classifier.scoreAll(
                    source,
                    IntStream.range(0, reference.length).toArray(),
                    (int sample, float probability, String failure) -> reference[sample] = probability);
        }
        return reference;
    }

    /** Of two sizes where 0 means none. */
    private static int lesser(int one, int other) {
        return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
    }

    private static int[] all(List<Path> files) {
        return IntStream.range(0, files.size()).toArray();
    }
}
