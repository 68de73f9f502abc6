package dev.sulcus.metrics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How large the expected calibration error of a perfectly calibrated model would be on as few scans: small sets give
 * large errors by chance. Labels are drawn from the promised probabilities (Bröcker and Smith, 2007), with one draw for
 * all scans of a group. Immutable.
 *
 * @param mean of the error by chance alone; NaN without scans or resamples
 * @param upper95 what chance alone exceeds in 5 % of all sets
 */
public record CalibrationNoise(double mean, double upper95) {
    /** The noise of {@code samples}, whose labels play no part. */
    public static CalibrationNoise of(Samples samples, BootstrapConfig config) {
        int resamples = samples.count() == 0 ? 0 : config.resamples();
        if (resamples == 0) {
            return new CalibrationNoise(Double.NaN, Double.NaN);
        }
        var random = new SplittableRandom(config.seed());
        double[] errors = new double[resamples];
        Arrays.setAll(errors, resample -> error(samples, random));
        double mean = Arrays.stream(errors).average().orElse(Double.NaN);
        return new CalibrationNoise(mean, Interval.quantileOf(errors, 0.95));
    }

    private static double error(Samples samples, SplittableRandom random) {
        double[] level = random.doubles(samples.groups()).toArray();
        double[] miss = new double[BinaryMetrics.CALIBRATION_BINS];
        for (int i = 0; i < samples.count(); i++) {
            double p = samples.probabilities()[i];
            int drawn = level[samples.groupOf()[i]] < p ? 1 : 0;
            miss[CalibrationCurve.bin(p, miss.length)] += p - drawn;
        }
        return Arrays.stream(miss).map(Math::abs).sum() / samples.count();
    }
}
