package dev.sulcus.workflow;

import dev.sulcus.fault.Fault;
import dev.sulcus.training.TrainingResources;
import java.nio.file.Path;

/**
 * What every measurement has.
 *
 * @param quick shorter everywhere: a look, not a figure to quote
 * @param repeats blocks of each setting at least, 1 to 1000
 * @param blockSeconds how long a block of steps or passes lasts at least, above 0, up to 600; null for the usual
 * @param warmUpSeconds how long a setting may take to become steady, above 0, up to 3600; null for the usual
 * @param out folder for bench.json, the page and the percentile files; null writes nothing
 * @param resources threads, memory, session
 */
public record BenchConfig(
        boolean quick, int repeats, Double blockSeconds, Double warmUpSeconds, Path out, TrainingResources resources) {
    /** Checks the ranges. */
    public BenchConfig {
        if (repeats < 1 || repeats > 1000) {
            throw Fault.usage("--repeats is " + repeats + " blocks; it must be 1 to 1000");
        }
        requireSeconds("--block-seconds", blockSeconds, 600);
        requireSeconds("--warm-up-seconds", warmUpSeconds, 3600);
    }

    /** Repeats unless the user says how many. */
    public static int usualRepeats(boolean quick) {
        return quick ? 3 : 7;
    }

    /** How long a block of steps or passes lasts at least. */
    double leastBlockSeconds() {
        return blockSeconds != null ? blockSeconds : quick ? 0.5 : 3;
    }

    /** How long a setting may take to become steady. */
    double mostWarmUpSeconds() {
        return warmUpSeconds != null ? warmUpSeconds : quick ? 10 : 60;
    }

    /** Runs of each kind by which the machine's peak is found. */
    int peakRuns() {
        return quick ? 3 : 15;
    }

    /** Different pictures in memory. */
    int pictures() {
        return quick ? 32 : 64;
    }

    private static void requireSeconds(String option, Double value, double most) {
        if (value != null && !(value > 0 && value <= most)) {
            throw Fault.usage(option + " is " + value + " seconds; it must be above 0 and at most " + most);
        }
    }
}
