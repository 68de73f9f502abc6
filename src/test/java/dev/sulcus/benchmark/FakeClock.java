package dev.sulcus.benchmark;

/** Time that passes only when somebody works or sleeps. */
final class FakeClock implements LoadClock {
    private long now = 1_000_000_007L;

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public void sleepUntil(long moment) {
        now = Math.max(now, moment);
    }

    void pass(double millis) {
        now += Math.round(millis * 1e6);
    }
}
