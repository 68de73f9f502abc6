package dev.sulcus.training;

import dev.sulcus.artefact.Json;
import dev.sulcus.fault.Fault;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A batch smaller than asked for, kept beside the checkpoints, so that a continued run trains with the same.
 *
 * @param asked pictures in a batch by the recipe
 * @param batchSize pictures in a batch since
 */
record ReducedBatch(int asked, int batchSize) {
    private static final String FILE = "batch.json";

    /** Checks the ranges. */
    ReducedBatch {
        if (batchSize < 1 || batchSize >= asked) {
            throw Fault.data("batchSize is " + batchSize + " pictures; it must be 1 to less than " + asked
                    + "; restore it from a copy or train again");
        }
    }

    /** What an earlier process left; null when it left none, or one for another recipe. */
    static ReducedBatch read(Path checkpoints, int asked) {
        Path file = checkpoints.resolve(FILE);
        ReducedBatch left = Files.isRegularFile(file) ? Json.read(file, ReducedBatch.class) : null;
        return left == null || left.asked != asked ? null : left;
    }

    void write(Path checkpoints) {
        Json.write(checkpoints.resolve(FILE), this);
    }

    /** For run.json. */
    String sentence() {
        return "trained with " + batchSize + " pictures in a batch instead of " + asked
                + ", which did not fit the device's memory: the result is that of --batch " + batchSize;
    }
}
