package dev.sulcus.metrics;

import static dev.sulcus.metrics.SampleFixtures.labels;
import static dev.sulcus.metrics.SampleFixtures.scores;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BootstrapTest {
    private static final BootstrapConfig CONFIG = new BootstrapConfig(200, 7);

    @ParameterizedTest
    @MethodSource("dev.sulcus.metrics.SampleFixtures#random")
    void shouldEqualPlainResamplingWithTheSameDraws(SampleFixtures samples) {
        int n = samples.labels().length;
        var random = new SplittableRandom(CONFIG.seed());
        double[] accuracy = new double[CONFIG.resamples()];
        double[] rocAuc = new double[CONFIG.resamples()];
        for (int resample = 0; resample < CONFIG.resamples(); resample++) {
            int[] drawn = IntStream.range(0, n).map(i -> random.nextInt(n)).toArray();
            int[] labels = IntStream.of(drawn).map(i -> samples.labels()[i]).toArray();
            double[] scores = IntStream.of(drawn)
                    .mapToDouble(i -> samples.probabilities()[i])
                    .toArray();
            accuracy[resample] = Confusion.of(labels, scores, 0.5).accuracy();
            rocAuc[resample] = RocCurve.auc(labels, scores);
        }
        BootstrapIntervals intervals =
                Bootstrap.headlines(Samples.at(0.5, samples.labels(), samples.probabilities()), CONFIG);
        assertThat(intervals.accuracy()).isEqualTo(Interval.central95(accuracy));
        assertThat(intervals.rocAuc()).isEqualTo(Interval.central95(rocAuc));
    }

    @ParameterizedTest
    @MethodSource("dev.sulcus.metrics.SampleFixtures#random")
    void shouldHoldTheFigureItself(SampleFixtures samples) {
        BootstrapIntervals intervals =
                Bootstrap.headlines(Samples.at(0.5, samples.labels(), samples.probabilities()), CONFIG);
        Confusion confusion = Confusion.of(samples.labels(), samples.probabilities(), 0.5);
        assertThat(intervals.accuracy().contains(confusion.accuracy())).isTrue();
        assertThat(intervals.sensitivity().contains(confusion.sensitivity())).isTrue();
        assertThat(intervals.specificity().contains(confusion.specificity())).isTrue();
        assertThat(intervals.rocAuc().contains(RocCurve.auc(samples.labels(), samples.probabilities())))
                .isTrue();
    }

    @Test
    void shouldBeAsWideAsTheBinomialOfManySamples() {
        int n = 1000;
        int[] labels = IntStream.range(0, n).map(i -> i % 2).toArray();
        double[] calls = IntStream.range(0, n)
                .mapToDouble(i -> i % 5 == 0 ? 1 - labels[i] : labels[i])
                .toArray();
        Interval accuracy = Bootstrap.headlines(Samples.at(0.5, labels, calls), BootstrapConfig.DEFAULT)
                .accuracy();
        double halfWidth = 1.96 * Math.sqrt(0.8 * 0.2 / n);
        assertThat(accuracy.low()).isCloseTo(0.8 - halfWidth, within(0.003));
        assertThat(accuracy.high()).isCloseTo(0.8 + halfWidth, within(0.003));
    }

    @Test
    void shouldGiveTheNumbersItGaveWhenItWasWritten() {
        // Pinned: a Java release with another SplittableRandom would change reports without a word.
        int[] labels = IntStream.range(0, 101).map(i -> i % 2).toArray();
        double[] scores = IntStream.range(0, 101)
                .mapToDouble(i -> (i * 37 % 101 + 30 * labels[i]) / 256.0)
                .toArray();
        Interval rocAuc = Bootstrap.headlines(Samples.at(0.5, labels, scores), BootstrapConfig.DEFAULT)
                .rocAuc();
        assertThat(rocAuc).isEqualTo(new Interval(0.6197789411226043, 0.8128189792663476));
    }

    @Test
    void shouldChangeWithTheSeed() {
        SampleFixtures samples = SampleFixtures.random().skip(5).findFirst().orElseThrow();
        var other = new BootstrapConfig(CONFIG.resamples(), CONFIG.seed() + 1);
        assertThat(Bootstrap.headlines(Samples.at(0.5, samples.labels(), samples.probabilities()), CONFIG)
                        .rocAuc())
                .isNotEqualTo(Bootstrap.headlines(Samples.at(0.5, samples.labels(), samples.probabilities()), other)
                        .rocAuc());
    }

    @Test
    void shouldLeaveIntervalsUndefinedWithoutResamplesOrSamples() {
        assertThat(Bootstrap.headlines(Samples.at(0.5, labels(0, 1), scores(0.1, 0.9)), BootstrapConfig.NONE)
                        .accuracy())
                .isEqualTo(Interval.UNDEFINED);
        assertThat(Bootstrap.headlines(Samples.at(0.5, labels(), scores()), CONFIG)
                        .accuracy())
                .isEqualTo(Interval.UNDEFINED);
    }

    @Test
    void shouldLeaveTheIntervalOfAnAbsentClassUndefined() {
        BootstrapIntervals intervals = Bootstrap.headlines(Samples.at(0.5, labels(1, 1), scores(0.1, 0.9)), CONFIG);
        assertThat(intervals.sensitivity()).isEqualTo(new Interval(0, 1));
        assertThat(intervals.specificity()).isEqualTo(Interval.UNDEFINED);
        assertThat(intervals.rocAuc()).isEqualTo(Interval.UNDEFINED);
    }
}
