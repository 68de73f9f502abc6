package dev.sulcus.workflow;

import dev.sulcus.dataset.Dataset;
import dev.sulcus.dataset.DuplicateGroups;
import dev.sulcus.fault.Fault;
import java.util.List;

/**
 * Which scans were used, so that they can be found again and known to be the same.
 *
 * @param folder absolute path
 * @param fingerprint hash of paths, contents and labels
 * @param negative class names with label 0
 * @param positive class names with label 1
 * @param scans readable ones
 * @param groups independent ones among them
 */
public record DataSpec(
        String folder, String fingerprint, List<String> negative, List<String> positive, int scans, int groups) {
    /** Refuses what lacks the members that find the data again. */
    public DataSpec {
        if (folder == null || fingerprint == null || negative == null || positive == null) {
            throw Fault.data("data lacks folder, fingerprint, negative or positive; restore it from a copy");
        }
    }

    static DataSpec of(Dataset data, DuplicateGroups groups) {
        return new DataSpec(
                data.root().toAbsolutePath().normalize().toString(),
                data.fingerprint(),
                data.roles().negative(),
                data.roles().positive(),
                data.scans().size(),
                groups.groups());
    }
}
