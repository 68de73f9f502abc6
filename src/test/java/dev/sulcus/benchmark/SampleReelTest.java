package dev.sulcus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SampleReelTest {
    @Test
    void shouldKeepAllThatFit() {
        assertThat(filled(8, 8)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void shouldKeepAnEvenChoiceOfMore() {
        assertThat(filled(8, 9)).containsExactly(0, 2, 4, 6, 8);
        assertThat(filled(8, 1000)).containsExactly(0, 128, 256, 384, 512, 640, 768, 896);
    }

    @Test
    void shouldBeginAnew() {
        var reel = new SampleReel(4);
        for (int i = 0; i < 100; i++) {
            reel.add(i);
        }
        reel.clear();
        reel.add(7);
        assertThat(reel.values(2)).containsExactly(14);
    }

    @Test
    void shouldStayAtLeastHalfFullAndInOrderWhateverComes() {
        for (int count = 1; count < 300; count++) {
            double[] kept = filled(16, count);
            assertThat(kept.length).isBetween(Math.min(count, 8), 16);
            assertThat(kept).isSorted().startsWith(0);
        }
    }

    private static double[] filled(int capacity, int count) {
        var reel = new SampleReel(capacity);
        for (int i = 0; i < count; i++) {
            reel.add(i);
        }
        return reel.values(1);
    }
}
