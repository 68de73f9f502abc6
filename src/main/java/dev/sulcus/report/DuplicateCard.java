package dev.sulcus.report;

import dev.sulcus.dataset.DuplicateSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * One group of near-duplicates as the page shows it.
 *
 * @param kind what makes it a group, in a few words
 * @param grave whether it holds both labels
 * @param pictures those that are shown
 */
record DuplicateCard(String kind, boolean grave, List<Picture> pictures) {
    /** One picture of the group. */
    record Picture(String path, byte[] jpeg) {}

    /** A card for each example, in their order. */
    static List<DuplicateCard> of(DuplicateSummary duplicates, List<DuplicateExample> examples) {
        Map<String, Integer> content = new HashMap<>();
        for (int i = 0; i < duplicates.byteCopies().size(); i++) {
            for (String path : duplicates.byteCopies().get(i)) {
                content.put(path, i);
            }
        }
        return examples.stream().map(one -> card(duplicates, one, content)).toList();
    }

    private static DuplicateCard card(
            DuplicateSummary duplicates, DuplicateExample example, Map<String, Integer> content) {
        List<String> group = groupOf(example.paths(), duplicates.nearDuplicates());
        boolean grave = duplicates.conflicts().contains(group);
        String kind = (grave ? "Both labels; " : "") + kind(group, content);
        if (group.size() > example.paths().size()) {
            kind += "; " + example.paths().size() + " shown";
        }
        var pictures = new ArrayList<Picture>();
        for (int i = 0; i < example.paths().size(); i++) {
            pictures.add(new Picture(example.paths().get(i), example.jpegs().get(i)));
        }
        return new DuplicateCard(kind, grave, pictures);
    }

    private static List<String> groupOf(List<String> shown, List<List<String>> groups) {
        return groups.stream()
                .filter(group -> group.containsAll(shown))
                .findFirst()
                .orElse(shown);
    }

    private static String kind(List<String> group, Map<String, Integer> content) {
        var contents = new HashSet<Integer>();
        int alone = 0;
        for (String path : group) {
            Integer set = content.get(path);
            if (set == null) {
                alone++;
            } else {
                contents.add(set);
            }
        }
        int different = alone + contents.size();
        if (different == 1) {
            return group.size() + " files, byte for byte the same";
        }
        return group.size() + " files" + (different < group.size() ? ", " + different + " different contents" : "");
    }
}
