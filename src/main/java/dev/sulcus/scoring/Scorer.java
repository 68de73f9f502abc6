package dev.sulcus.scoring;

import dev.sulcus.dataset.CodePointOrder;
import dev.sulcus.dataset.UnreadableScan;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.Classifier;
import dev.sulcus.pipeline.BatchSource;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.pipeline.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scores an archive: batches stream through the ring, an unreadable file costs its row and nothing else. Keeps one
 * path and one number per file, no pixels. Stateless, thread-safe.
 */
public final class Scorer {
    private static final double SECOND = 1e9;

    private Scorer() {}

    /**
     * Scores every file.
     *
     * @param classifier borrowed
     * @param pipeline its pixels must be the classifier's; give it no cache, every file is read once
     */
    public static ScoringResult score(
            Classifier classifier, InputList inputs, PipelineConfig pipeline, double threshold, Progress progress) {
        long start = System.nanoTime();
        List<InputFile> files = inputs.files();
        var rows = new ArrayList<WorklistRow>(files.size());
        var quarantined = new ArrayList<>(inputs.unreadable());
        try (BatchSource source =
                BatchSource.open(pipeline, files.stream().map(InputFile::file).toList())) {
            int[] all = IntStream.range(0, files.size()).toArray();
            boolean ensemble = classifier.members() > 1;
            classifier.scoreAll(source, all, (int sample, float probability, float spread, String failure) -> {
                String path = files.get(sample).path();
                if (failure != null) {
                    quarantined.add(new UnreadableScan(path, failure));
                } else if (Float.isNaN(probability)) {
                    throw Fault.data(path + ": the model answers NaN; its weights are damaged, train again");
                } else {
                    rows.add(new WorklistRow(path, probability, probability >= threshold, ensemble ? spread : null));
                }
                progress.at(sample + 1L, files.size());
            });
        }
        rows.sort(Scorer::byUrgency);
        quarantined.sort(Comparator.comparing(UnreadableScan::path, CodePointOrder::compare));
        return new ScoringResult(
                rows, quarantined, threshold, (System.nanoTime() - start) / SECOND, classifier.engine());
    }

    /** The most probable first, equal ones by path. Comparing boxed numbers would leave hundreds of bytes per scan. */
    private static int byUrgency(WorklistRow a, WorklistRow b) {
        int falling = Float.compare(b.probability(), a.probability());
        return falling != 0 ? falling : CodePointOrder.compare(a.path(), b.path());
    }
}
