package dev.sulcus.dataset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Which scans of a set are copies or near-duplicates of each other. Immutable, thread-safe.
 *
 * <p>Two scans are one picture when their bytes are equal, or when the 256-bit hashes of their heads, one of them
 * mirrored left to right or not, differ in at most {@value #MOST_BITS} bits and the thumbnails do not contradict it (correlation at least {@value #LEAST_CORRELATION};
 * two blank pictures have none and stay apart). Groups are the connected components of that relation. It sees through
 * re-encoding, rescaling (also of one axis), another margin, text beside the head, brightness or contrast, and
 * mirroring; not through rotation, or a cut into the head. Neighbouring slices of one patient are joined only where they
 * look the same. docs/near-duplicates.md has the pairs of real scans that the two numbers were chosen on.
 */
public final class DuplicateGroups {
    /** Most bits of 256 in which the hashes of one picture differ. */
    static final int MOST_BITS = 27;

    /** Least correlation of the thumbnails of one picture. */
    static final double LEAST_CORRELATION = 0.5;

    private final int[] groupOf;
    private final int groups;
    private final List<List<Integer>> nearDuplicates;
    private final List<List<Integer>> byteCopies;
    private final List<List<Integer>> conflicts;

    private DuplicateGroups(List<Scan> scans, int[] roots) {
        var byRoot = members(scans.size(), scan -> roots[scan]);
        this.groupOf = new int[roots.length];
        int next = 0;
        for (List<Integer> group : byRoot) {
            for (int scan : group) {
                groupOf[scan] = next;
            }
            next++;
        }
        this.groups = next;
        this.nearDuplicates = several(byRoot);
        this.byteCopies =
                several(members(scans.size(), scan -> scans.get(scan).facts().sha256()));
        this.conflicts = nearDuplicates.stream()
                .filter(group -> hasBothLabels(group, scans))
                .toList();
    }

    /**
     * Finds the groups among {@code scans}; indices below are into that list. The groups do not depend on its order.
     * Every pair is compared: n²/2 hash comparisons, some 12.6 million for 5,025 scans.
     */
    public static DuplicateGroups of(List<Scan> scans) {
        int[] parents = new int[scans.size()];
        var firstOf = new HashMap<String, Integer>();
        for (int i = 0; i < parents.length; i++) {
            parents[i] = i;
            Integer copy = firstOf.putIfAbsent(scans.get(i).facts().sha256(), i);
            join(parents, i, copy == null ? i : copy);
        }
        var fingerprints =
                scans.stream().map(scan -> scan.facts().fingerprint()).toList();
        joinLookalikes(parents, fingerprints.toArray(new Fingerprint[0]));
        for (int i = 0; i < parents.length; i++) {
            parents[i] = root(parents, i);
        }
        return new DuplicateGroups(scans, parents);
    }

    /** How many independent groups there are, singles included. */
    public int groups() {
        return groups;
    }

    /** The group of one scan, from 0 in the order of each group's first scan. */
    public int groupOf(int scan) {
        return groupOf[scan];
    }

    /** Groups of two or more scans, each ascending, in the order of their first scan. Unmodifiable. */
    public List<List<Integer>> nearDuplicates() {
        return nearDuplicates;
    }

    /** Sets of two or more byte-identical files, each ascending, in the order of their first scan. Unmodifiable. */
    public List<List<Integer>> byteCopies() {
        return byteCopies;
    }

    /** Groups of two or more scans that hold both labels. Unmodifiable. */
    public List<List<Integer>> conflicts() {
        return conflicts;
    }

    /** Files that are a byte copy of an earlier one. */
    public int surplusCopies() {
        return byteCopies.stream().mapToInt(copies -> copies.size() - 1).sum();
    }

    /** Whether two fingerprints show one picture, by the rule above. Symmetric. */
    static boolean lookAlike(Fingerprint a, Fingerprint b) {
        return a.distance(b) <= MOST_BITS && a.correlation(b) >= LEAST_CORRELATION;
    }

    private static void joinLookalikes(int[] parents, Fingerprint[] fingerprints) {
        for (int i = 0; i < fingerprints.length; i++) {
            Fingerprint one = fingerprints[i];
            Fingerprint mirrored = one.mirrored();
            for (int j = i + 1; j < fingerprints.length; j++) {
                if (lookAlike(one, fingerprints[j]) || lookAlike(mirrored, fingerprints[j])) {
                    join(parents, i, j);
                }
            }
        }
    }

    private static void join(int[] parents, int a, int b) {
        parents[root(parents, b)] = root(parents, a);
    }

    private static int root(int[] parents, int of) {
        int at = of;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }

    /** Indices with equal keys together, in the order of first occurrence. */
    private static Collection<List<Integer>> members(int count, IntFunction<Object> key) {
        Map<Object, List<Integer>> byKey = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            byKey.computeIfAbsent(key.apply(i), unused -> new ArrayList<>()).add(i);
        }
        return byKey.values();
    }

    private static List<List<Integer>> several(Collection<List<Integer>> sets) {
        return sets.stream().filter(set -> set.size() > 1).map(List::copyOf).toList();
    }

    private static boolean hasBothLabels(List<Integer> group, List<Scan> scans) {
        return group.stream()
                        .mapToInt(scan -> scans.get(scan).label())
                        .distinct()
                        .count()
                > 1;
    }
}
