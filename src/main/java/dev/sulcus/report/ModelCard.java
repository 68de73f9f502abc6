package dev.sulcus.report;

import dev.sulcus.evaluation.FailureMode;
import dev.sulcus.metrics.BinaryMetrics;
import dev.sulcus.metrics.CalibrationCurve;
import dev.sulcus.metrics.OperatingPointResult;
import dev.sulcus.metrics.RocCurve;
import java.util.List;

/**
 * What a page about several models shows of one of them, besides what {@code ModelComparison} holds. Immutable but for the
 * arrays of the curves.
 *
 * @param name as the comparison has it
 * @param architecture as {@code --model} takes it
 * @param pictures what enters, in words
 * @param start which weights it began with, in words; empty for none worth naming
 * @param parameters numbers of one network
 * @param trained how many networks were trained: one, or one or more per fold
 * @param trainingSeconds of all of them together; NaN when unknown
 * @param imagesPerSecond scored by one network, from file to probability; NaN when not measured
 * @param failures how it fails, the worst first
 * @param degenerate why its figures mean nothing; empty when they do
 * @param folds every figure of each fold at 0.5; one for a single split
 * @param half what calling at 0.5 comes to
 * @param chosen what calling at the thresholds that it came with comes to; the same as {@code half} where these are 0.5
 * @param roc of all judged scans
 * @param calibration of all judged scans
 * @param page relative link to its own page; empty for none
 * @param choice how its epoch and its threshold were chosen, in sentences
 */
public record ModelCard(
        String name,
        String architecture,
        String pictures,
        String start,
        long parameters,
        int trained,
        double trainingSeconds,
        double imagesPerSecond,
        List<FailureMode> failures,
        List<String> degenerate,
        List<BinaryMetrics> folds,
        OperatingPointResult half,
        OperatingPointResult chosen,
        RocCurve roc,
        CalibrationCurve calibration,
        String page,
        String choice) {
    /** Copies the lists. */
    public ModelCard {
        failures = List.copyOf(failures);
        degenerate = List.copyOf(degenerate);
        folds = List.copyOf(folds);
    }

    /** Whether calls were also made at another threshold than 0.5. */
    boolean hasChosen() {
        return !chosen.wanted().equals(half.wanted());
    }
}
