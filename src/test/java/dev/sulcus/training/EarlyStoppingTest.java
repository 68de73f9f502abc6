package dev.sulcus.training;

import static dev.sulcus.training.EarlyStopping.Verdict.GO_ON;
import static dev.sulcus.training.EarlyStopping.Verdict.KEEP;
import static dev.sulcus.training.EarlyStopping.Verdict.STOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.fault.Fault;
import dev.sulcus.training.EarlyStopping.State;
import dev.sulcus.training.EarlyStopping.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EarlyStoppingTest {
    @Test
    void shouldStopOnThePatienceThEpochWithoutImprovement() {
        assertThat(verdicts(loss(2, 0), 0.5, 0.4, 0.4, 0.4, 0.1)).containsExactly(KEEP, KEEP, GO_ON, STOP);
    }

    @Test
    void shouldStartCountingAnewAfterAnImprovement() {
        assertThat(verdicts(loss(2, 0), 0.5, 0.6, 0.4, 0.5, 0.5)).containsExactly(KEEP, GO_ON, KEEP, GO_ON, STOP);
    }

    @Test
    void shouldAskForMoreThanMinDelta() {
        assertThat(verdicts(loss(9, 0.25), 1, 0.75, 0.5, 0.5, 0.125)).containsExactly(KEEP, GO_ON, KEEP, GO_ON, KEEP);
    }

    @Test
    void shouldMeasureMinDeltaFromTheBestAndNotFromTheEpochBefore() {
        assertThat(verdicts(loss(9, 0.25), 1, 0.875, 0.8125, 0.6875)).containsExactly(KEEP, GO_ON, GO_ON, KEEP);
    }

    @Test
    void shouldStopAtOnceWithoutPatienceButNeverInTheFirstEpoch() {
        assertThat(verdicts(loss(0, 0), 0.5, 0.4, 0.4)).containsExactly(KEEP, KEEP, STOP);
    }

    @ParameterizedTest
    @EnumSource(
            value = Monitor.class,
            names = {"ACCURACY", "VAL_ACCURACY", "VAL_AUC"})
    void shouldTakeMoreForBetterInAccuracyAndAuc(Monitor monitor) {
        assertThat(verdicts(config(monitor, Mode.AUTO, 2, 0, null, 0), 0.5, 0.6, 0.5, 0.6))
                .containsExactly(KEEP, KEEP, GO_ON, STOP);
    }

    @ParameterizedTest
    @EnumSource(
            value = Monitor.class,
            names = {"LOSS", "VAL_LOSS"})
    void shouldTakeLessForBetterInLosses(Monitor monitor) {
        assertThat(verdicts(config(monitor, Mode.AUTO, 2, 0, null, 0), 0.5, 0.4, 0.5, 0.4))
                .containsExactly(KEEP, KEEP, GO_ON, STOP);
    }

    @Test
    void shouldObeyAModeThatIsSaid() {
        assertThat(verdicts(config(Monitor.VAL_LOSS, Mode.MAX, 1, 0, null, 0), 0.5, 0.6, 0.5))
                .containsExactly(KEEP, KEEP, STOP);
        assertThat(verdicts(config(Monitor.VAL_AUC, Mode.MIN, 1, 0, null, 0), 0.5, 0.4, 0.5))
                .containsExactly(KEEP, KEEP, STOP);
    }

    @Test
    void shouldSubtractMinDeltaWhenMoreIsBetter() {
        assertThat(verdicts(config(Monitor.VAL_AUC, Mode.AUTO, 9, 0.25, null, 0), 0.25, 0.5, 0.625))
                .containsExactly(KEEP, GO_ON, KEEP);
    }

    @Test
    void shouldKeepTheBestButGoOnCountingUntilTheBaselineIsBeaten() {
        var config = config(Monitor.VAL_LOSS, Mode.AUTO, 3, 0, 0.25, 0);
        assertThat(verdicts(config, 0.9, 0.8, 0.7, 0.75)).containsExactly(KEEP, KEEP, KEEP, STOP);
        assertThat(verdicts(config, 0.9, 0.8, 0.2, 0.3, 0.3, 0.3))
                .containsExactly(KEEP, KEEP, KEEP, GO_ON, GO_ON, STOP);
    }

    @Test
    void shouldNotTakeAnEqualValueForABeatenBaseline() {
        assertThat(verdicts(config(Monitor.VAL_LOSS, Mode.AUTO, 1, 0, 0.25, 0), 0.25, 0.5))
                .containsExactly(KEEP, STOP);
        var early = new EarlyStopping(config(Monitor.VAL_LOSS, Mode.AUTO, 1, 0, 0.25, 0), State.START);
        early.observe(KerasCallbacks.epoch(Monitor.VAL_LOSS, 1, 0.25));
        assertThat(early.state().waited()).isEqualTo(1);
    }

    @Test
    void shouldIgnoreTheEpochsBeforeTheStart() {
        assertThat(verdicts(config(Monitor.VAL_LOSS, Mode.AUTO, 1, 0, null, 2), 0.1, 0.1, 0.9, 0.9))
                .containsExactly(GO_ON, GO_ON, KEEP, STOP);
    }

    @Test
    void shouldNeverBeatAFirstValueThatIsNan() {
        assertThat(verdicts(loss(3, 0), Double.NaN, 0.5, 0.4, 0.3)).containsExactly(KEEP, GO_ON, GO_ON, STOP);
    }

    @Test
    void shouldTakeALaterNanForNoImprovement() {
        assertThat(verdicts(loss(2, 0), 0.5, Double.NaN, 0.4, Double.NaN, Double.NaN))
                .containsExactly(KEEP, GO_ON, KEEP, GO_ON, STOP);
    }

    @Test
    void shouldRememberWhichEpochWasBest() {
        var early = new EarlyStopping(loss(9, 0), State.START);
        observe(early, 0.5, 0.3, 0.4);
        assertThat(early.state()).isEqualTo(new State(0.3, 2, 1));
    }

    @Test
    void shouldGoOnFromASavedStateAsIfNothingHadHappened() {
        double[] values = {0.5, 0.6, 0.4, 0.4, 0.45, 0.3};
        var straight = new EarlyStopping(loss(3, 0), State.START);
        var resumed = new EarlyStopping(loss(3, 0), State.START);
        for (int i = 0; i < values.length; i++) {
            EpochRecord epoch = KerasCallbacks.epoch(Monitor.VAL_LOSS, i + 1, values[i]);
            resumed = new EarlyStopping(loss(3, 0), resumed.state());
            assertThat(resumed.observe(epoch)).isEqualTo(straight.observe(epoch));
            assertThat(resumed.state()).isEqualTo(straight.state());
        }
    }

    @Test
    void shouldRefuseSettingsOutsideTheirRanges() {
        assertThatThrownBy(() -> loss(-1, 0)).isInstanceOf(Fault.class).hasMessageContaining("patience");
        assertThatThrownBy(() -> loss(1, -0.1)).isInstanceOf(Fault.class).hasMessageContaining("minDelta is -0.1");
        assertThatThrownBy(() -> loss(1, Double.NaN)).isInstanceOf(Fault.class);
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("cases")
    void shouldDecideAsKerasDoes(JsonNode c) {
        var early = new EarlyStopping(kerasConfig(c), State.START);
        var waited = new ArrayList<Integer>();
        int kept = 0;
        boolean stopped = false;
        for (EpochRecord epoch : KerasCallbacks.epochs(c)) {
            Verdict verdict = early.observe(epoch);
            kept = verdict == KEEP ? epoch.epoch() : kept;
            waited.add(early.state().waited());
            if (verdict == STOP) {
                stopped = true;
                break;
            }
        }
        var keras = new ArrayList<Integer>();
        c.get("waited").forEach(value -> keras.add(value.intValue()));
        assertThat(waited).isEqualTo(keras);
        assertThat(stopped).isEqualTo(c.get("stopped").booleanValue());
        assertThat(kept).isEqualTo(c.get("kept").intValue());
    }

    static Stream<JsonNode> cases() {
        return KerasCallbacks.cases("stopping").stream();
    }

    private static EarlyStoppingConfig kerasConfig(JsonNode c) {
        JsonNode baseline = c.get("baseline");
        return new EarlyStoppingConfig(
                KerasCallbacks.monitor(c),
                KerasCallbacks.mode(c),
                c.get("minDelta").doubleValue(),
                c.get("patience").intValue(),
                baseline.isNull() ? null : baseline.doubleValue(),
                c.get("startFromEpoch").intValue(),
                true);
    }

    private static EarlyStoppingConfig loss(int patience, double minDelta) {
        return config(Monitor.VAL_LOSS, Mode.AUTO, patience, minDelta, null, 0);
    }

    private static EarlyStoppingConfig config(
            Monitor monitor, Mode mode, int patience, double minDelta, Double baseline, int start) {
        return new EarlyStoppingConfig(monitor, mode, minDelta, patience, baseline, start, true);
    }

    private static List<Verdict> verdicts(EarlyStoppingConfig config, double... values) {
        return observe(new EarlyStopping(config, State.START), config.monitor(), values);
    }

    private static void observe(EarlyStopping early, double... values) {
        observe(early, Monitor.VAL_LOSS, values);
    }

    /** Until it says stop. */
    private static List<Verdict> observe(EarlyStopping early, Monitor monitor, double... values) {
        var verdicts = new ArrayList<Verdict>();
        for (int i = 0; i < values.length && !verdicts.contains(STOP); i++) {
            verdicts.add(early.observe(KerasCallbacks.epoch(monitor, i + 1, values[i])));
        }
        return verdicts;
    }
}
