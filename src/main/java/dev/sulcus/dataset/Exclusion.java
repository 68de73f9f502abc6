package dev.sulcus.dataset;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which scans of one set must go so that nothing of another set can be learnt from it. The arrays are owned by the
 * record.
 *
 * @param dropped indices of the scans that share a group of near-duplicates with a scan of the other set, both sets
 *     grouped as one; ascending
 * @param direct those among them that show the very picture of one of the other set; the rest is linked to it by
 *     near-duplicates of near-duplicates. Ascending
 */
public record Exclusion(int[] dropped, int[] direct) {
    /** Compares every pair of both sets: as {@link DuplicateGroups#of}. */
    public static Exclusion of(List<Scan> scans, List<Scan> others) {
        if (others.isEmpty()) {
            return new Exclusion(new int[0], new int[0]);
        }
        List<Scan> both = new ArrayList<>(scans);
        both.addAll(others);
        DuplicateGroups groups = DuplicateGroups.of(both);
        var foreign = new BitSet();
        for (int i = scans.size(); i < both.size(); i++) {
            foreign.set(groups.groupOf(i));
        }
        int[] dropped = IntStream.range(0, scans.size())
                .filter(i -> foreign.get(groups.groupOf(i)))
                .toArray();
        var contents = new HashSet<String>();
        others.forEach(other -> contents.add(other.facts().sha256()));
        int[] direct = IntStream.of(dropped)
                .filter(i -> contents.contains(scans.get(i).facts().sha256()) || shows(scans.get(i), others))
                .toArray();
        return new Exclusion(dropped, direct);
    }

    private static boolean shows(Scan scan, List<Scan> others) {
        Fingerprint one = scan.facts().fingerprint();
        Fingerprint mirrored = one.mirrored();
        return others.stream()
                .map(other -> other.facts().fingerprint())
                .anyMatch(other -> DuplicateGroups.lookAlike(one, other) || DuplicateGroups.lookAlike(mirrored, other));
    }
}
