package dev.sulcus.benchmark;

import dev.sulcus.benchmark.RatioEstimate.Finding;
import dev.sulcus.metrics.Interval;
import java.util.Locale;

/**
 * Two measurements of the same work, and what can be said of them.
 *
 * @param reference name of the one
 * @param name of the other
 * @param ratio how many times faster the other is
 * @param interval 95 %; undefined with too few repeats
 * @param blocks of the one with fewer
 * @param interleaved whether both were measured by turns in one run
 * @param finding what the interval says
 */
public record RatioResult(
        String reference,
        String name,
        double ratio,
        Interval interval,
        int blocks,
        boolean interleaved,
        Finding finding) {
    /** Of two rows; one that is not valid can't be compared. */
    static RatioResult of(String referenceName, BenchRow reference, String name, BenchRow own, boolean together) {
        RatioEstimate estimate = RatioEstimate.of(reference.blocks(), own.blocks(), together);
        return new RatioResult(
                referenceName,
                name,
                estimate.ratio(),
                estimate.interval(),
                estimate.blocks(),
                together,
                estimate.finding());
    }

    /** In a line: "bfloat16, batch 32 against float32, batch 32: 1.42 (1.37–1.49) times as fast: faster". */
    public String sentence() {
        String range = Double.isNaN(interval.low())
                ? ""
                : String.format(Locale.ROOT, " (%.3f–%.3f)", interval.low(), interval.high());
        return String.format(
                Locale.ROOT, "%s against %s: %.3f%s times as fast: %s", name, reference, ratio, range, words());
    }

    private String words() {
        return finding == Finding.TOO_FEW_REPEATS
                ? "too few repeats to say (fewer than " + RatioEstimate.FEWEST + ")"
                : finding.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
