package dev.sulcus.evaluation;

import dev.sulcus.metrics.BinaryMetrics;
import dev.sulcus.metrics.CalibrationFit;
import dev.sulcus.metrics.Degeneracy;
import dev.sulcus.metrics.Interval;
import dev.sulcus.metrics.Proportion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/** Names how a model fails, by stated limits, so that nobody has to. Stateless, thread-safe. */
public final class FailureFinder {
    /** One tumour in ten missed: below this a reader who trusts the model loses more than the time it saves. */
    public static final double LEAST_SENSITIVITY = 0.90;

    /**
     * One false alarm in five scans without tumour: below this, where 5 % of the scans show a tumour, about four of five
     * flags or more are false even if no tumour is missed.
     */
    public static final double LEAST_SPECIFICITY = 0.80;

    /** Ten scans in a hundred are right only because they were learnt. */
    public static final double MOST_ACCURACY_GAP = 0.10;

    /** In nats: the truth gets, as a geometric mean, 22 % less probability on scans that were not learnt (1 - e^-0.25). */
    public static final double MOST_LOSS_GAP = 0.25;

    /** Five percentage points on average: one tumour promised in twenty scans may then be none, or two. */
    public static final double MOST_CALIBRATION_ERROR = 0.05;

    /** Below this slope, log odds are overstated by a quarter or more. */
    public static final double LEAST_SLOPE = 0.8;

    /** Above this slope, log odds are understated by a fifth or more. */
    public static final double MOST_SLOPE = 1.25;

    /** Folds whose accuracies spread by less differ by too little to matter, whatever the test says. */
    public static final double MOST_DEVIATION = 0.05;

    /** How sure the test of unequal folds must be. */
    private static final double SURE = 0.95;

    /** The training figures of a history are those of the passes that trained. */
    private static final String UNDERSTATED =
            " The former was taken while training, on changed pictures with dropout on:" + " the true gap is wider.";

    private FailureFinder() {}

    /** Every way in which the model fails, the worst first; empty when none is seen. */
    public static List<FailureMode> find(FailureEvidence evidence) {
        var modes = new ArrayList<FailureMode>();
        for (String reason : Degeneracy.reasons(evidence.metrics())) {
            modes.add(worthless(reason));
        }
        addErrors(evidence, modes);
        addCollapsed(evidence.folds(), modes);
        addSpread(evidence, modes);
        addGaps(evidence.learning(), modes);
        addCalibrationError(evidence, modes);
        addSlope(evidence.calibration(), modes);
        modes.sort(Comparator.comparing(FailureMode::kind)
                .thenComparing(Comparator.comparing(FailureMode::certain).reversed()));
        return List.copyOf(modes);
    }

    private static FailureMode worthless(String reason) {
        boolean few = Degeneracy.tooFew(reason);
        String sentence = few ? Character.toUpperCase(reason.charAt(0)) + reason.substring(1) : "Degenerate: " + reason;
        FailureMode.Kind kind = few ? FailureMode.Kind.TOO_FEW_SCANS : FailureMode.Kind.DEGENERATE;
        return new FailureMode(kind, true, Double.NaN, Double.NaN, sentence + ".");
    }

    private static void addErrors(FailureEvidence evidence, List<FailureMode> modes) {
        Proportion found = evidence.point().sensitivity();
        if (found.value() < LEAST_SENSITIVITY) {
            modes.add(error(
                    FailureMode.Kind.MISSES_TOO_MANY, found, LEAST_SENSITIVITY, "Misses too many: %d of %d tumours"));
        }
        Proportion spared = evidence.point().specificity();
        if (spared.value() < LEAST_SPECIFICITY) {
            modes.add(error(
                    FailureMode.Kind.HIGH_FALSE_POSITIVES,
                    spared,
                    LEAST_SPECIFICITY,
                    "High false positives: %d of %d scans without tumour"));
        }
    }

    private static FailureMode error(FailureMode.Kind kind, Proportion share, double limit, String start) {
        Interval interval = share.exact();
        String sentence = text(
                start + " called wrongly, %.1f %% (95 %% interval %.1f to %.1f %%); the limit is %.0f %%.",
                share.count() - share.hits(),
                share.count(),
                100 * (1 - share.value()),
                100 * (1 - interval.high()),
                100 * (1 - interval.low()),
                100 * (1 - limit));
        return new FailureMode(kind, interval.high() < limit, share.value(), limit, sentence);
    }

    private static void addCollapsed(List<BinaryMetrics> folds, List<FailureMode> modes) {
        List<Integer> collapsed = new ArrayList<>();
        for (int i = 0; i < folds.size(); i++) {
            int called = folds.get(i).confusion().truePositive()
                    + folds.get(i).confusion().falsePositive();
            if (called == 0 || called == folds.get(i).count()) {
                collapsed.add(i + 1);
            }
        }
        if (!collapsed.isEmpty()) {
            String which = collapsed.stream().map(String::valueOf).collect(Collectors.joining(", "));
            String sentence = text(
                    "Unstable: %d of %d folds called every scan alike (fold %s).",
                    collapsed.size(), folds.size(), which);
            modes.add(new FailureMode(FailureMode.Kind.UNSTABLE, true, collapsed.size(), 0, sentence));
        }
    }

