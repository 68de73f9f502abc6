package dev.sulcus.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class McNemarTest {
    /** From scipy.stats: binomtest(b, b + c).pvalue, and the same minus binom.pmf(b, b + c, 0.5). */
    @ParameterizedTest
    @CsvSource({"3, 11, 0.057373046875, 0.03515625", "40, 70, 0.005447429511444476, 0.004195534185394846"})
    void shouldEqualTheBinomialTest(int onlyFirst, int onlySecond, double exact, double mid) {
        McNemar test = ofLeads(IntStream.concat(
                        IntStream.generate(() -> 1).limit(onlyFirst),
                        IntStream.generate(() -> -1).limit(onlySecond))
                .toArray());
        assertThat(test.onlyFirstRight()).isEqualTo(onlyFirst);
        assertThat(test.onlySecondRight()).isEqualTo(onlySecond);
        assertThat(test.p()).isCloseTo(exact, within(1e-12));
        assertThat(test.midP()).isCloseTo(mid, within(1e-12));
        assertThat(test.pByScan()).isEqualTo(test.p());
    }

    @Test
    void shouldCountTheTable() {
        int[] labels = {1, 1, 1, 0, 0, 0};
        Samples first = Samples.at(0.5, labels, new double[] {1, 1, 0, 0, 0, 1});
        Samples second = Samples.at(0.5, labels, new double[] {1, 0, 1, 0, 1, 1});
        McNemar test = McNemar.of(first, second);
        assertThat(test.bothRight()).isEqualTo(2);
        assertThat(test.onlyFirstRight()).isEqualTo(2);
        assertThat(test.onlySecondRight()).isEqualTo(1);
        assertThat(test.neitherRight()).isEqualTo(1);
    }

    @Test
    void shouldThrowOneCoinPerGroup() {
        // Twenty copies of one picture that only the first model got right: one throw, not twenty.
        McNemar test = ofLeads(20);
        assertThat(test.pByScan()).isCloseTo(Math.pow(0.5, 19), within(1e-18));
        assertThat(test.p()).isEqualTo(1);
        assertThat(test.midP()).isEqualTo(0.5);
    }

    /** By counting all throws of the coins. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldEqualTheCountOverAllThrows(long seed) {
        var random = new SplittableRandom(seed);
        int[] leads = IntStream.range(0, 2 + random.nextInt(9))
                .map(i -> random.nextInt(9) - 4)
                .toArray();
        int sum = Math.abs(IntStream.of(leads).sum());
        double reached = 0;
        double tied = 0;
        int throwsOfCoins = 1 << leads.length;
        for (int bits = 0; bits < throwsOfCoins; bits++) {
            int thrown = 0;
            for (int i = 0; i < leads.length; i++) {
                thrown += (bits >> i & 1) == 1 ? leads[i] : -leads[i];
            }
            reached += Math.abs(thrown) >= sum ? 1 : 0;
            tied += Math.abs(thrown) == sum ? 1 : 0;
        }
        McNemar test = ofLeads(leads);
        assertThat(test.p()).isCloseTo(reached / throwsOfCoins, within(1e-12));
        assertThat(test.midP()).isCloseTo((reached - tied / 2) / throwsOfCoins, within(1e-12));
    }

    @Test
    void shouldFindNothingWhereBothAreRightAlike() {
        Samples samples = SampleFixtures.formula(37, 30);
        McNemar test = McNemar.of(samples, samples);
        assertThat(test.p()).isEqualTo(1);
        assertThat(test.midP()).isEqualTo(1);
    }

    /** One group for each lead, of as many tumours as it says, all found by the first model (or the second: negative). */
    private static McNemar ofLeads(int... leads) {
        int[] groups = IntStream.range(0, leads.length)
                .flatMap(group -> IntStream.generate(() -> group).limit(Math.abs(leads[group])))
                .toArray();
        int[] labels = IntStream.of(groups).map(group -> 1).toArray();
        double[] first = IntStream.of(groups)
                .mapToDouble(group -> leads[group] > 0 ? 1 : 0)
                .toArray();
        double[] second = IntStream.of(groups)
                .mapToDouble(group -> leads[group] < 0 ? 1 : 0)
                .toArray();
        return McNemar.of(
                Samples.at(0.5, labels, first).inGroups(groups),
                Samples.at(0.5, labels, second).inGroups(groups));
    }
}
