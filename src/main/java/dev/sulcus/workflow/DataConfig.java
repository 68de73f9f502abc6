package dev.sulcus.workflow;

import java.nio.file.Path;
import java.util.List;

/**
 * Which data, and how they are read.
 *
 * @param root the folder, with one sub-folder per class
 * @param positive class names that mean tumour; empty when not said
 * @param negative class names that mean none; empty when not said
 * @param workers decoding threads
 * @param maxPixels a file that claims more is refused
 */
public record DataConfig(Path root, List<String> positive, List<String> negative, int workers, long maxPixels) {
    /** Copies the lists. */
    public DataConfig {
        positive = List.copyOf(positive);
        negative = List.copyOf(negative);
    }
}
