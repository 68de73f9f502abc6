package dev.sulcus.evaluation;

import dev.sulcus.dataset.Dataset;
import dev.sulcus.dataset.DuplicateGroups;
import dev.sulcus.metrics.OperatingPointResult;
import dev.sulcus.metrics.ThresholdConfig;
import java.util.List;

/** A judged cross-validation of scans that nobody drew, for the tests of pages. */
public final class MadeUpFolds {
    private MadeUpFolds() {}

    /** Five folds of 200 scans; {@code skill} 0 guesses, 3 is good. */
    public static CrossValidationResult result(double skill, int fits, ThresholdConfig point) {
        Dataset data = FoldFixtures.data(200, 5);
        var config = new CrossValidationConfig(5, 8, fits, point, 1);
        List<FoldResult> folds = CrossValidationPlan.of(data, DuplicateGroups.of(data.scans()), config).folds().stream()
                .map(fold -> FoldFixtures.judge(fold, data, FoldFixtures.model(1, skill)))
                .toList();
        return CrossValidationResult.of(folds, OperatingPointResult.PREVALENCES, FoldFixtures.BOOTSTRAP);
    }
}
