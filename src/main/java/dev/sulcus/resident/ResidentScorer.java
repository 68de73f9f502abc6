package dev.sulcus.resident;

import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import dev.sulcus.model.Classifier;
import dev.sulcus.pipeline.Pass;
import dev.sulcus.pipeline.PipelineConfig;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Scores files whose pixels never visit the host. In a batch, JPEGs that the card decodes and pictures that the host decodes
 * stand side by side, in the order that was asked for.
 *
 * <p>One batch is read and decoded while the other is scored. Waiting, from one to the next: the card's stream is waited
 * for on the host before TensorFlow is called, for its streams know nothing of ours; TensorFlow's answer is waited for
 * before the place is filled again, and with it everything that read the place is done.
 *
 * <p>Errors: an unreadable file costs its row. Where memory runs out, on the card or in TensorFlow, everything of this size
 * is freed, the batch is halved for good, and the pictures that had no answer are read again. A lost context ends the
 * scoring with a fault that says so. Whatever happens, what this opened is closed by {@link #close}.
 *
 * <p>Borrows the classifier. One thread; whoever opens it closes it.
 */
public final class ResidentScorer implements AutoCloseable {
    private final Scoring scoring;
    private final Card card;
    private final List<Path> files;
    private final float[] probabilities;
    private final float[] spreads;
    private PipelineConfig config;
    private ResidentBatches batches;
    private int reducedTo;
    private int done;

    /** What is done with a batch that lies on the card; see {@link Classifier#scoreResident}. */
    interface Scoring {
        void score(long address, int n, float[] out, float[] spreads);
    }

    private ResidentScorer(Scoring scoring, Card card, PipelineConfig config, List<Path> files) {
        this.scoring = scoring;
        this.card = card;
        this.files = List.copyOf(files);
        this.config = config;
        probabilities = new float[config.batchSize()];
        spreads = new float[config.batchSize()];
    }

    /** Why a card can't make the pixels of {@code config}'s model; null when it can. */
    public static String obstacle(PipelineConfig config) {
        return CardPixels.obstacle(config.pixels()).orElse(null);
    }

    /**
     * Opens what a batch needs, halving it where it doesn't fit.
     *
     * @param classifier its members must be functions, on {@code card}
     * @throws Fault of kind usage when a card can't make the pixels, of kind device when it can't decode, of kind memory when
     *     not one picture fits
     */
    public static ResidentScorer open(Classifier classifier, Card card, PipelineConfig config, List<Path> files) {
        return open(classifier::scoreResident, card, config, files);
    }

    /** As above, with another way to score a batch. */
    static ResidentScorer open(Scoring scoring, Card card, PipelineConfig config, List<Path> files) {
        String obstacle = obstacle(config);
        if (obstacle != null) {
            throw Fault.usage("the GPU can't make pictures of "
                    + config.pixels().words() + ": " + obstacle + "; take --decoder host");
        }
        var scorer = new ResidentScorer(scoring, card, config, files);
        scorer.attempt(scorer::ready);
        return scorer;
    }

    /** Pictures of a full batch, now. */
    public int batchSize() {
        return config.batchSize();
    }

    /** To how many pictures the batch went down when memory ran out; 0 when that never happened. */
    public int reducedBatch() {
        return reducedTo;
    }

    /**
     * Every sample of {@code order}, batch by batch.
     *
     * @param order indices into the files
     * @throws Fault of kind device when the card's context is lost or TensorFlow fails, of kind memory when not even one
     *     picture fits
     */
    public void scoreAll(int[] order, ResidentSink sink) {
        done = 0;
        while (done < order.length) {
            attempt(() -> pass(order, sink));
        }
    }

    @Override
    public void close() {
        if (batches != null) {
            ResidentBatches all = batches;
            batches = null;
            all.close();
        }
    }

    /** Does the work; afterwards either it is done, or the batch is smaller. */
    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (Fault e) {
            if (isLost(e)) {
                throw Fault.device(
                        "the GPU's context is lost after " + done + " pictures (" + e.getMessage()
                                + "); start the program again, and if it comes back, take --decoder host",
                        e);
            }
            if (e.kind() != FaultKind.MEMORY || config.batchSize() == 1) {
                throw e;
            }
            halve();
        }
    }

    /** An error of TensorFlow's may have lost the context that both share: the card is asked. */
    private boolean isLost(Fault e) {
        if (e.kind() == FaultKind.DEVICE && !card.gpu().isPoisoned()) {
            try {
                card.gpu().synchronize();
            } catch (Fault asked) {
                return card.gpu().isPoisoned();
            }
        }
        return card.gpu().isPoisoned();
    }

    private void halve() {
        close();
        reducedTo = config.batchSize() / 2;
        config = new PipelineConfig(
                config.pixels(),
                reducedTo,
                config.slots(),
                config.workers(),
                config.cacheBudgetBytes(),
                config.maxPixels());
    }

    private void ready() {
        if (batches == null) {
            batches = ResidentBatches.open(card, config, files);
        }
    }

    private void pass(int[] order, ResidentSink sink) {
        ready();
        int[] left = Arrays.copyOfRange(order, done, order.length);
        try (Pass pass = batches.source().start(left);
                Reading reading = Reading.start(pass, batches, files, left.length > config.batchSize())) {
            for (ResidentBatch next = reading.next(); next != null; next = reading.next()) {
                next.await();
                scoring.score(next.address(), next.size(), probabilities, spreads);
                tell(next, sink);
                reading.giveBack(next);
            }
        }
    }

    private void tell(ResidentBatch batch, ResidentSink sink) {
        for (int row = 0; row < batch.size(); row++) {
            done++;
            String failure = batch.failure(row);
            float probability = failure == null ? probabilities[row] : Float.NaN;
            sink.scored(batch.sample(row), probability, spreads[row], failure, batch.onCard(row));
        }
    }
}
