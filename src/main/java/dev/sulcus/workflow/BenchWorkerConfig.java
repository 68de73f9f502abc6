package dev.sulcus.workflow;

import dev.sulcus.fault.Fault;
import dev.sulcus.resident.DecoderChoice;
import dev.sulcus.training.TrainingResources;
import java.nio.file.Path;

/**
 * One work that is done again and again on demand.
 *
 * @param kind what is done
 * @param model what scores; for training only its recipe counts
 * @param batch pictures in a batch, 1 to 4096
 * @param data folder of files; null for pictures in memory
 * @param limit of files; 0 for all
 * @param decoder who decodes the files of a job
 * @param resources threads, memory, session with precision
 */
public record BenchWorkerConfig(
        Kind kind,
        BenchModelConfig model,
        int batch,
        Path data,
        int limit,
        DecoderChoice decoder,
        TrainingResources resources) {
    /** A work. */
    public enum Kind {
        /** An optimizer step of every layer, pictures in memory, nothing augmented. */
        TRAIN,
        /** Probabilities of a batch in memory. */
        SCORE,
        /** Every file to pixels. */
        DECODE,
        /** Every file to a worklist. */
        JOB
    }

    /** Checks the ranges. */
    public BenchWorkerConfig {
        if (batch < 1 || batch > 4096) {
            throw Fault.usage("--batch is " + batch + " pictures; it must be 1 to 4096");
        }
        if (data == null && (kind == Kind.DECODE || kind == Kind.JOB)) {
            throw Fault.usage("--kind " + kind + " needs --data");
        }
        if (limit < 0) {
            throw Fault.usage("--limit is " + limit + " files; it must be 0 (all) or more");
        }
    }
}
