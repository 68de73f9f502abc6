package dev.sulcus.workflow;

import dev.sulcus.fault.Fault;
import java.nio.file.Path;
import java.util.List;

/**
 * The cost of scoring against the amount of work.
 *
 * @param model what scores
 * @param data files and folders, taken round and round
 * @param counts numbers of pictures, rising, each 1 to 10 million
 * @param batches sizes of batch, rising
 * @param batch of the measurement by number of pictures
 * @param common what every measurement has
 */
public record BenchCurveConfig(
        BenchModelConfig model, Path data, List<Integer> counts, List<Integer> batches, int batch, BenchConfig common) {
    private static final int MOST = 10_000_000;

    /** Sorts the lists and checks the ranges. */
    public BenchCurveConfig {
        counts = counts.stream().distinct().sorted().toList();
        batches = batches.stream().distinct().sorted().toList();
        for (int count : counts) {
            if (count < 1 || count > MOST) {
                throw Fault.usage("--images is " + count + " pictures; it must be 1 to " + MOST);
            }
        }
    }
}
