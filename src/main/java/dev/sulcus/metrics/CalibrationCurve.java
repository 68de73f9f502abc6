package dev.sulcus.metrics;

import dev.sulcus.fault.Fault;
import java.util.Arrays;

/**
 * What the probabilities promise against what happened, in equal-width bins of the positive probability; empty bins
 * have count 0 and NaN elsewhere. The arrays have one length and are owned by the record.
 *
 * @param meanProbability mean promised probability of the bin
 * @param observedFraction share of positives in the bin
 * @param count samples in the bin
 */
public record CalibrationCurve(double[] meanProbability, double[] observedFraction, int[] count) {
    /**
     * Bins {@code probabilities} of the positive class against {@code labels} (1 tumour, 0 none). Bin b of B holds
     * b/B ≤ p &lt; (b+1)/B, the last one p = 1 as well.
     *
     * @param bins 1 to 1000
     * @throws Fault of kind bug for another number of bins, lengths that differ, other labels, or probabilities that
     *     are NaN or outside 0 to 1
     */
    public static CalibrationCurve of(int[] labels, double[] probabilities, int bins) {
        SampleChecks.requireProbabilities(labels, probabilities);
        if (bins < 1 || bins > 1000) {
            throw Fault.bug("bins is " + bins + "; it must be 1 to 1000");
        }
        double[] promised = new double[bins];
        double[] positives = new double[bins];
        int[] count = new int[bins];
        for (int i = 0; i < labels.length; i++) {
            int bin = bin(probabilities[i], bins);
            promised[bin] += probabilities[i];
            positives[bin] += labels[i];
            count[bin]++;
        }
        for (int bin = 0; bin < bins; bin++) {
            promised[bin] = SampleChecks.ratio(promised[bin], count[bin]);
            positives[bin] = SampleChecks.ratio(positives[bin], count[bin]);
        }
        return new CalibrationCurve(promised, positives, count);
    }

    /**
     * Expected calibration error, 0 to 1: the distance between promise and outcome, averaged over the samples (Naeini et
     * al., 2015, on the positive class). NaN without samples.
     */
    public double expectedCalibrationError() {
        double distance = 0;
        for (int bin = 0; bin < count.length; bin++) {
            if (count[bin] > 0) {
                distance += count[bin] * Math.abs(meanProbability[bin] - observedFraction[bin]);
            }
        }
        return SampleChecks.ratio(distance, Arrays.stream(count).sum());
    }

    /** The bin of one probability. */
    static int bin(double probability, int bins) {
        return Math.min((int) (probability * bins), bins - 1);
    }
}
