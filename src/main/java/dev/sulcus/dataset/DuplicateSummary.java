package dev.sulcus.dataset;

import java.util.List;

/**
 * Copies and near-duplicates of a data folder, by path.
 *
 * @param independentGroups groups of scans that are no copy of each other, singles included: how many pictures there
 *     really are
 * @param surplusCopies files that are a byte copy of an earlier one
 * @param byteCopies sets of two or more byte-identical files
 * @param nearDuplicates groups of two or more pictures that show the same, byte copies included
 * @param conflicts groups that hold both labels: the same picture with and without a tumour
 */
public record DuplicateSummary(
        int independentGroups,
        int surplusCopies,
        List<List<String>> byteCopies,
        List<List<String>> nearDuplicates,
        List<List<String>> conflicts) {
    /** What {@code groups} found among {@code scans}. */
    static DuplicateSummary of(DuplicateGroups groups, List<Scan> scans) {
        return new DuplicateSummary(
                groups.groups(),
                groups.surplusCopies(),
                paths(groups.byteCopies(), scans),
                paths(groups.nearDuplicates(), scans),
                paths(groups.conflicts(), scans));
    }

    /** Groups of indices into {@code scans} as groups of their paths, in the same order. */
    static List<List<String>> paths(List<List<Integer>> groups, List<Scan> scans) {
        return groups.stream()
                .map(group -> group.stream().map(i -> scans.get(i).path()).toList())
                .toList();
    }
}
