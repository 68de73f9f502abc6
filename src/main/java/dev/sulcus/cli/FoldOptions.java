package dev.sulcus.cli;

import dev.sulcus.evaluation.CrossValidationConfig;
import dev.sulcus.fault.Fault;
import dev.sulcus.metrics.ThresholdConfig;
import picocli.CommandLine.Option;

/** A cross-validation: how scans are parted, and how thresholds are chosen. */
final class FoldOptions {
    private static final double SENSITIVITY = 0.95;

    @Option(
            names = "--folds",
            paramLabel = "K",
            description =
                    "Cross-validate: K models, each judged on a part of the scans that it has not seen, nor a copy"
                            + " of. RUN gets a run's folder per fold, the out-of-fold predictions and one report.")
    private Integer folds;

    @Option(names = "--fold-seed", paramLabel = "N", description = "Seed of the folds (default: 1, as in explore).")
    private Long seed;

    @Option(
            names = "--tuning-parts",
            paramLabel = "N",
            description =
                    "The scans of the training folds fall into N parts; one of them is not learnt from, but chooses"
                            + " epoch and threshold (default: 8).")
    private Integer tuningParts;

    @Option(
            names = "--fits",
            paramLabel = "N",
            description = "Models per fold, each tuned on another part; their mean is judged, and their parts together"
                    + " choose the threshold (default: 1). 0 learns from all training folds, for a recipe that watches"
                    + " nothing; the threshold is then the recipe's.")
    private Integer fits;

    @Option(
            names = "--sensitivity",
            paramLabel = "S",
            description =
                    "Each fold's threshold is the highest that finds this share of its tuning tumours (default: 0.95);"
                            + " the figures at 0.5 stand beside.")
    private Double sensitivity;

    /** Whether a cross-validation is asked for. */
    boolean given() {
        if (folds == null && !typed().isEmpty()) {
            throw Fault.usage("these options belong to --folds K:" + typed());
        }
        return folds != null;
    }

    /** These options as one types them, each with a space before it. */
    String typed() {
        var text = new StringBuilder();
        type(text, "--folds", folds);
        type(text, "--fold-seed", seed);
        type(text, "--tuning-parts", tuningParts);
        type(text, "--fits", fits);
        type(text, "--sensitivity", sensitivity);
        return text.toString();
    }

    /** What was asked for; {@code threshold} is the recipe's, for folds that hold nothing back to choose one on. */
    CrossValidationConfig resolve(double threshold) {
        int models = fits == null ? 1 : fits;
        if (models == 0 && sensitivity != null) {
            throw Fault.usage("--fits 0 holds nothing back to choose a threshold on; leave --sensitivity away");
        }
        ThresholdConfig point = models == 0
                ? new ThresholdConfig(ThresholdConfig.Kind.FIXED, threshold)
                : new ThresholdConfig(
                        ThresholdConfig.Kind.SENSITIVITY, sensitivity == null ? SENSITIVITY : sensitivity);
        return new CrossValidationConfig(
                folds,
                tuningParts == null ? CrossValidationConfig.TUNING_PARTS : tuningParts,
                models,
                point,
                seed == null ? 1 : seed);
    }

    private static void type(StringBuilder text, String name, Object value) {
        if (value != null) {
            text.append(' ').append(name).append(' ').append(value);
        }
    }
}
