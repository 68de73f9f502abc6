package dev.sulcus.dataset;

import dev.sulcus.artefact.Sha256;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * Scans that must stay together, with their place in a seeded order.
 *
 * @param scans indices into the data set
 * @param negatives how many of them have label 0
 * @param positives how many of them have label 1
 * @param place where the seed puts the group: hexadecimal, compared as text
 * @param firstPath the first of its paths in code point order
 */
record ScanGroup(List<Integer> scans, int negatives, int positives, String place, String firstPath) {
    /**
     * The groups of {@code data} in an order that depends on the seed and the groups' content alone: neither listing
     * order nor file names move a group, and a new file moves no other.
     */
    static List<ScanGroup> inSeededOrder(Dataset data, IntUnaryOperator groupOf, long seed) {
        var members = new TreeMap<Integer, List<Integer>>();
        for (int i = 0; i < data.scans().size(); i++) {
            members.computeIfAbsent(groupOf.applyAsInt(i), key -> new ArrayList<>())
                    .add(i);
        }
        return members.values().stream()
                .map(scans -> of(data, scans, seed))
                .sorted(Comparator.comparing(ScanGroup::place)
                        .thenComparing(ScanGroup::firstPath, CodePointOrder::compare))
                .toList();
    }

    /** How many scans of {@code label} it holds. */
    int count(int label) {
        return label == 1 ? positives : negatives;
    }

    /** How many scans it holds. */
    int size() {
        return scans.size();
    }

    /** Whether it holds both labels: the same picture was labelled in two ways. */
    boolean mixed() {
        return negatives > 0 && positives > 0;
    }

    private static ScanGroup of(Dataset data, List<Integer> indices, long seed) {
        List<Scan> scans = indices.stream().map(data.scans()::get).toList();
        int positives = scans.stream().mapToInt(Scan::label).sum();
        String content = scans.stream()
                .map(scan -> scan.facts().sha256())
                .sorted()
                .findFirst()
                .orElseThrow();
        String path = scans.stream()
                .map(Scan::path)
                .sorted(CodePointOrder::compare)
                .findFirst()
                .orElseThrow();
        return new ScanGroup(indices, indices.size() - positives, positives, Sha256.of(seed + " " + content), path);
    }
}
