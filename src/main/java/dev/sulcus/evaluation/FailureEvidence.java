package dev.sulcus.evaluation;

import dev.sulcus.metrics.BinaryMetrics;
import dev.sulcus.metrics.BootstrapConfig;
import dev.sulcus.metrics.CalibrationFit;
import dev.sulcus.metrics.CalibrationNoise;
import dev.sulcus.metrics.OperatingPointResult;
import dev.sulcus.metrics.Samples;
import dev.sulcus.metrics.ThresholdConfig;
import java.util.List;

/**
 * What {@link FailureFinder} looks at. Immutable.
 *
 * @param metrics of all judged scans
 * @param point the same calls, with exact intervals
 * @param folds of each fold, at the same threshold; empty without folds
 * @param calibration line of the probabilities
 * @param noise what calibration error chance alone would give
 * @param learning of each fit; empty when unknown
 */
public record FailureEvidence(
        BinaryMetrics metrics,
        OperatingPointResult point,
        List<BinaryMetrics> folds,
        CalibrationFit calibration,
        CalibrationNoise noise,
        List<LearningGap> learning) {
    /** Copies the lists. */
    public FailureEvidence {
        folds = List.copyOf(folds);
        learning = List.copyOf(learning);
    }

    /** A cross-validation at threshold 0.5. */
    public static FailureEvidence of(CrossValidationResult result, List<LearningGap> learning) {
        return new FailureEvidence(
                result.pooledAtHalf(),
                result.operatingPoints().get(0),
                result.folds().stream().map(FoldResult::atHalf).toList(),
                result.calibration(),
                result.calibrationNoise(),
                learning);
    }

    /** One model on one set of scans, called at {@code threshold}. */
    public static FailureEvidence of(
            Samples samples, double threshold, BootstrapConfig bootstrap, List<LearningGap> learning) {
        Samples called = samples.calledAt(threshold);
        var fixed = new ThresholdConfig(ThresholdConfig.Kind.FIXED, threshold);
        return new FailureEvidence(
                BinaryMetrics.of(called, threshold, bootstrap),
                OperatingPointResult.of(called, fixed, threshold, OperatingPointResult.PREVALENCES),
                List.of(),
                CalibrationFit.of(called),
                CalibrationNoise.of(called, bootstrap),
                learning);
    }
}
