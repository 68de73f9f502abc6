package dev.sulcus.evaluation;

import dev.sulcus.dataset.Scan;
import dev.sulcus.metrics.Confusion;
import dev.sulcus.metrics.ThresholdConfig;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a fold's models say of the tuning parts of its training folds: the one thing that a threshold can be chosen from.
 * Made by {@link FoldPlan} alone. Immutable, thread-safe.
 */
public final class TuningPredictions {
    private static final double HALF = 0.5;

    private final FoldPlan plan;
    private final List<Prediction> predictions;

    TuningPredictions(FoldPlan plan, List<Scan> scans, double[] probabilities) {
        this.plan = plan;
        this.predictions = IntStream.range(0, probabilities.length)
                .mapToObj(i -> new Prediction(
                        scans.get(i).path(), scans.get(i).label(), probabilities[i], probabilities[i] >= HALF ? 1 : 0))
                .toList();
    }

    /** One for each tuning scan of each fit, in order, called at 0.5: what to save, to go on after a stop. */
    public List<Prediction> predictions() {
        return predictions;
    }

    /**
     * The threshold that the plan's settings ask for.
     *
     * @throws dev.sulcus.fault.Fault of kind usage when a sensitivity is wanted and no tumour is among the scans
     */
    public ChosenThreshold choose() {
        ThresholdConfig wanted = plan.config().operatingPoint();
        int[] labels = predictions.stream().mapToInt(Prediction::label).toArray();
        double[] probabilities =
                predictions.stream().mapToDouble(Prediction::probability).toArray();
        double value = wanted.choose(labels, probabilities);
        return new ChosenThreshold(wanted, value, Confusion.of(labels, probabilities, value));
    }

    FoldPlan plan() {
        return plan;
    }
}
