package dev.sulcus.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Some scans of a dataset, in order, as a model needs them. The array is owned by the record.
 *
 * @param paths identity of each scan in every output
 * @param files where each is
 * @param labels 1 tumour, 0 none
 */
public record SplitPart(List<String> paths, List<Path> files, int[] labels) {
    /** The scans of {@code dataset} at {@code indices}, in that order. */
    public static SplitPart of(Dataset dataset, int[] indices) {
        var paths = new ArrayList<String>();
        var files = new ArrayList<Path>();
        int[] labels = new int[indices.length];
        for (int i = 0; i < indices.length; i++) {
            Scan scan = dataset.scans().get(indices[i]);
            paths.add(scan.path());
            files.add(scan.file());
            labels[i] = scan.label();
        }
        return new SplitPart(paths, files, labels);
    }

    /** How many scans. */
    public int size() {
        return labels.length;
    }

    /** How many scans have {@code label}. */
    public int count(int label) {
        int count = 0;
        for (int value : labels) {
            count += value == label ? 1 : 0;
        }
        return count;
    }
}
