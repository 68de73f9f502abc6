package dev.sulcus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundRobinTest {
    private final FakeClock clock = new FakeClock();
    private final List<String> turns = new ArrayList<>();

    @Test
    void shouldMeasureByTurnsWithAnotherOneFirst() {
        RoundRobin.run(List.of(named("a"), named("b"), named("c")), 3, 1, m -> true, 100, (done, all) -> {});
        assertThat(turns).containsExactly("wa", "wb", "wc", "a0", "b0", "c0", "b1", "c1", "a1", "c2", "a2", "b2");
    }

    @Test
    void shouldGoOnForThoseThatHaveNotEnough() {
        Named a = named("a");
        RoundRobin.run(List.of(a, named("b")), 1, 1, m -> m != a.measurement || m.units() >= 3, 100, (d, t) -> {});
        assertThat(turns).containsExactly("wa", "wb", "a0", "b0", "a1", "a2");
    }

    @Test
    void shouldLeaveASettingWhoseTimeIsUp() {
        RoundRobin.run(List.of(named("a")), 2, 1, m -> false, 3.5, (done, all) -> {});
        assertThat(turns).containsExactly("wa", "a0", "a1", "a2", "a3");
    }

    @Test
    void shouldTellHowFarItIs() {
        var told = new ArrayList<String>();
        RoundRobin.run(List.of(named("a")), 2, 1, m -> m.units() >= 3, 100, (done, all) -> told.add(done + "/" + all));
        assertThat(told).containsExactly("1/3", "2/3", "3/3", "4/4");
    }

    @Test
    void shouldKeepTheBlocksUntilAStop() {
        RoundRobin.Turns turns = run(5, Fault.interrupted("enough"));
        assertThat(turns.stopped()).isTrue();
        assertThat(turns.blocks()).isEqualTo(3);
        assertThat(turns.foreseen()).isEqualTo(6);
        assertThat(turns.warmUps()).hasSize(2);
        assertThat(run(1, Fault.interrupted("enough")).warmUps()).hasSize(1);
        assertThat(run(100, null).stopped()).isFalse();
    }

    @Test
    void shouldNotTakeAnotherFaultForAStop() {
        assertThatThrownBy(() -> run(5, Fault.data("gone"))).hasMessage("gone");
    }

    private RoundRobin.Turns run(int last, Fault then) {
        return RoundRobin.run(List.of(named("a"), named("b")), 3, 1, m -> true, 100, (done, all) -> {
            if (done == last) {
                throw then;
            }
        });
    }

    @Test
    void shouldPartALongMeasurementIntoMoreBlocks() {
        assertThat(RoundRobin.rounds(7, 2)).isEqualTo(7);
        assertThat(RoundRobin.rounds(7, 600)).isEqualTo(60);
    }

    private Named named(String name) {
        return new Named(name);
    }

    private final class Named implements Subject {
        private final String name;
        private final Measurement measurement = new Measurement(clock, HeapMeter.ofThisThread());

        Named(String name) {
            this.name = name;
        }

        @Override
        public WarmUpResult warmUp() {
            turns.add("w" + name);
            return new WarmUpResult(1, 1, true);
        }

        @Override
        public void block(int round, double seconds) {
            turns.add(name + round);
            measurement.begin();
            clock.pass(1000 * seconds);
            measurement.record(1, 1);
            measurement.end(round);
        }

        @Override
        public Measurement measurement() {
            return measurement;
        }
    }
}
