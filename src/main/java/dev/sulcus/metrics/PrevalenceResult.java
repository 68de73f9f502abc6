package dev.sulcus.metrics;

import dev.sulcus.fault.Fault;

/**
 * What a sensitivity and a specificity mean where a known share of the scans shows a tumour. The share of tumours among
 * the judged scans plays no part. Immutable.
 *
 * <p>Intervals of the predictive values are the extremes over the box of two 97.5 % Clopper–Pearson intervals, of
 * sensitivity and of specificity, so that they cover at least 95 % (Bonferroni); the other two are scaled from one 95 %
 * interval each.
 *
 * @param prevalence share of scans with tumour, between 0 and 1
 * @param positivePredictiveValue share of the flagged scans that show a tumour, by Bayes' rule; NaN when none is flagged
 * @param positivePredictiveValueInterval at least 95 %
 * @param negativePredictiveValue share of the unflagged scans without tumour
 * @param negativePredictiveValueInterval at least 95 %
 * @param missedPerThousand tumours not flagged among 1,000 scans, expected
 * @param missedPerThousandInterval 95 %
 * @param falseAlarmsPerThousand scans without tumour flagged among 1,000 scans, expected
 * @param falseAlarmsPerThousandInterval 95 %
 * @param flaggedPerThousand scans to read first among 1,000, expected
 */
public record PrevalenceResult(
        double prevalence,
        double positivePredictiveValue,
        Interval positivePredictiveValueInterval,
        double negativePredictiveValue,
        Interval negativePredictiveValueInterval,
        double missedPerThousand,
        Interval missedPerThousandInterval,
        double falseAlarmsPerThousand,
        Interval falseAlarmsPerThousandInterval,
        double flaggedPerThousand) {
    /** Half the error rate of 95 % each, so that both intervals hold at once with 95 %. */
    private static final double HALF_ALPHA = 0.025;

    private static final double SCANS = 1000;

    /**
     * Both shares at {@code prevalence}.
     *
     * @throws Fault of kind usage unless the prevalence is between 0 and 1
     */
    public static PrevalenceResult of(Proportion sensitivity, Proportion specificity, double prevalence) {
        if (!(prevalence > 0 && prevalence < 1)) {
            throw Fault.usage("prevalence is " + prevalence + "; it must be between 0 and 1, such as 0.05");
        }
        double se = sensitivity.value();
        double sp = specificity.value();
        Interval seBox = sensitivity.exact(HALF_ALPHA);
        Interval spBox = specificity.exact(HALF_ALPHA);
        double tumours = SCANS * prevalence;
        double others = SCANS * (1 - prevalence);
        return new PrevalenceResult(
                prevalence,
                positive(se, sp, prevalence),
                new Interval(
                        positive(seBox.low(), spBox.low(), prevalence),
                        positive(seBox.high(), spBox.high(), prevalence)),
                positive(sp, se, 1 - prevalence),
                new Interval(
                        positive(spBox.low(), seBox.low(), 1 - prevalence),
                        positive(spBox.high(), seBox.high(), 1 - prevalence)),
                tumours * (1 - se),
                missing(sensitivity.exact(), tumours),
                others * (1 - sp),
                missing(specificity.exact(), others),
                tumours * se + others * (1 - sp));
    }

    /** Bayes' rule; with the two shares and the prevalence turned round it is the negative predictive value. */
    private static double positive(double sensitivity, double specificity, double prevalence) {
        double found = sensitivity * prevalence;
        return SampleChecks.ratio(found, found + (1 - specificity) * (1 - prevalence));
    }

    private static Interval missing(Interval found, double of) {
        return new Interval(of * (1 - found.high()), of * (1 - found.low()));
    }
}
