package dev.sulcus.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubsetSumTest {
    @Test
    void shouldReachASumThatTakingOneAfterAnotherMisses() {
        assertThat(sizes(SubsetSum.nearest(groups(2, 2, 3, 3), 5, 0))).containsExactlyInAnyOrder(2, 3);
    }

    @Test
    void shouldTakeTheFirstOfEqualGroups() {
        List<ScanGroup> groups = groups(1, 1, 1, 1, 1);
        assertThat(SubsetSum.nearest(groups, 2, 0)).containsExactlyInAnyOrder(groups.get(0), groups.get(1));
    }

    @Test
    void shouldTakeAtLeastAsMuchAsAsked() {
        assertThat(sizes(SubsetSum.nearest(groups(9, 4), 1, 1))).containsExactly(4);
        assertThat(sizes(SubsetSum.nearest(groups(9, 4), 1, 0))).isEmpty();
    }

    @Test
    void shouldNeverTakeAll() {
        assertThat(SubsetSum.nearest(groups(3), 3, 1)).isEmpty();
        assertThat(SubsetSum.nearest(groups(), 3, 1)).isEmpty();
        assertThat(sizes(SubsetSum.nearest(groups(1, 3), 4, 0))).containsExactly(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void shouldBeAsNearAsTheBestOfAllSubsets(int seed) {
        var random = new SplittableRandom(seed);
        int[] sizes = IntStream.range(0, 9).map(i -> 2 + random.nextInt(9)).toArray();
        double wanted = random.nextDouble() * IntStream.of(sizes).sum();
        double best = IntStream.range(0, (1 << sizes.length) - 1)
                .mapToDouble(subset -> Math.abs(wanted
                        - IntStream.range(0, sizes.length)
                                .filter(i -> (subset >> i & 1) == 1)
                                .map(i -> sizes[i])
                                .sum()))
                .min()
                .orElseThrow();
        int chosen = sizes(SubsetSum.nearest(groups(sizes), wanted, 0)).stream()
                .mapToInt(size -> size)
                .sum();
        assertThat(Math.abs(wanted - chosen)).isEqualTo(best);
    }

    private static List<ScanGroup> groups(int... sizes) {
        return IntStream.range(0, sizes.length)
                .mapToObj(i -> new ScanGroup(Collections.nCopies(sizes[i], 0), sizes[i], 0, "" + i, ""))
                .toList();
    }

    private static List<Integer> sizes(List<ScanGroup> groups) {
        return groups.stream().map(ScanGroup::size).toList();
    }
}
