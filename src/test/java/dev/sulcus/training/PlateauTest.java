package dev.sulcus.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.fault.Fault;
import dev.sulcus.training.Plateau.State;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlateauTest {
    @Test
    void shouldCutOnThePatienceThEpochWithoutImprovement() {
        assertThat(rates(config(2, 0, 0, 0), 0.5, 0.5, 0.5, 0.5)).containsExactly(1, 1, 0.5, 0.5);
    }

    @Test
    void shouldCutAgainAfterAnotherPatience() {
        assertThat(rates(config(2, 0, 0, 0), 0.5, 0.5, 0.5, 0.5, 0.5)).containsExactly(1, 1, 0.5, 0.5, 0.25);
    }

    @Test
    void shouldNotForgetTheBestAfterACut() {
        // 0.4 would be an improvement on 0.45, were the best reset; it is none on 0.3.
        assertThat(rates(config(1, 0, 0, 0), 0.3, 0.45, 0.4)).containsExactly(1, 0.5, 0.25);
    }

    @Test
    void shouldActAtOnceWithoutPatience() {
        assertThat(rates(config(0, 0, 0, 0), 0.5, 0.5, 0.4, 0.4)).containsExactly(1, 0.5, 0.5, 0.25);
    }

    @Test
    void shouldCountNothingWhileItCools() {
        // Cut in epoch 2; epochs 3 and 4 cool (the counter falls to 1, then to 0, and the 4th counts again).
        assertThat(rates(config(1, 0, 2, 0), 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5))
                .containsExactly(1, 0.5, 0.5, 0.25, 0.25, 0.125, 0.125);
    }

    @Test
    void shouldTakeAnImprovementWhileItCools() {
        var plateau = new Plateau(config(1, 0, 3, 0), State.START);
        double rate = 1;
        for (double value : new double[] {0.5, 0.5, 0.2}) {
            rate = plateau.observe(KerasCallbacks.epoch(Monitor.VAL_LOSS, 1, value), rate);
        }
        assertThat(rate).isEqualTo(0.5);
        assertThat(plateau.state()).isEqualTo(new State(0.2, 0, 2));
    }

    @Test
    void shouldGoNoLowerThanTheLeastRate() {
        assertThat(rates(config(1, 0, 0, 0.375), 0.5, 0.5, 0.5, 0.5)).containsExactly(1, 0.5, 0.375, 0.375);
    }

    @Test
    void shouldKeepWaitingAtTheLeastRateWithoutACooldown() {
        var plateau = new Plateau(config(2, 0, 5, 1), State.START);
        for (int epoch = 1; epoch <= 4; epoch++) {
            assertThat(plateau.observe(KerasCallbacks.epoch(Monitor.VAL_LOSS, epoch, 0.5), 1))
                    .isEqualTo(1);
        }
        assertThat(plateau.state()).isEqualTo(new State(0.5, 3, 0));
    }

    @Test
    void shouldAskForMoreThanMinDelta() {
        assertThat(rates(config(1, 0.25, 0, 0), 1, 0.75, 0.5)).containsExactly(1, 0.5, 0.5);
    }

    @Test
    void shouldNeverBeatAFirstValueThatIsNan() {
        assertThat(rates(config(2, 0, 0, 0), Double.NaN, 0.5, 0.4, 0.3, 0.2)).containsExactly(1, 1, 0.5, 0.5, 0.25);
    }

    @Test
    void shouldTakeALaterNanForNoImprovement() {
        assertThat(rates(config(2, 0, 0, 0), 0.5, Double.NaN, Double.NaN, 0.4)).containsExactly(1, 1, 0.5, 0.5);
    }

    @Test
    void shouldActInTheSameEpochAsEarlyStoppingOfTheSamePatience() {
        var stopping = new EarlyStoppingConfig(Monitor.VAL_LOSS, Mode.AUTO, 0, 3, null, 0, true);
        var early = new EarlyStopping(stopping, EarlyStopping.State.START);
        var plateau = new Plateau(config(3, 0, 0, 0), State.START);
        for (int epoch = 1; epoch <= 4; epoch++) {
            EpochRecord record = KerasCallbacks.epoch(Monitor.VAL_LOSS, epoch, 0.5);
            assertThat(plateau.observe(record, 1) < 1)
                    .isEqualTo(early.observe(record) == EarlyStopping.Verdict.STOP)
                    .isEqualTo(epoch == 4);
        }
    }

    @Test
    void shouldGoOnFromASavedStateAsIfNothingHadHappened() {
        double[] values = {0.5, 0.6, 0.6, 0.6, 0.4, 0.5, 0.5, 0.5};
        var straight = new Plateau(config(2, 0, 2, 0), State.START);
        var resumed = new Plateau(config(2, 0, 2, 0), State.START);
        double rate = 1;
        for (double value : values) {
            EpochRecord epoch = KerasCallbacks.epoch(Monitor.VAL_LOSS, 1, value);
            resumed = new Plateau(config(2, 0, 2, 0), resumed.state());
            double next = straight.observe(epoch, rate);
            assertThat(resumed.observe(epoch, rate)).isEqualTo(next);
            rate = next;
        }
    }

    @Test
    void shouldRefuseSettingsOutsideTheirRanges() {
        assertThatThrownBy(() -> config(-1, 0, 0, 0)).isInstanceOf(Fault.class).hasMessageContaining("patience");
        assertThatThrownBy(() -> config(1, -1, 0, 0)).isInstanceOf(Fault.class).hasMessageContaining("minDelta");
        assertThatThrownBy(() -> config(1, 0, -1, 0)).isInstanceOf(Fault.class).hasMessageContaining("cooldown");
        assertThatThrownBy(() -> new PlateauConfig(Monitor.VAL_LOSS, Mode.AUTO, 1, 1, 0, 0, 0))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("factor is 1.0");
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("cases")
    void shouldDecideAsKerasDoes(JsonNode c) {
        var config = new PlateauConfig(
                KerasCallbacks.monitor(c),
                KerasCallbacks.mode(c),
                c.get("factor").doubleValue(),
                c.get("patience").intValue(),
                c.get("minDelta").doubleValue(),
                c.get("cooldown").intValue(),
                c.get("minLearningRate").doubleValue());
        double[] keras = StreamSupport.stream(c.get("learningRate").spliterator(), false)
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
        assertThat(rates(config, 0.25, KerasCallbacks.epochs(c))).containsExactly(keras);
    }

    static Stream<JsonNode> cases() {
        return KerasCallbacks.cases("plateau").stream();
    }

    /** Halves the rate. */
    private static PlateauConfig config(int patience, double minDelta, int cooldown, double least) {
        return new PlateauConfig(Monitor.VAL_LOSS, Mode.AUTO, 0.5, patience, minDelta, cooldown, least);
    }

    private static double[] rates(PlateauConfig config, double... values) {
        return rates(
                config,
                1,
                java.util.stream.IntStream.range(0, values.length)
                        .mapToObj(i -> KerasCallbacks.epoch(config.monitor(), i + 1, values[i]))
                        .toList());
    }

    private static double[] rates(PlateauConfig config, double start, List<EpochRecord> epochs) {
        var plateau = new Plateau(config, State.START);
        double[] rates = new double[epochs.size()];
        double rate = start;
        for (int i = 0; i < rates.length; i++) {
            rate = plateau.observe(epochs.get(i), rate);
            rates[i] = rate;
        }
        return rates;
    }
}
