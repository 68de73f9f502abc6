package dev.sulcus.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.evaluation.CrossValidationResult;
import dev.sulcus.evaluation.FailureMode;
import dev.sulcus.metrics.CalibrationCurve;
import dev.sulcus.metrics.PrecisionRecallCurve;
import dev.sulcus.metrics.RocCurve;
import java.util.List;

/**
 * What a cross-validation's page shows. Immutable but for the arrays inside.
 *
 * @param name heading
 * @param data which folder of scans
 * @param result every scan, judged by models that saw no copy of it
 * @param keptEpochs whose weights each fold kept, in the folds' order; 0 where they are the last epoch's
 * @param failures how the models fail, the worst first
 * @param roc of all scans together
 * @param precisionRecall of all scans together
 * @param calibration of all scans together
 * @param mistakes the worst ones at the folds' thresholds, in any order
 * @param warnings one line each
 * @param run settings and provenance: the tree of run.json
 */
public record CrossValidationContent(
        String name,
        String data,
        CrossValidationResult result,
        List<Integer> keptEpochs,
        List<FailureMode> failures,
        RocCurve roc,
        PrecisionRecallCurve precisionRecall,
        CalibrationCurve calibration,
        List<Mistake> mistakes,
        List<String> warnings,
        JsonNode run) {
    /** Copies the lists. */
    public CrossValidationContent {
        keptEpochs = List.copyOf(keptEpochs);
        failures = List.copyOf(failures);
        mistakes = List.copyOf(mistakes);
        warnings = List.copyOf(warnings);
    }
}
