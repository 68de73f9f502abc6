package dev.sulcus.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Groups whose sizes together come as near to a wanted number of scans as any choice of them could. Among the choices
 * that do, it takes one from the earliest groups of the list, so that a shuffled list gives a random choice. Time and
 * memory: groups · scans and scans.
 */
final class SubsetSum {
    private static final int UNREACHED = -1;

    private final List<ScanGroup> groups;
    /** For each sum, the last of the groups with which it was first reached. */
    private final int[] reachedBy;

    private SubsetSum(List<ScanGroup> groups) {
        this.groups = groups;
        this.reachedBy = new int[groups.stream().mapToInt(ScanGroup::size).sum() + 1];
        Arrays.fill(reachedBy, UNREACHED);
        int reachable = 0;
        for (int group = 0; group < groups.size(); group++) {
            int size = groups.get(group).size();
            reachable += size;
            // From the top, so that no group counts twice.
            for (int sum = reachable; sum >= size; sum--) {
                if (reachedBy[sum] == UNREACHED && isReached(sum - size)) {
                    reachedBy[sum] = group;
                }
            }
        }
    }

    /**
     * The chosen ones of {@code groups}.
     *
     * @param wanted how many scans they should hold together
     * @param least at least so many, where any choice below all gives that
     */
    static List<ScanGroup> nearest(List<ScanGroup> groups, double wanted, int least) {
        return new SubsetSum(groups).choose(wanted, least);
    }

    private boolean isReached(int sum) {
        return sum == 0 || reachedBy[sum] != UNREACHED;
    }

    private List<ScanGroup> choose(double wanted, int least) {
        int best = 0;
        // Never all of them: training needs the rest.
        for (int sum = least; sum < reachedBy.length - 1; sum++) {
            if (isReached(sum) && (best < least || Math.abs(sum - wanted) < Math.abs(best - wanted))) {
                best = sum;
            }
        }
        var chosen = new ArrayList<ScanGroup>();
        for (int sum = best; sum > 0; sum -= groups.get(reachedBy[sum]).size()) {
            chosen.add(groups.get(reachedBy[sum]));
        }
        return chosen;
    }
}
