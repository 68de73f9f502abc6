package dev.sulcus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class ServerLoadTest {
    private static final LoadConfig LOAD = new LoadConfig(10, 100, 1000);

    private final FakeClock clock = new FakeClock();

    @Test
    void shouldAskUntilBothMinimaAreReached() {
        ServerLoad server = server(query -> 0.1, 1);
        ServerLoad.Outcome outcome = server.run(20, 1, LOAD, ServerLoad.Bound.NONE);
        assertThat(outcome.completed()).isTrue();
        assertThat(outcome.seconds()).isBetween(9.0, 11.0);
        assertThat(outcome.queries())
                .isBetween(150L, 250L)
                .isEqualTo(server.histogram().count());
        ServerLoad.Outcome longer = server.run(20, 1, new LoadConfig(1, 600, 1000), ServerLoad.Bound.NONE);
        assertThat(longer.queries()).isEqualTo(600);
        assertThat(longer.seconds()).isGreaterThan(20);
    }

    @Test
    void shouldCountAStallForEveryQueryThatItHeldUp() {
        // 100 queries a second for 10 s, each 1 ms; one stalls for 500 ms. Some 50 of 1,000 arrive meanwhile: far more
        // than
        // 1 %, so the 99th percentile must see it. A clock that starts with the service would see one slow query in
        // 1,000.
        ServerLoad server = server(query -> query == 300 ? 500 : 1, 1);
        server.run(100, 1, LOAD, ServerLoad.Bound.NONE);
        assertThat(server.histogram().millis(99)).isGreaterThan(300);
        assertThat(server.histogram().millis(50)).isLessThan(3);
        ServerLoad calm = server(query -> 1, 1);
        calm.run(100, 1, LOAD, ServerLoad.Bound.NONE);
        assertThat(calm.histogram().millis(99)).isLessThan(10);
    }

    @Test
    void shouldMeasureFromTheMomentAQueryWasMeantToArrive() {
        // Twice as many arrive as can be served: whoever comes last waits about half of the whole time.
        ServerLoad server = server(query -> 20, 1);
        server.run(100, 3, LOAD, ServerLoad.Bound.NONE);
        assertThat(server.histogram().result().max()).isBetween(9_000.0, 11_500.0);
    }

    @Test
    void shouldTakeWhatWaitsTogether() {
        var system = new FakeSystem(clock, query -> 20, 1, 2, 4, 8);
        var server = new ServerLoad(system, clock, () -> false);
        ServerLoad.Outcome outcome = server.run(200, 3, LOAD, ServerLoad.Bound.NONE);
        assertThat(system.counts).contains(2, 4).isSubsetOf(1, 2, 4, 8);
        assertThat(system.counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo((int) outcome.queries());
        assertThat(server.histogram().result().p50()).isBetween(20.0, 45.0);
    }

    @Test
    void shouldSayWhenItWasCutOff() {
        ServerLoad server = server(query -> 20, 1);
        ServerLoad.Outcome outcome = server.run(100, 3, new LoadConfig(10, 100, 5), ServerLoad.Bound.NONE);
        assertThat(outcome.completed()).isFalse();
        assertThat(outcome.seconds()).isCloseTo(5, within(0.1));
    }

    @Test
    void shouldGiveUpOnceABoundCanNotBeKept() {
        ServerLoad server = server(query -> 20, 1);
        var bound = ServerLoad.Bound.of(99, 100, 100, LOAD);
        ServerLoad.Outcome outcome = server.run(100, 3, LOAD, bound);
        assertThat(bound.mostLate()).isEqualTo(11);
        assertThat(outcome.completed()).isFalse();
        assertThat(outcome.seconds()).isLessThan(2);
    }

    private ServerLoad server(IntToDoubleFunction millis, int... sizes) {
        return new ServerLoad(new FakeSystem(clock, millis, sizes), clock, () -> false);
    }
}
