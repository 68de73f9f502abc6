package dev.sulcus.scoring;

import dev.sulcus.dataset.CodePointOrder;
import dev.sulcus.dataset.UnreadableScan;
import dev.sulcus.fault.Fault;
import dev.sulcus.pipeline.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects scored files, and sorts them in the end. Its clock runs from the start. One thread. */
final class WorklistRows {
    private static final double SECOND = 1e9;

    private final long start = System.nanoTime();
    private final List<InputFile> files;
    private final double threshold;
    private final boolean ensemble;
    private final Progress progress;
    private final List<WorklistRow> rows;
    private final List<UnreadableScan> quarantined;

    WorklistRows(InputList inputs, double threshold, boolean ensemble, Progress progress) {
        this.files = inputs.files();
        this.threshold = threshold;
        this.ensemble = ensemble;
        this.progress = progress;
        rows = new ArrayList<>(files.size());
        quarantined = new ArrayList<>(inputs.unreadable());
    }

    /**
     * One file.
     *
     * @param failure why it could not be read, or null
     * @throws Fault of kind data when the model answers NaN
     */
    void add(int sample, float probability, float spread, String failure) {
        String path = files.get(sample).path();
        if (failure != null) {
            quarantined.add(new UnreadableScan(path, failure));
        } else if (Float.isNaN(probability)) {
            throw Fault.data(path + ": the model answers NaN; its weights are damaged, train again");
        } else {
            rows.add(new WorklistRow(path, probability, probability >= threshold, ensemble ? spread : null));
        }
        progress.at(sample + 1L, files.size());
    }

    /** Everything, sorted; {@code reducedBatch} is 0 when memory never ran out. */
    ScoringResult result(String engine, DecodingResult decoding, int reducedBatch) {
        rows.sort(WorklistRows::byUrgency);
        quarantined.sort(Comparator.comparing(UnreadableScan::path, CodePointOrder::compare));
        return new ScoringResult(
                rows,
                quarantined,
                threshold,
                (System.nanoTime() - start) / SECOND,
                engine,
                decoding,
                reducedBatch == 0 ? null : reducedBatch);
    }

    /** The most probable first, equal ones by path. Comparing boxed numbers would leave hundreds of bytes per scan. */
    private static int byUrgency(WorklistRow a, WorklistRow b) {
        int falling = Float.compare(b.probability(), a.probability());
        return falling != 0 ? falling : CodePointOrder.compare(a.path(), b.path());
    }
}
