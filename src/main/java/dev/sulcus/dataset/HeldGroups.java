package dev.sulcus.dataset;

import dev.sulcus.fault.Fault;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;

/**
 * Holds groups of near-duplicates back, of each class the same share of its groups. Unlike {@link SplitPlanner} it
 * counts groups, not scans, and tells classes apart, not labels. A plan follows from the data's content, share and seed
 * alone. Stateless, thread-safe.
 */
public final class HeldGroups {
    private HeldGroups() {}

    /**
     * The split in which the groups held back validate and the others train. A group that spans classes counts as its
     * first scan's. Each class keeps at least one group on either side.
     *
     * @param share of each class's groups that is held back, above 0 and below 1
     * @throws Fault of kind usage when the share is out of range, of kind data when a class has a single group
     */
    public static Split plan(Dataset data, DuplicateGroups groups, double share, long seed) {
        if (!(share > 0 && share < 1)) {
            throw Fault.usage(
                    "held is " + share + "; it must be above 0 and below 1, the share of the groups held back");
        }
        var held = new BitSet();
        byClass(data, groups, seed).forEach((className, all) -> {
            if (all.size() < 2) {
                throw Fault.data(data.root() + ": the scans of " + className + " are all near-duplicates of each other;"
                        + " one part trains and another is held back, so two independent groups are needed");
            }
            long count = Math.max(1, Math.min(all.size() - 1L, Math.round(share * all.size())));
            all.stream().limit(count).forEach(group -> group.scans().forEach(held::set));
        });
        return Split.validating("held:" + share, seed, held, data.scans().size());
    }

    private static TreeMap<String, List<ScanGroup>> byClass(Dataset data, DuplicateGroups groups, long seed) {
        var byClass = new TreeMap<String, List<ScanGroup>>(CodePointOrder::compare);
        for (ScanGroup group : ScanGroup.inSeededOrder(data, groups::groupOf, seed)) {
            String className = data.scans().get(group.scans().get(0)).className();
            byClass.computeIfAbsent(className, name -> new ArrayList<>()).add(group);
        }
        return byClass;
    }
}
