package dev.sulcus.benchmark;

import java.util.Arrays;

/**
 * Finds the steady state rather than guessing it. Units of work are put into windows of at least {@value #UNITS} units and
 * 0.1 s; the state is steady once the medians of the last three windows lie within 10 % of the least of them. The first
 * unit is in no window, and its time doesn't count towards the most that warming up may take: a GPU's driver may compile
 * kernels in it for minutes, and cuDNN times its algorithms. Native libraries choose their kernels and allocators fill
 * their pools in the first units; the Java compiler takes a while longer, but has little to do here. Stateless.
 */
public final class WarmUp {
    static final int UNITS = 2;
    private static final long WINDOW_NANOS = 100_000_000;
    private static final int WINDOWS = 3;
    private static final double TOLERANCE = 0.10;
    private static final double SECOND = 1e9;

    private WarmUp() {}

    /**
     * Works until the state is steady, or {@code mostSeconds} after the first unit are over.
     *
     * @param unit one unit of work
     */
    public static WarmUpResult run(LoadClock clock, double mostSeconds, Runnable unit) {
        long begun = clock.nanos();
        unit.run();
        long start = clock.nanos();
        double first = (start - begun) / SECOND;
        double[] medians = new double[WINDOWS];
        long units = 1;
        for (int window = 0; ; window++) {
            long windowStart = clock.nanos();
            var times = new SampleReel(1024);
            int own = 0;
            while (own < UNITS || clock.nanos() - windowStart < WINDOW_NANOS) {
                long before = clock.nanos();
                unit.run();
                times.add(clock.nanos() - before);
                own++;
            }
            units += own;
            medians[window % WINDOWS] = Medians.of(times.values(1));
            double seconds = (clock.nanos() - start) / SECOND;
            if (window >= WINDOWS - 1 && steady(medians)) {
                return new WarmUpResult(units, first + seconds, true, first);
            }
            if (seconds >= mostSeconds) {
                return new WarmUpResult(units, first + seconds, false, first);
            }
        }
    }

    static boolean steady(double[] medians) {
        double least = Arrays.stream(medians).min().orElse(Double.NaN);
        double most = Arrays.stream(medians).max().orElse(Double.NaN);
        return most <= least * (1 + TOLERANCE);
    }
}
