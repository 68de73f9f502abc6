package dev.sulcus.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FigureTest {
    private static final BootstrapConfig CONFIG = new BootstrapConfig(60, 11);

    @ParameterizedTest
    @MethodSource("dev.sulcus.metrics.SampleFixtures#random")
    void shouldEqualTheFiguresOfResampledGroups(SampleFixtures random) {
        Samples samples =
                Samples.at(0.5, random.labels(), random.probabilities()).inGroups(groups(random));
        Map<Figure, Interval> intervals = Figure.intervals(samples, CONFIG);
        var draws = new SplittableRandom(CONFIG.seed());
        double[][] values = new double[Figure.values().length][CONFIG.resamples()];
        for (int resample = 0; resample < CONFIG.resamples(); resample++) {
            BinaryMetrics metrics = BinaryMetrics.of(drawn(samples, draws), BootstrapConfig.NONE);
            for (Figure figure : Figure.values()) {
                values[figure.ordinal()][resample] = figure.of(metrics);
            }
        }
        for (Figure figure : Figure.values()) {
            Interval plain = Interval.central95(values[figure.ordinal()]);
            assertThat(intervals.get(figure).low()).as(figure.key()).isCloseTo(plain.low(), within(1e-12));
            assertThat(intervals.get(figure).high()).as(figure.key()).isCloseTo(plain.high(), within(1e-12));
        }
    }

    @Test
    void shouldNotChangeWhenEveryScanIsAGroupOfItsOwn() {
        Samples samples = SampleFixtures.alone(SampleFixtures.formula(37, 30));
        int[] other = IntStream.range(0, 101).map(i -> 1000 - 7 * i).toArray();
        assertThat(Figure.intervals(samples.inGroups(other), CONFIG)).isEqualTo(Figure.intervals(samples, CONFIG));
        assertThat(Figure.intervals(samples, CONFIG).get(Figure.ROC_AUC))
                .isEqualTo(BinaryMetrics.of(samples.labels(), samples.probabilities(), 0.5, CONFIG)
                        .intervals()
                        .rocAuc());
    }

    @Test
    void shouldGiveTenCopiesTheIntervalOfOne() {
        // Ten copies of each scan, kept together: as wide as without copies, draw for draw.
        Samples once = SampleFixtures.alone(SampleFixtures.formula(37, 30));
        int[] from = IntStream.range(0, 1010).map(i -> i / 10).toArray();
        Samples copies = new Samples(
                IntStream.of(from).map(i -> once.labels()[i]).toArray(),
                IntStream.of(from).mapToDouble(i -> once.probabilities()[i]).toArray(),
                called(once, from),
                from);
        assertThat(copies.groups()).isEqualTo(101);
        for (Figure figure : List.of(Figure.ACCURACY, Figure.ROC_AUC, Figure.MCC)) {
            assertThat(Figure.intervals(copies, CONFIG).get(figure).low())
                    .isCloseTo(Figure.intervals(once, CONFIG).get(figure).low(), within(1e-12));
        }
    }

    @Test
    void shouldBeNamedAsTheMemberOfTheMetrics() {
        assertThat(Figure.ROC_AUC.key()).isEqualTo("rocAuc");
        assertThat(IntStream.range(0, 15).mapToObj(i -> Figure.values()[i].key()))
                .doesNotHaveDuplicates();
    }

    private static int[] groups(SampleFixtures random) {
        int n = random.labels().length;
        return IntStream.range(0, n).map(i -> i * i % (1 + n / 2)).toArray();
    }

    private static Samples drawn(Samples samples, SplittableRandom draws) {
        var members = new ArrayList<Integer>();
        for (int draw = 0; draw < samples.groups(); draw++) {
            int group = draws.nextInt(samples.groups());
            IntStream.range(0, samples.count())
                    .filter(i -> samples.groupOf()[i] == group)
                    .forEach(members::add);
        }
        int[] from = members.stream().mapToInt(Integer::intValue).toArray();
        return new Samples(
                IntStream.of(from).map(i -> samples.labels()[i]).toArray(),
                IntStream.of(from).mapToDouble(i -> samples.probabilities()[i]).toArray(),
                called(samples, from),
                from);
    }

    private static boolean[] called(Samples samples, int[] from) {
        boolean[] called = new boolean[from.length];
        for (int i = 0; i < from.length; i++) {
            called[i] = samples.called()[from[i]];
        }
        return called;
    }
}
