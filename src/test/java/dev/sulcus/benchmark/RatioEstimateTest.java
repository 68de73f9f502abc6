package dev.sulcus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sulcus.benchmark.RatioEstimate.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatioEstimateTest {
    @Test
    void shouldShowADifferenceThatIsLargerThanTheNoise() {
        RatioEstimate estimate = RatioEstimate.of(blocks(7, 100, 1, 1), blocks(7, 80, 1, 2), false);
        assertThat(estimate.ratio()).isCloseTo(1.25, within(0.03));
        assertThat(estimate.interval().contains(1.25)).isTrue();
        assertThat(estimate.finding()).isEqualTo(Finding.FASTER);
        assertThat(RatioEstimate.of(blocks(7, 80, 1, 2), blocks(7, 100, 1, 1), false)
                        .finding())
                .isEqualTo(Finding.SLOWER);
    }

    @Test
    void shouldShowNoneInTheNoiseBetweenBlocks() {
        RatioEstimate estimate = RatioEstimate.of(blocks(7, 100, 15, 1), blocks(7, 97, 15, 2), false);
        assertThat(estimate.finding()).isEqualTo(Finding.NO_DIFFERENCE_SHOWN);
    }

    @Test
    void shouldSaySoWhenThereAreTooFewBlocks() {
        RatioEstimate estimate = RatioEstimate.of(blocks(7, 100, 1, 1), blocks(5, 50, 1, 2), false);
        assertThat(estimate.finding()).isEqualTo(Finding.TOO_FEW_REPEATS);
        assertThat(estimate.interval().low()).isNaN();
        assertThat(estimate.ratio()).isCloseTo(2, within(0.1));
    }

    @Test
    void shouldSeeMoreWhereBothWereMeasuredByTurns() {
        // A machine that slows down by half in the course: both settings with it, one always 5 % faster.
        List<Block> reference = drifting(10, 100);
        List<Block> own = drifting(10, 95);
        assertThat(RatioEstimate.of(reference, own, true).finding()).isEqualTo(Finding.FASTER);
        assertThat(RatioEstimate.of(reference, own, false).finding()).isEqualTo(Finding.NO_DIFFERENCE_SHOWN);
    }

    @Test
    void shouldGiveTheSameIntervalEveryTime() {
        assertThat(RatioEstimate.of(blocks(6, 100, 5, 1), blocks(6, 90, 5, 2), false))
                .isEqualTo(RatioEstimate.of(blocks(6, 100, 5, 1), blocks(6, 90, 5, 2), false));
    }

    @Test
    void shouldWidenTheIntervalOfFewBlocks() {
        // Hesterberg (2015), table 5: n = 5 asks for 0.00096, n = 10 for 0.0086 in place of 0.025.
        assertThat(RatioEstimate.tail(5)).isCloseTo(0.00096, within(0.0001));
        assertThat(RatioEstimate.tail(10)).isCloseTo(0.0086, within(0.0003));
        assertThat(RatioEstimate.tail(10_000)).isCloseTo(0.025, within(0.0001));
    }

    @ParameterizedTest
    @CsvSource({"6, false", "6, true", "7, false", "7, true"})
    void shouldHoldTheTruthAboutAsOftenAsItSays(int count, boolean together) {
        int held = 0;
        int runs = 120;
        for (int run = 0; run < runs; run++) {
            RatioEstimate estimate =
                    RatioEstimate.of(blocks(count, 100, 5, 1000 + run), blocks(count, 100, 5, 5000 + run), together);
            held += estimate.interval().contains(1) ? 1 : 0;
        }
        // 95 % of 120 is 114; ten fewer would be far outside of chance.
        assertThat(held).isGreaterThanOrEqualTo(104);
    }

    private static List<Block> blocks(int count, double millis, double blockNoise, long seed) {
        var random = new Random(seed);
        var blocks = new ArrayList<Block>();
        for (int round = 0; round < count; round++) {
            double level = millis + blockNoise * random.nextGaussian();
            double[] samples = random.doubles(20, level * 0.99, level * 1.01).toArray();
            blocks.add(new Block(round, samples.length, 1, samples));
        }
        return blocks;
    }

    private static List<Block> drifting(int count, double millis) {
        var blocks = new ArrayList<Block>();
        for (int round = 0; round < count; round++) {
            double level = millis * (1 + 0.5 * round / count);
            blocks.add(new Block(round, 3, 1, new double[] {level * 0.998, level, level * 1.002}));
        }
        return blocks;
    }
}
