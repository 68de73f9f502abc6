package dev.sulcus.report;

import dev.sulcus.fault.Fault;
import java.util.List;

/**
 * One group of scans that show the same picture, to be looked at.
 *
 * @param paths relative to the data folder
 * @param jpegs small pictures of the same scans, JPEG, as many as paths; owned by the record
 */
public record DuplicateExample(List<String> paths, List<byte[]> jpegs) {
    /** Checks that every path has its picture. */
    public DuplicateExample {
        paths = List.copyOf(paths);
        jpegs = List.copyOf(jpegs);
        if (paths.size() != jpegs.size()) {
            throw Fault.bug("a duplicate example has " + paths.size() + " paths but " + jpegs.size() + " pictures");
        }
    }
}
