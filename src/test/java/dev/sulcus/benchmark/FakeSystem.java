package dev.sulcus.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Answers in as many milliseconds as a function of the query's number says. */
final class FakeSystem implements SystemUnderTest {
    private final FakeClock clock;
    private final IntToDoubleFunction millis;
    private final int[] sizes;
    final List<Integer> counts = new ArrayList<>();

    FakeSystem(FakeClock clock, IntToDoubleFunction millis, int... sizes) {
        this.clock = clock;
        this.millis = millis;
        this.sizes = sizes;
    }

    @Override
    public void answer(long first, int count, Answered heard) {
        int largest = sizes[sizes.length - 1];
        for (int left = count; left > 0; left -= largest) {
            clock.pass(millis.applyAsDouble(counts.size()));
            counts.add(Math.min(left, largest));
            heard.answered(Math.min(left, largest));
        }
    }

    @Override
    public int[] sizes() {
        return sizes.clone();
    }

    @Override
    public double[] probabilities() {
        return new double[0];
    }

    @Override
    public double sum() {
        return counts.size();
    }

    @Override
    public int reducedBatch() {
        return 0;
    }

    @Override
    public void close() {}
}
