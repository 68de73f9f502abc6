package dev.sulcus.shortcut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FactForestTest {
    private static final int SCANS = 400;
    private static final int[] ALL = IntStream.range(0, SCANS).toArray();

    @Test
    void shouldLearnWhatTakesTwoFacts() {
        int[] one = drawn(2, 1);
        int[] other = drawn(2, 2);
        int[] labels = IntStream.range(0, SCANS).map(i -> one[i] ^ other[i]).toArray();
        List<Fact> facts = List.of(new Fact("a", true, one, 2), new Fact("b", true, other, 2), noise(3));
        FactForest forest = FactForest.train(facts, labels, ALL, 100, 1);
        assertThat(forest.score(new int[] {0, 1, 5})).isGreaterThan(0.7);
        assertThat(forest.score(new int[] {1, 1, 5})).isLessThan(0.3);
    }

    @Test
    void shouldSplitKindsInAnyTwoSets() {
        int[] kinds = drawn(8, 1);
        int[] labels = IntStream.of(kinds)
                .map(kind -> kind == 1 || kind == 4 || kind == 6 ? 1 : 0)
                .toArray();
        FactForest forest = FactForest.train(List.of(new Fact("k", false, kinds, 8)), labels, ALL, 20, 1);
        for (int kind = 0; kind < 8; kind++) {
            boolean tumour = kind == 1 || kind == 4 || kind == 6;
            assertThat(forest.score(new int[] {kind})).isEqualTo(tumour ? 1 : 0);
        }
    }

    @Test
    void shouldWeighBothLabelsAlike() {
        int[] kinds = drawn(2, 1);
        var random = new SplittableRandom(4);
        // Kind 1 has twice the share of tumours: 0.2 against 0.1.
        int[] labels = IntStream.of(kinds)
                .map(kind -> random.nextInt(10) < 1 + kind ? 1 : 0)
                .toArray();
        FactForest forest = FactForest.train(List.of(new Fact("k", false, kinds, 2)), labels, ALL, 200, 1);
        assertThat((forest.score(new int[] {0}) + forest.score(new int[] {1})) / 2)
                .isCloseTo(0.5, within(0.1));
        assertThat(forest.score(new int[] {1})).isGreaterThan(0.5);
    }

    @Test
    void shouldGrowTheSameForestFromTheSameSeed() {
        List<Fact> facts = List.of(noise(1), noise(2));
        int[] labels = drawn(2, 3);
        double first = FactForest.train(facts, labels, ALL, 10, 1).score(new int[] {3, 7});
        assertThat(FactForest.train(facts, labels, ALL, 10, 1).score(new int[] {3, 7}))
                .isEqualTo(first);
        assertThat(FactForest.train(facts, labels, ALL, 10, 2).score(new int[] {3, 7}))
                .isNotEqualTo(first);
    }

    @Test
    void shouldNotSeeWhatDoesNotTrain() {
        int[] kinds = drawn(2, 1);
        int[] labels = kinds.clone();
        int[] half = IntStream.range(0, SCANS / 2).toArray();
        FactForest before = FactForest.train(List.of(new Fact("k", true, kinds, 2)), labels, half, 10, 1);
        for (int i = SCANS / 2; i < SCANS; i++) {
            labels[i] = 1 - labels[i];
        }
        FactForest after = FactForest.train(List.of(new Fact("k", true, kinds, 2)), labels, half, 10, 1);
        assertThat(after.score(new int[] {1})).isEqualTo(before.score(new int[] {1}));
    }

    private static Fact noise(long seed) {
        return new Fact("noise", true, drawn(10, seed), 10);
    }

    private static int[] drawn(int bins, long seed) {
        return new SplittableRandom(seed).ints(SCANS, 0, bins).toArray();
    }
}
