package dev.sulcus.workflow;

import dev.sulcus.fault.Fault;
import dev.sulcus.training.TrainingResources;
import java.nio.file.Path;

/**
 * What every measurement has.
 *
 * @param quick shorter everywhere: a look, not a figure to quote
 * @param repeats blocks of each setting at least, 1 to 1000
 * @param out folder for bench.json, the page and the percentile files; null writes nothing
 * @param resources threads, memory, session
 */
public record BenchConfig(boolean quick, int repeats, Path out, TrainingResources resources) {
    /** Checks the ranges. */
    public BenchConfig {
        if (repeats < 1 || repeats > 1000) {
            throw Fault.usage("--repeats is " + repeats + " blocks; it must be 1 to 1000");
        }
    }

    /** Repeats unless the user says how many. */
    public static int usualRepeats(boolean quick) {
        return quick ? 3 : 7;
    }

    /** How long a block of steps or passes lasts at least. */
    double blockSeconds() {
        return quick ? 0.5 : 3;
    }

    /** How long a setting may take to become steady. */
    double warmUpSeconds() {
        return quick ? 10 : 60;
    }

    /** Runs of each kind by which the machine's peak is found. */
    int peakRuns() {
        return quick ? 3 : 15;
    }

    /** Different pictures in memory. */
    int pictures() {
        return quick ? 32 : 64;
    }
}