    /** Pearson's test that all folds are right equally often, over the design effect (Rao and Scott, 1981). */
    private static void addSpread(FailureEvidence evidence, List<FailureMode> modes) {
        List<BinaryMetrics> folds = evidence.folds();
        double scans = folds.stream().mapToInt(BinaryMetrics::count).sum();
        double right = folds.stream().mapToDouble(m -> m.accuracy() * m.count()).sum();
        double share = right / scans;
        double mean = mean(folds, BinaryMetrics::accuracy);
        double deviation = Math.sqrt(folds.stream()
                        .mapToDouble(m -> Math.pow(m.accuracy() - mean, 2))
                        .sum()
                / (folds.size() - 1));
        double statistic = folds.stream()
                .mapToDouble(m -> m.count() * Math.pow(m.accuracy() - share, 2) / (share * (1 - share)))
                .sum();
        double independent = evidence.point().sensitivity().effectiveCount()
                + evidence.point().specificity().effectiveCount();
        double corrected = statistic * independent / scans;
        if (folds.size() > 1 && deviation > MOST_DEVIATION && corrected > chiSquared(folds.size() - 1)) {
            double lowest =
                    folds.stream().mapToDouble(BinaryMetrics::accuracy).min().orElse(Double.NaN);
            double highest =
                    folds.stream().mapToDouble(BinaryMetrics::accuracy).max().orElse(Double.NaN);
            String sentence = text(
                    "Unstable: accuracy of the folds runs from %.3f to %.3f (deviation %.3f; the limit is %.2f, and"
                            + " chance alone gives so much in fewer than 5 of 100 cases).",
                    lowest, highest, deviation, MOST_DEVIATION);
            modes.add(new FailureMode(FailureMode.Kind.UNSTABLE, true, deviation, MOST_DEVIATION, sentence));
        }
    }

    private static double chiSquared(int degrees) {
        return ChiSquaredDistribution.of(degrees).inverseCumulativeProbability(SURE);
    }

    private static void addGaps(List<LearningGap> learning, List<FailureMode> modes) {
        String caveat = learning.stream().anyMatch(LearningGap::disturbed) ? UNDERSTATED : "";
        double train = mean(learning, LearningGap::trainAccuracy);
        double held = mean(learning, LearningGap::validationAccuracy);
        if (train - held > MOST_ACCURACY_GAP) {
            int scans = learning.stream().mapToInt(LearningGap::validationScans).sum();
            double error = 1.96 * Math.sqrt(held * (1 - held) / scans);
            String sentence = text(
                            "Overfitted: accuracy %.3f on the scans it was fitted on, %.3f on those held back (± %.3f); a gap of"
                                    + " %.3f, the limit is %.2f.",
                            train, held, error, train - held, MOST_ACCURACY_GAP)
                    + caveat;
            boolean certain = train - held - error > MOST_ACCURACY_GAP;
            modes.add(new FailureMode(FailureMode.Kind.OVERFITTED, certain, train - held, MOST_ACCURACY_GAP, sentence));
        }
        double trainLoss = mean(learning, LearningGap::trainLoss);
        double heldLoss = mean(learning, LearningGap::validationLoss);
        if (heldLoss - trainLoss > MOST_LOSS_GAP) {
            String sentence = text(
                            "Overfitted: loss %.3f on the scans it was fitted on, %.3f on those held back; a gap of %.3f nats, the"
                                    + " limit is %.2f.",
                            trainLoss, heldLoss, heldLoss - trainLoss, MOST_LOSS_GAP)
                    + caveat;
            modes.add(
                    new FailureMode(FailureMode.Kind.OVERFITTED, false, heldLoss - trainLoss, MOST_LOSS_GAP, sentence));
        }
    }

    private static void addCalibrationError(FailureEvidence evidence, List<FailureMode> modes) {
        double error = evidence.metrics().expectedCalibrationError();
        double chance = evidence.noise().upper95();
        if (error > MOST_CALIBRATION_ERROR && error > chance) {
            String sentence = text(
                    "Badly calibrated: promised probabilities are %.3f off on average; the limit is %.2f, and a perfectly"
                            + " calibrated model would stay below %.3f on as many scans.",
                    error, MOST_CALIBRATION_ERROR, chance);
            modes.add(
                    new FailureMode(FailureMode.Kind.BADLY_CALIBRATED, true, error, MOST_CALIBRATION_ERROR, sentence));
        }
    }

    /** Only where chance does not explain it: a slope of few scans is anything. */
    private static void addSlope(CalibrationFit fit, List<FailureMode> modes) {
        double slope = fit.slope();
        boolean extreme = slope < LEAST_SLOPE && fit.slopeInterval().high() < 1;
        boolean timid = slope > MOST_SLOPE && fit.slopeInterval().low() > 1;
        if (extreme || timid) {
            double limit = extreme ? LEAST_SLOPE : MOST_SLOPE;
            boolean certain = extreme
                    ? fit.slopeInterval().high() < limit
                    : fit.slopeInterval().low() > limit;
            String sentence = text(
                    "Badly calibrated: probabilities are too %s, calibration slope %.2f (95 %% interval %.2f to %.2f; 1 is"
                            + " right, the limit is %.2f).",
                    extreme ? "extreme" : "timid",
                    slope,
                    fit.slopeInterval().low(),
                    fit.slopeInterval().high(),
                    limit);
            modes.add(new FailureMode(FailureMode.Kind.BADLY_CALIBRATED, certain, slope, limit, sentence));
        }
    }

    private static <T> double mean(List<T> of, ToDoubleFunction<T> value) {
        return of.stream().mapToDouble(value).average().orElse(Double.NaN);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
