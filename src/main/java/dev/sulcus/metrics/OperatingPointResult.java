package dev.sulcus.metrics;

import java.util.List;

/**
 * What calling scans in one way comes to, here and in a department. Immutable.
 *
 * @param wanted how the threshold was found
 * @param threshold from which probability on a scan is called tumour; NaN where each fold has its own
 * @param confusion counts of the calls
 * @param sensitivity share of the tumours that are found
 * @param specificity share of the scans without tumour that are called so
 * @param prevalences what that means at stated shares of tumours, rising
 */
public record OperatingPointResult(
        ThresholdConfig wanted,
        double threshold,
        Confusion confusion,
        Proportion sensitivity,
        Proportion specificity,
        List<PrevalenceResult> prevalences) {
    /** Screening to referral: 1, 5, 20 and 50 %. A set collected to train on has a share of its own, often 60 %. */
    public static final List<Double> PREVALENCES = List.of(0.01, 0.05, 0.20, 0.50);

    /** Copies the list. */
    public OperatingPointResult {
        prevalences = List.copyOf(prevalences);
    }

    /**
     * What the calls of {@code samples} come to.
     *
     * @param wanted how their threshold was found
     * @param threshold that one; NaN where each fold has its own
     * @param prevalences shares of tumours, each between 0 and 1
     * @throws dev.sulcus.fault.Fault of kind usage for another prevalence
     */
    public static OperatingPointResult of(
            Samples samples, ThresholdConfig wanted, double threshold, List<Double> prevalences) {
        Proportion sensitivity = Proportion.sensitivity(samples);
        Proportion specificity = Proportion.specificity(samples);
        List<PrevalenceResult> results = prevalences.stream()
                .sorted()
                .map(prevalence -> PrevalenceResult.of(sensitivity, specificity, prevalence))
                .toList();
        return new OperatingPointResult(wanted, threshold, samples.confusion(), sensitivity, specificity, results);
    }
}
