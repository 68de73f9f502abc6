package dev.sulcus.benchmark;

import dev.sulcus.model.Classifier;
import dev.sulcus.model.ScoreSink;
import dev.sulcus.pipeline.BatchSource;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.resident.Card;
import dev.sulcus.resident.ResidentScorer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The whole job: every query reads, decodes and resizes its files, and scores them. What a query of one batch needs is
 * decoded by all workers at once; a longer query decodes ahead while it scores. Borrows the classifier, owns the decoding
 * threads. Used by one thread.
 */
public final class FolderSystem implements SystemUnderTest {
    private final Classifier classifier;
    private final int files;
    private final int[] sizes;
    private final Map<Integer, BatchSource> sources = new TreeMap<>();
    private final Map<Integer, ResidentScorer> onCard = new TreeMap<>();
    private final ScoreSink sink = this::scored;
    private Answered heard;
    private int batch;
    private int left;
    private int inBatch;
    private double sum;
    private double[] kept;

    /**
     * Opens a source for each size.
     *
     * @param pipeline its batch size does not matter
     * @param files to take round and round
     * @param sizes of batches, rising
     * @throws dev.sulcus.fault.Fault of kind memory when they don't fit
     */
    public FolderSystem(Classifier classifier, PipelineConfig pipeline, List<Path> files, int... sizes) {
        this(classifier, null, pipeline, files, sizes);
    }

    /**
     * As above, with JPEGs decoded on a card.
     *
     * @param card null for the host
     */
    public FolderSystem(Classifier classifier, Card card, PipelineConfig pipeline, List<Path> files, int... sizes) {
        this.classifier = classifier;
        this.files = files.size();
        this.sizes = sizes.clone();
        try {
            for (int size : sizes) {
                var config = new PipelineConfig(
                        pipeline.pixels(), size, pipeline.slots(), pipeline.workers(), 0, pipeline.maxPixels());
                if (card == null) {
                    sources.put(size, BatchSource.open(config, files, classifier.locking()));
                } else {
                    onCard.put(size, ResidentScorer.open(classifier, card, config, files));
                }
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    @Override
    public void answer(long first, int count, Answered listener) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = (int) ((first + i) % files);
        }
        score(order, Math.min(count, sizes[sizes.length - 1]), listener);
    }

    @Override
    public int[] sizes() {
        return sizes.clone();
    }

    @Override
    public double[] probabilities() {
        kept = new double[files];
        Arrays.fill(kept, Double.NaN);
        try {
            score(IntStream.range(0, files).toArray(), sizes[sizes.length - 1], pictures -> {});
            return kept;
        } finally {
            kept = null;
        }
    }

    @Override
    public double sum() {
        return sum;
    }

    @Override
    public int reducedBatch() {
        return IntStream.concat(
                        IntStream.of(classifier.reducedBatch()),
                        onCard.values().stream().mapToInt(ResidentScorer::reducedBatch))
                .filter(reduced -> reduced > 0)
                .min()
                .orElse(0);
    }

    @Override
    public void close() {
        sources.values().forEach(BatchSource::close);
        onCard.values().forEach(ResidentScorer::close);
    }

    private void score(int[] order, int size, Answered listener) {
        heard = listener;
        batch = size;
        left = order.length;
        inBatch = 0;
        if (onCard.isEmpty()) {
            classifier.scoreAll(sources.get(size), order, sink);
        } else {
            onCard.get(size)
                    .scoreAll(
                            order,
                            (sample, probability, spread, failure, decoded) -> scored(sample, probability, failure));
        }
    }

    private void scored(int sample, float probability, String failure) {
        if (failure == null) {
            sum += probability;
        }
        if (kept != null) {
            kept[sample] = probability;
        }
        left--;
        inBatch++;
        if (inBatch == batch || left == 0) {
            heard.answered(inBatch);
            inBatch = 0;
        }
    }
}
