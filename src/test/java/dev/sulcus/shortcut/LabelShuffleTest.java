package dev.sulcus.shortcut;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelShuffleTest {
    private static final int[] LABELS =
            IntStream.range(0, 60).map(i -> i / 3 % 2).toArray();

    @Test
    void shouldBeSmallWhereScoresFollowTheLabels() {
        double[] scores = IntStream.of(LABELS).mapToDouble(label -> label * 0.5).toArray();
        assertThat(new LabelShuffle(LABELS, scores, i -> i).pValue(1)).isEqualTo(0.001);
    }

    @Test
    void shouldBeEvenWhereTheyDoNot() {
        int below = 0;
        for (int seed = 0; seed < 100; seed++) {
            double[] scores = new SplittableRandom(seed).doubles(60).toArray();
            below += new LabelShuffle(LABELS, scores, i -> i / 3).pValue(seed) < 0.2 ? 1 : 0;
        }
        assertThat(below).isBetween(8, 32);
    }

    @Test
    void shouldMoveLabelsByWholeGroups() {
        // Two pictures in thirty copies each: their labels can only stay or change places.
        int[] labels = IntStream.range(0, 60).map(i -> i / 30).toArray();
        double[] scores = IntStream.of(labels).mapToDouble(label -> label).toArray();
        assertThat(new LabelShuffle(labels, scores, i -> i / 30).pValue(1)).isBetween(0.4, 0.6);
    }

    @Test
    void shouldLeaveTheCallersLabelsAlone() {
        int[] labels = LABELS.clone();
        new LabelShuffle(labels, new double[60], i -> i).pValue(1);
        assertThat(labels).isEqualTo(LABELS);
    }
}
