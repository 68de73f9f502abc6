package dev.sulcus.evaluation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.sulcus.fault.Fault;
import dev.sulcus.metrics.BinaryMetrics;
import dev.sulcus.metrics.BootstrapConfig;
import dev.sulcus.metrics.CalibrationFit;
import dev.sulcus.metrics.CalibrationNoise;
import dev.sulcus.metrics.Degeneracy;
import dev.sulcus.metrics.Figure;
import dev.sulcus.metrics.OperatingPointResult;
import dev.sulcus.metrics.Samples;
import dev.sulcus.metrics.ThresholdConfig;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A cross-validation: every scan judged once, by a model that never saw it nor a copy of it. Immutable.
 *
 * @param scans judged
 * @param tumours among them
 * @param groups independent groups of copies; what the intervals resample
 * @param folds per-fold table, in order
 * @param atHalf every figure at 0.5: mean, deviation, pooled, interval
 * @param atChosen every figure at the thresholds chosen for the folds
 * @param pooledAtHalf all scans together at 0.5, with intervals by group
 * @param pooledAtChosen all scans together at the chosen thresholds; its threshold is NaN, for each fold has its own
 * @param operatingPoints at 0.5, and at the chosen thresholds
 * @param calibration line of the pooled probabilities
 * @param calibrationNoise what calibration error chance alone would give
 * @param degenerate why the pooled result at 0.5 is worthless, one reason each; empty when it is not
 * @param predictions out-of-fold, fold by fold; not in JSON, they have a file of their own
 */
public record CrossValidationResult(
        int scans,
        int tumours,
        int groups,
        List<FoldResult> folds,
        List<FigureSummary> atHalf,
        List<FigureSummary> atChosen,
        BinaryMetrics pooledAtHalf,
        BinaryMetrics pooledAtChosen,
        List<OperatingPointResult> operatingPoints,
        CalibrationFit calibration,
        CalibrationNoise calibrationNoise,
        List<String> degenerate,
        @JsonIgnore List<FoldPrediction> predictions) {
    private static final double HALF = 0.5;

    /** Copies the lists. */
    public CrossValidationResult {
        folds = List.copyOf(folds);
        atHalf = List.copyOf(atHalf);
        atChosen = List.copyOf(atChosen);
        operatingPoints = List.copyOf(operatingPoints);
        degenerate = List.copyOf(degenerate);
        predictions = List.copyOf(predictions);
    }

    /**
     * Puts judged folds together.
     *
     * @param folds all of one plan, in order
     * @param prevalences shares of tumours to state the cost of errors at, each between 0 and 1
     * @throws Fault of kind bug without folds, when they are not 1, 2, 3 … in order, or when a scan or a group is in two
     *     folds
     * @throws Fault of kind usage for another prevalence
     */
    public static CrossValidationResult of(
            List<FoldResult> folds, List<Double> prevalences, BootstrapConfig bootstrap) {
        requireFolds(folds);
        List<FoldPrediction> rows =
                folds.stream().flatMap(fold -> fold.predictions().stream()).toList();
        requireApart(rows);
        Samples atHalf = FoldRows.samples(rows).calledAt(HALF);
        Samples atChosen = FoldRows.samples(rows);
        BinaryMetrics pooledAtHalf = BinaryMetrics.of(atHalf, HALF, bootstrap);
        BinaryMetrics pooledAtChosen = BinaryMetrics.of(atChosen, bootstrap);
        ThresholdConfig wanted = folds.get(0).threshold().wanted();
        double threshold = wanted.kind() == ThresholdConfig.Kind.FIXED ? wanted.value() : Double.NaN;
        return new CrossValidationResult(
                rows.size(),
                pooledAtHalf.positive().support(),
                atHalf.groups(),
                folds,
                FigureSummary.all(
                        folds.stream().map(FoldResult::atHalf).toList(),
                        pooledAtHalf,
                        Figure.intervals(atHalf, bootstrap)),
                FigureSummary.all(
                        folds.stream().map(FoldResult::atChosen).toList(),
                        pooledAtChosen,
                        Figure.intervals(atChosen, bootstrap)),
                pooledAtHalf,
                pooledAtChosen,
                List.of(
                        OperatingPointResult.of(atHalf, ThresholdConfig.HALF, HALF, prevalences),
                        OperatingPointResult.of(atChosen, wanted, threshold, prevalences)),
                CalibrationFit.of(atHalf),
                CalibrationNoise.of(atHalf, bootstrap),
                Degeneracy.reasons(pooledAtHalf),
                rows);
    }

    private static void requireFolds(List<FoldResult> folds) {
        for (int i = 0; i < folds.size(); i++) {
            if (folds.get(i).fold() != i + 1) {
                throw Fault.bug("place " + (i + 1) + " of the folds holds fold "
                        + folds.get(i).fold() + "; all must be there, in order");
            }
        }
        if (folds.isEmpty()) {
            throw Fault.bug("there is no fold to put together");
        }
    }

    private static void requireApart(List<FoldPrediction> rows) {
        Set<String> paths = new HashSet<>();
        Map<Integer, Integer> foldOf = new HashMap<>();
        for (FoldPrediction row : rows) {
            Integer fold = foldOf.putIfAbsent(row.group(), row.fold());
            if (!paths.add(row.path()) || fold != null && fold != row.fold()) {
                throw Fault.bug(row.path() + ", or a copy of it, is tested in two folds or twice");
            }
        }
    }
}
