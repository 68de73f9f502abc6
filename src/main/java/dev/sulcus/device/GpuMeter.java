package dev.sulcus.device;

import java.util.Map;
import java.util.TreeMap;

/**
 * What the card does in the stretches between {@link #begin} and {@link #end} of one setting, added up as long as the
 * {@link GpuWatch} that made this is open. Everything is allocated beforehand. Several meters of a watch take turns, one
 * open at a time.
 *
 * <p>Utilisation and power are the driver's own averages over up to a second, so samples of a stretch's first {@value
 * #SETTLE_MILLIS} ms are left out of both: they would tell about the setting before. Energy is the difference of the
 * card's counter where it has one (Volta and later), else mean power times time.
 */
public final class GpuMeter {
    static final int SETTLE_MILLIS = 250;

    /** For a machine without a GPU: sees nothing. */
    public static final GpuMeter NONE = new GpuMeter(null);

    private static final double NANO = 1e-9;
    private static final double MILLI = 1e-3;

    private final GpuWatch watch;
    private final Sum utilisation = new Sum();
    private final Sum milliwatts = new Sum();
    private final Sum clock = new Sum();
    private final long[] throttled = new long[GpuThrottle.values().length];
    private final GpuThrottle[] reasons = GpuThrottle.values();
    private int samples;
    private long memory = GpuReading.UNKNOWN;
    private long began;
    private long counterBegan;
    private long nanos;
    private double counted;
    private boolean counterLacks;

    GpuMeter(GpuWatch watch) {
        this.watch = watch;
    }

    /** A stretch begins: everything that was started before is finished. */
    public void begin() {
        if (watch != null) {
            watch.begin(this);
        }
    }

    /** The stretch ends: everything that was started in it is finished. */
    public void end() {
        if (watch != null) {
            watch.end(this);
        }
    }

    /**
     * What was seen so far; null where there is no card, or before the first stretch.
     *
     * @param pictures that were worked on
     */
    public GpuUse use(long pictures) {
        return watch == null ? null : watch.use(this, pictures);
    }

    // What follows is called by the watch, under its lock.

    void begun(GpuReading now, long at) {
        began = at;
        counterBegan = now.millijoules;
    }

    void ended(GpuReading now, long at) {
        nanos += at - began;
        boolean known = counterBegan != GpuReading.UNKNOWN && now.millijoules != GpuReading.UNKNOWN;
        counterLacks |= !known;
        counted += known ? (now.millijoules - counterBegan) * MILLI : 0;
        sample(now, at);
    }

    void sample(GpuReading now, long at) {
        samples++;
        memory = Math.max(memory, now.memoryBytes);
        clock.add(now.clockMhz);
        for (int i = 0; i < reasons.length; i++) {
            throttled[i] += reasons[i].in(now.throttle) ? 1 : 0;
        }
        if (at - began >= SETTLE_MILLIS * 1_000_000L) {
            utilisation.add(now.utilisationPercent);
            milliwatts.add(now.milliwatts);
        }
    }

    GpuUse summary(long pictures) {
        if (nanos == 0) {
            return null;
        }
        double seconds = nanos * NANO;
        double watts = counterLacks ? milliwatts.mean() * MILLI : counted / seconds;
        Map<String, Double> throttling = new TreeMap<>();
        for (int i = 0; i < reasons.length; i++) {
            if (throttled[i] > 0) {
                throttling.put(reasons[i].words(), (double) throttled[i] / samples);
            }
        }
        double joules = watts * seconds;
        return new GpuUse(
                samples,
                utilisation.mean() / 100,
                utilisation.most() / 100,
                memory == GpuReading.UNKNOWN ? Double.NaN : memory,
                watts,
                joules,
                pictures == 0 ? Double.NaN : joules / pictures,
                clock.mean(),
                clock.least(),
                throttling);
    }

    /** Of numbers that may be unknown. */
    private static final class Sum {
        private long count;
        private long sum;
        private long least = Long.MAX_VALUE;
        private long most = Long.MIN_VALUE;

        void add(long value) {
            if (value != GpuReading.UNKNOWN) {
                count++;
                sum += value;
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }

        double mean() {
            return count == 0 ? Double.NaN : (double) sum / count;
        }

        double least() {
            return count == 0 ? Double.NaN : least;
        }

        double most() {
            return count == 0 ? Double.NaN : most;
        }
    }
}
