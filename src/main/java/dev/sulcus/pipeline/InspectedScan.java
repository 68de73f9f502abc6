package dev.sulcus.pipeline;

import dev.sulcus.dataset.ScanFacts;
import dev.sulcus.dataset.ScanFile;

/**
 * One file that has been looked into.
 *
 * @param file which
 * @param facts what it is; null when it can't be used
 * @param failure one line, without the file's name, why it can't be used; null when it can
 */
public record InspectedScan(ScanFile file, ScanFacts facts, String failure) {
    /** Whether there are facts. */
    public boolean readable() {
        return facts != null;
    }
}
