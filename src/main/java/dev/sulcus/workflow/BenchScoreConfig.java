package dev.sulcus.workflow;

import dev.sulcus.benchmark.LoadConfig;
import dev.sulcus.benchmark.Scenario;
import dev.sulcus.device.Precision;
import dev.sulcus.fault.Fault;
import dev.sulcus.resident.DecoderChoice;
import java.nio.file.Path;
import java.util.List;

/**
 * Scoring to be measured.
 *
 * @param model what scores
 * @param scenarios of LoadGen
 * @param batches pictures in a batch, offline; a server takes up to the largest
 * @param precisions of the products
 * @param data files and folders that each query reads; null for pictures in memory
 * @param decoder who decodes the JPEGs among them
 * @param boundMillis what the 99th percentile of a server must keep, above 0
 * @param minSeconds of each setting; null for LoadGen's, or a quick look's
 * @param minQueries of each setting; null for LoadGen's, or a quick look's
 * @param maxSeconds of each setting; null for none, or a minute for a quick look
 * @param seed of the arrivals
 * @param common what every measurement has
 */
public record BenchScoreConfig(
        BenchModelConfig model,
        List<Scenario> scenarios,
        List<Integer> batches,
        List<Precision> precisions,
        Path data,
        DecoderChoice decoder,
        double boundMillis,
        Double minSeconds,
        Long minQueries,
        Double maxSeconds,
        long seed,
        BenchConfig common) {
    private static final double QUICK_MOST_SECONDS = 60;

    /** Copies the lists and checks the ranges. */
    public BenchScoreConfig {
        scenarios = List.copyOf(scenarios);
        batches = List.copyOf(batches);
        precisions = List.copyOf(precisions);
        if (!(boundMillis > 0 && Double.isFinite(boundMillis))) {
            throw Fault.usage("--bound-ms is " + boundMillis + " milliseconds; it must be above 0");
        }
        new LoadConfig(
                minSeconds == null ? 0 : minSeconds,
                minQueries == null ? 1 : minQueries,
                maxSeconds == null ? 1 : maxSeconds);
    }

    /** How long a scenario lasts. */
    LoadConfig load(Scenario scenario) {
        double most = common.quick() ? QUICK_MOST_SECONDS : Double.POSITIVE_INFINITY;
        double least = common.quick() ? Scenario.QUICK_SECONDS : Scenario.LEAST_SECONDS;
        return new LoadConfig(
                minSeconds == null ? least : minSeconds,
                minQueries == null ? scenario.leastQueries(common.quick()) : minQueries,
                maxSeconds == null ? most : maxSeconds);
    }

    /** Whether the minima were set below LoadGen's: figures that keep them are still not LoadGen's result. */
    boolean shorter() {
        return !common.quick()
                && scenarios.stream()
                        .anyMatch(scenario -> load(scenario).minSeconds() < Scenario.LEAST_SECONDS
                                || load(scenario).minQueries() < scenario.leastQueries(false));
    }

    /** How long one try of a server's search lasts: a sixtieth of a run, and a third of its queries. */
    LoadConfig tries() {
        LoadConfig whole = load(Scenario.SERVER);
        double seconds = Math.max(whole.minSeconds() / 60, Math.min(0.5, whole.minSeconds()));
        return new LoadConfig(seconds, Math.max(1, whole.minQueries() / 3), whole.maxSeconds());
    }
}
