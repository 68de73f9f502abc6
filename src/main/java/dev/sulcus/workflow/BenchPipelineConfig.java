package dev.sulcus.workflow;

import dev.sulcus.pipeline.PixelSpec;
import java.nio.file.Path;
import java.util.List;

/**
 * Files to be made ready, by how many threads.
 *
 * @param data files and folders
 * @param workers each number of decoding threads to measure
 * @param batch pictures in a batch
 * @param pixels what each becomes
 * @param common what every measurement has
 */
public record BenchPipelineConfig(Path data, List<Integer> workers, int batch, PixelSpec pixels, BenchConfig common) {
    /** Copies the list. */
    public BenchPipelineConfig {
        workers = List.copyOf(workers);
    }
}
