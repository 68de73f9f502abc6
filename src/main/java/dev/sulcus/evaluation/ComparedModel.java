package dev.sulcus.evaluation;

import dev.sulcus.metrics.AucEstimate;
import dev.sulcus.metrics.BinaryMetrics;
import dev.sulcus.metrics.BootstrapConfig;
import dev.sulcus.metrics.CalibrationFit;
import dev.sulcus.metrics.DeLong;
import dev.sulcus.metrics.Proportion;
import dev.sulcus.metrics.Samples;

/**
 * One model of a comparison. Immutable.
 *
 * @param name as tables show it
 * @param metrics every figure of its calls, with bootstrap intervals by group
 * @param sensitivity with exact intervals
 * @param specificity with exact intervals
 * @param auc area under the ROC curve with DeLong's interval by group
 * @param calibration of its probabilities
 */
public record ComparedModel(
        String name,
        BinaryMetrics metrics,
        Proportion sensitivity,
        Proportion specificity,
        AucEstimate auc,
        CalibrationFit calibration) {
    static ComparedModel of(String name, Samples samples, BootstrapConfig bootstrap) {
        return new ComparedModel(
                name,
                BinaryMetrics.of(samples, bootstrap),
                Proportion.sensitivity(samples),
                Proportion.specificity(samples),
                DeLong.auc(samples),
                CalibrationFit.of(samples));
    }
}
