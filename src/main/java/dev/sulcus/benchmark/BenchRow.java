package dev.sulcus.benchmark;

import dev.sulcus.device.GpuUse;
import java.util.List;

/**
 * What was measured with one setting. Undefined numbers are NaN. A row that is not valid has no figures.
 *
 * @param name of the setting, unique in its document
 * @param setting what it was made with
 * @param valid whether it is a result
 * @param reason why it is not; null when it is
 * @param unit what one time is the time of: {@code step}, {@code query}, {@code batch} or {@code 100 pictures}
 * @param pictures in all
 * @param seconds of measuring
 * @param latency times of single units; null when there is none
 * @param percentile which of them is the result of the scenario
 * @param headlineMillis that percentile
 * @param confidentMillis {@link TailEstimate} of it: 99 % sure not to be too low; NaN with too few queries
 * @param imagesPerSecond throughput; for a server the rate of arrivals that kept the bound
 * @param waitShare of the time spent waiting for data
 * @param gflops 10⁹ operations per second, counted as {@code FlopCount} says
 * @param peakShare of what the machine does at most in this precision
 * @param copyShare of a card's bandwidth: the least that its memory must move, {@code FlopCount}'s numbers and the
 *     weights, against what a copy reaches; NaN on a processor, whose caches hold much of it
 * @param peakBytes resident memory of the process at most
 * @param heapBytesPerImage of Java heap, garbage included
 * @param gpu what the card did meanwhile; null where nothing was computed on one
 * @param stages where the time went; null without files
 * @param server what the search found; null in other scenarios
 * @param warmUp how it became steady; null where nothing had to
 * @param tail percentile and milliseconds, for a plot
 * @param blocks for comparisons. Their samples are times of one unit; of a server, time between arrivals
 */
public record BenchRow(
        String name,
        BenchSetting setting,
        boolean valid,
        String reason,
        String unit,
        long pictures,
        double seconds,
        LatencyResult latency,
        double percentile,
        double headlineMillis,
        double confidentMillis,
        double imagesPerSecond,
        double waitShare,
        double gflops,
        double peakShare,
        double copyShare,
        double peakBytes,
        double heapBytesPerImage,
        GpuUse gpu,
        StageCost stages,
        ServerResult server,
        WarmUpResult warmUp,
        double[][] tail,
        List<Block> blocks) {
    /** Copies the list. */
    public BenchRow {
        blocks = blocks == null ? List.of() : List.copyOf(blocks);
    }
}
