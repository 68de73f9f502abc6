package dev.sulcus.metrics;

import dev.sulcus.fault.Fault;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Scans that a model has scored and called: what every figure and interval is computed from. Copies and near-duplicates
 * of one picture share a group; groups, not scans, are what is independent, so intervals are drawn by group. The arrays
 * have one length, are owned by the record and must not be changed. JSON is made of figures, not of this.
 *
 * @param labels 1 tumour, 0 none
 * @param probabilities of tumour, 0 to 1
 * @param called whether each was called tumour
 * @param groupOf the group of each, numbered from 0 in the order of first appearance
 */
public record Samples(int[] labels, double[] probabilities, boolean[] called, int[] groupOf) {
    /**
     * Checks the input and numbers the groups densely.
     *
     * @throws Fault of kind bug for lengths that differ, labels other than 0 and 1, or probabilities that are NaN or
     *     outside 0 to 1
     */
    public Samples {
        SampleChecks.requireProbabilities(labels, probabilities);
        requireLength("calls", called.length, labels.length);
        requireLength("groups", groupOf.length, labels.length);
        groupOf = dense(groupOf);
    }

    /**
     * Samples that stand each on their own, called tumour from {@code threshold} on.
     *
     * @throws Fault of kind bug as the constructor, or for a threshold that is NaN
     */
    public static Samples at(double threshold, int[] labels, double[] probabilities) {
        if (Double.isNaN(threshold)) {
            throw Fault.bug("threshold is NaN; it must be a number");
        }
        boolean[] called = new boolean[probabilities.length];
        int[] own = new int[probabilities.length];
        for (int i = 0; i < called.length; i++) {
            called[i] = probabilities[i] >= threshold;
            own[i] = i;
        }
        return new Samples(labels, probabilities, called, own);
    }

    /** The same samples in other groups; any numbers, equal for scans of one group. */
    public Samples inGroups(int[] groups) {
        return new Samples(labels, probabilities, called, groups);
    }

    /** The same samples, called tumour from {@code threshold} on. */
    public Samples calledAt(double threshold) {
        return at(threshold, labels, probabilities).inGroups(groupOf);
    }

    /** How many samples. */
    public int count() {
        return labels.length;
    }

    /** How many independent groups. */
    public int groups() {
        return Arrays.stream(groupOf).max().orElse(-1) + 1;
    }

    /** The four counts of the calls. */
    public Confusion confusion() {
        int[] counts = new int[4];
        for (int i = 0; i < labels.length; i++) {
            counts[2 * labels[i] + (called[i] ? 1 : 0)]++;
        }
        return new Confusion(counts[0], counts[1], counts[2], counts[3]);
    }

    private static void requireLength(String what, int length, int samples) {
        if (length != samples) {
            throw Fault.bug(length + " " + what + " but " + samples + " samples; there must be one per scan");
        }
    }

    private static int[] dense(int[] groups) {
        Map<Integer, Integer> numbers = new HashMap<>();
        return Arrays.stream(groups)
                .map(group -> {
                    Integer known = numbers.putIfAbsent(group, numbers.size());
                    return known == null ? numbers.size() - 1 : known;
                })
                .toArray();
    }
}
